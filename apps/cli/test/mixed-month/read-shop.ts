import { join } from 'node:path';
import { readRows } from '@answerdesk/answers';
import type { FaqContent } from '@answerdesk/domain';
import { type Chance, datasetsDir } from '@answerdesk/testing';

/** A shop's FAQs, and what its customers ask, of which no FAQ has a word for word. */
export interface Shop {
  readonly name: string;
  readonly faqs: readonly FaqContent[];
  /** What each FAQ's answer is asked for by; the answer names the FAQ. */
  readonly asked: ReadonlyMap<string, readonly string[]>;
  /** What no FAQ answers. */
  readonly strangers: readonly string[];
}

export type ShopName = 'clinc150' | 'banking77';

export const nluDir = join(datasetsDir, 'nlu');
const CLINC_FAQS = 75;
const FEWEST_VARIANTS = 5;
const MOST_VARIANTS = 10;
/** Half of what is out of scope is on purpose so; there are 100 such rows. */
const MOST_STRANGERS = 100;

/** CLINC150's labels that ask nothing, or ask for a language: they are no FAQ, and no stranger either. */
const asksNothing = ['cancel', 'change_language', 'goodbye', 'greeting', 'maybe', 'no', 'repeat', 'thank_you', 'yes'];

/** CLINC150's labels about money in a bank: BANKING77 may have an FAQ that answers them. */
const asksABank = [
  ...['account_blocked', 'apr', 'application_status', 'balance', 'bill_balance', 'bill_due', 'card_declined'],
  ...['credit_limit', 'credit_limit_change', 'credit_score', 'damaged_card', 'direct_deposit', 'exchange_rate'],
  ...['expiration_date', 'freeze_account', 'improve_credit_score', 'interest_rate', 'international_fees'],
  ...['min_payment', 'new_card', 'order_checks', 'pay_bill', 'pin_change', 'redeem_rewards'],
  ...['replacement_card_duration', 'report_fraud', 'report_lost_card', 'rewards_balance', 'routing'],
  ...['spending_history', 'transactions', 'transfer', 'travel_notification'],
];

/**
 * A public set as a shop: some labels of CLINC150, or all of BANKING77, are FAQs of 6 to 11 texts; the labels' other rows are
 * asked. Strangers are CLINC150's questions out of scope, and as many of its labels that the shop has no FAQ for.
 */
export async function readShop(name: ShopName, chance: Chance): Promise<Shop> {
  const [clinc, outOfScope] = await Promise.all([
    readRows(join(nluDir, 'clinc150/train.jsonl')),
    readRows(join(nluDir, 'clinc150/val_oos.jsonl')),
  ]);
  const rows = name === 'clinc150' ? clinc : await readRows(join(nluDir, 'banking77/train.jsonl'));
  const labels = [...new Set(rows.map(({ label }) => label))].filter((label) => !asksNothing.includes(label));
  const sold = new Set(name === 'clinc150' ? chance.shuffled(labels).slice(0, CLINC_FAQS) : labels);
  const near = name === 'clinc150' ? asksNothing : [...asksNothing, ...asksABank];
  const notSold = clinc.filter(({ label }) => !sold.has(label) && !near.includes(label));
  const strangers = [
    ...chance.shuffled(outOfScope).slice(0, MOST_STRANGERS),
    ...chance.shuffled(notSold).slice(0, MOST_STRANGERS),
  ];
  const faqs: FaqContent[] = [];
  const asked = new Map<string, readonly string[]>();
  for (const [label, ofLabel] of Map.groupBy(rows, (row) => row.label)) {
    if (!sold.has(label)) continue;
    const texts = chance.shuffled([...new Set(ofLabel.map(({ text }) => text.trim()))]);
    const variantCount = FEWEST_VARIANTS + Math.floor(chance.next() * (MOST_VARIANTS - FEWEST_VARIANTS + 1));
    const [question = label, ...variants] = texts.slice(0, variantCount + 1);
    const answer = `The approved answer about ${label.replaceAll('_', ' ')}.`;
    faqs.push({ question, variants, answer, locale: 'en' });
    asked.set(answer, texts.slice(variantCount + 1));
  }
  return { name, faqs, asked, strangers: chance.shuffled(strangers.map(({ text }) => text.trim())) };
}
