import { type Chance, readList } from '@answerdesk/testing';
import { readShop, type Shop } from '../mixed-month/read-shop.ts';

/** What customers of a large shop write. */
export interface Customers {
  readonly faqs: Shop['faqs'];
  /** The next message: a question to be answered, half of one, one that no FAQ answers, thanks, or a wish for a person. */
  write(chance: Chance): string;
}

/** How many messages of a hundred are what. */
const answerable = 62;
const halves = 10;
const unknown = 12;
const thanks = 9;

/** BANKING77 and half of CLINC150 as one shop: 152 FAQs of 6 to 11 texts. */
export async function readCustomers(chance: Chance): Promise<Customers> {
  const shops = await Promise.all([readShop('banking77', chance.fork(1)), readShop('clinc150', chance.fork(2))]);
  // Some FAQs are asked far more often than others.
  const asked = chance.fork(3).shuffled(shops.flatMap((shop) => [...shop.asked.values()]));
  const strangers = shops.flatMap((shop) => shop.strangers);
  const english = <Row extends { readonly language: string }>(rows: readonly Row[]) =>
    rows.filter(({ language }) => language === 'en');
  const grateful = english(readList('small-talk')).filter(({ intent }) => intent === 'thanks');
  const wishes = english(readList('person'));
  const textOf = (rows: readonly { readonly text: string }[], own: Chance) => pick(rows, own.next())?.text ?? '';
  const question = (own: Chance) => pick(pick(asked, own.next() ** 2) ?? [], own.next()) ?? '';
  return {
    faqs: shops.flatMap(({ faqs }) => faqs),
    write(own) {
      const at = own.next() * 100;
      if (at < answerable) return question(own);
      if (at < answerable + halves) return question(own).split(' ').slice(0, 3).join(' ');
      if (at < answerable + halves + unknown) return pick(strangers, own.next()) ?? '';
      if (at < answerable + halves + unknown + thanks) return textOf(grateful, own);
      return textOf(wishes, own);
    },
  };
}

/** One of several, by a number from 0 to below 1. */
export function pick<T>(from: readonly T[], at: number): T | undefined {
  return from[Math.floor(at * from.length)];
}
