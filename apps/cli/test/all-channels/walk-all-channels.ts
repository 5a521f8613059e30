import { setTimeout as sleep } from 'node:timers/promises';
import { importFaqs } from '@answerdesk/answers';
import { createChannels, readChannelAddresses } from '@answerdesk/channels';
import type { ChannelName, OutboxItem, TenantId } from '@answerdesk/domain';
import { connectAccount, createSecretBox, createTenant, loadSecretKeys } from '@answerdesk/tenants';
import type { TestDatabase, TestDatabaseKind } from '@answerdesk/testing';
import { createChance } from '@answerdesk/testing';
import { expect } from 'vitest';
import { makeProduct, type Product } from '../product.ts';
import { type QuestionSet, readQuestions } from '../questions.ts';
import { insist } from './insist.ts';
import { speakTeams } from './speak-teams.ts';
import { speakTelegram } from './speak-telegram.ts';
import { speakWebchat } from './speak-webchat.ts';
import { speakWechat } from './speak-wechat.ts';
import { speakWecom } from './speak-wecom.ts';
import type { Speaker, SpeakingCustomer } from './speaker.ts';

const QUESTIONS_A_CUSTOMER = 5;
const CUSTOMERS_AT_ONCE = 6;
const SETTLED_WITHIN_MS = 480_000;

export interface AllChannelsResult {
  readonly questions: number;
  readonly kills: number;
  /** Sends whose answer never came, and messages that therefore arrived twice, over all channels. */
  readonly uncertain: number;
  readonly repeated: number;
}

/**
 * One tenant on every channel at once is asked the same questions on each, in order within a customer, while the product
 * is killed `kills` times. Checks that every channel gave the same answers, each exactly once; only where a platform cannot
 * know a message again, and a kill left a send unheard, may that one have arrived twice.
 */
export async function walkAllChannels(
  kind: TestDatabaseKind,
  options: { readonly seed: number; readonly questions: number; readonly kills: number },
): Promise<AllChannelsResult> {
  const chance = createChance(options.seed);
  const questions = await readQuestions(options.questions, chance);
  const database = await kind.open();
  const speakers = await Promise.all([speakTelegram(), speakTeams(), speakWechat(), speakWecom(), speakWebchat()]);
  const environment = Object.assign({}, ...speakers.map((one) => one.environment));
  // Meanings are learnt behind words: for a while after each start the same question may come to something else.
  const product = await makeProduct({ ...database.environment, ...environment, ANSWERS_EMBEDDING: 'off' });
  let reopened: TestDatabase | undefined;
  let isStarted = false;
  try {
    const { tenantId, accounts } = await openShop(database, questions, speakers, product, environment);
    await database.close();
    await product.start();
    isStarted = true;
    let isDone = false;
    const speaking = Promise.all(
      speakers.map((speaker, index) => speakAll(speaker, questions, accounts[index])),
    ).finally(() => {
      isDone = true;
    });
    let kills = 0;
    const disturbing = (async () => {
      for (; kills < options.kills && !isDone; kills += 1) {
        await sleep(1_000 + chance.next() * 2_000);
        await product.kill();
        await product.start();
      }
    })();
    const [customers] = await Promise.all([speaking, disturbing]);
    reopened = await database.reopen();
    await settle(reopened, tenantId);
    const counts = await compareAll(reopened, tenantId, speakers, customers, questions);
    expect(kills).toBe(options.kills);
    return { questions: questions.questions.length, kills, ...counts };
  } finally {
    await reopened?.close();
    if (isStarted) await product.stop();
    for (const speaker of speakers) await speaker.stop();
    await (await database.reopen()).drop();
  }
}

interface OpenedAccount {
  readonly id: string;
  readonly webhookUrl: string;
  readonly secret: string;
}

async function openShop(
  database: TestDatabase,
  questions: QuestionSet,
  speakers: readonly Speaker[],
  product: Product,
  environment: Readonly<Record<string, string>>,
): Promise<{ tenantId: TenantId; accounts: OpenedAccount[] }> {
  const { stores } = database;
  const now = () => new Date();
  const tenant = await createTenant({ tenants: stores.tenants, now }, { name: 'A bank', locale: 'en' });
  await importFaqs({ faqs: stores.faqs, now }, tenant.id, questions.faqs);
  const channels = createChannels(readChannelAddresses(environment));
  const secretBox = createSecretBox((await loadSecretKeys(database.dataDir)).secretKey);
  const accounts: OpenedAccount[] = [];
  for (const { channel, credentials } of speakers) {
    const { account, webhookUrl, secret } = await connectAccount(
      {
        tenants: stores.tenants,
        accounts: stores.accounts,
        accountsOf: stores.platformWide.listAccountsOf,
        secretBox,
        webhookUrlOf: (accountId) => `${product.address}/webhooks/${channel}/${accountId}`,
        now,
      },
      tenant.id,
      channels[channel],
      { credentials },
    );
    accounts.push({ id: account.id, webhookUrl, secret });
  }
  return { tenantId: tenant.id, accounts };
}

/** Has every customer of a channel ask their questions one after another; several customers at once. */
async function speakAll(
  speaker: Speaker,
  { questions }: QuestionSet,
  account: OpenedAccount | undefined,
): Promise<SpeakingCustomer[]> {
  if (!account) throw new Error(`${speaker.channel} is not connected`);
  const customers: SpeakingCustomer[] = [];
  for (let first = 0; first < questions.length; first += QUESTIONS_A_CUSTOMER) {
    customers.push(await speaker.customer(account, first / QUESTIONS_A_CUSTOMER));
  }
  const waiting = [...customers.entries()];
  const walk = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, customer] = next;
      const own = questions.slice(index * QUESTIONS_A_CUSTOMER, (index + 1) * QUESTIONS_A_CUSTOMER);
      for (const { text } of own) {
        const before = (await customer.heard()).length;
        await customer.say(text);
        // Who asks on without waiting has five answers wait behind one window, of which two are kept for people.
        await insist(`${speaker.channel}: the answer to ${text}`, async () => (await customer.heard()).length > before);
      }
    }
  };
  await Promise.all(Array.from({ length: CUSTOMERS_AT_ONCE }, walk));
  return customers;
}

async function settle(database: TestDatabase, tenantId: TenantId): Promise<void> {
  const { messages, outbox, channelstates } = database.database.models;
  await expect
    .poll(
      async () =>
        (await channelstates.countDocuments({ tenantId, pullDueAt: { $lte: new Date() } })) +
        (await messages.countDocuments({ tenantId, isHandled: false })) +
        (await outbox.countDocuments({ tenantId, isDone: false })),
      { timeout: SETTLED_WITHIN_MS, interval: 500 },
    )
    .toBe(0);
}

async function compareAll(
  database: TestDatabase,
  tenantId: TenantId,
  speakers: readonly Speaker[],
  customers: readonly (readonly SpeakingCustomer[])[],
  { questions }: QuestionSet,
): Promise<Pick<AllChannelsResult, 'uncertain' | 'repeated'>> {
  const items = await database.database.models.outbox.find({ tenantId }).sort({ _id: 1 }).lean();
  const counts = { uncertain: 0, repeated: 0 };
  const answers = new Map<ChannelName, string[][]>();
  for (const [index, { channel, knowsRepeats }] of speakers.entries()) {
    const sent = items.filter((item) => item.channel === channel);
    expect(sent.length, `answers on ${channel}`).toBe(questions.length);
    expect(
      sent.filter(({ state }) => state !== 'sent').map(({ failure }) => failure),
      channel,
    ).toEqual([]);
    const byCustomer = [...Map.groupBy(sent, ({ conversationId }) => conversationId).values()];
    const heard = await Promise.all((customers[index] ?? []).map((customer) => customer.heard()));
    const gists = heard.map((texts) => texts.map(gistOf));
    answers.set(
      channel,
      gists.map((texts) => withoutRepeats(texts, byCustomer)),
    );
    const repeated = gists.flat().length - questions.length;
    const uncertain = sent.reduce((sum, { uncertainSends }) => sum + uncertainSends, 0);
    expect(repeated, `arrived twice on ${channel}`).toBeLessThanOrEqual(knowsRepeats ? 0 : uncertain);
    expect(repeated, `lost on ${channel}`).toBeGreaterThanOrEqual(0);
    counts.uncertain += uncertain;
    counts.repeated += repeated;
  }
  const expected = answers.get('telegram');
  for (const { channel } of speakers) expect(answers.get(channel), channel).toEqual(expected);
  return counts;
}

/** A customer's texts with each sent once, by the line of their conversation that they fit. */
function withoutRepeats(
  heard: readonly string[],
  lines: readonly (readonly Pick<OutboxItem, 'content' | 'uncertainSends'>[])[],
): string[] {
  const fits = lines.find((line) => isHeardOf(heard, line));
  if (!fits) throw new Error(`Nothing was said like ${JSON.stringify(heard)}`);
  return fits.map(({ content }) => gistOf(content.text));
}

function isHeardOf(heard: readonly string[], line: readonly Pick<OutboxItem, 'content' | 'uncertainSends'>[]): boolean {
  let at = 0;
  for (const [index, { content, uncertainSends }] of line.entries()) {
    const stillToCome = line.length - index - 1;
    const gist = gistOf(content.text);
    if (heard[at] !== gist) return false;
    at += 1;
    for (let again = 0; again < uncertainSends && heard[at] === gist && heard.length - at > stillToCome; again += 1)
      at += 1;
  }
  return at === heard.length;
}

/** What is said, whatever stands under it: buttons on one channel are a list on another. */
function gistOf(text: string): string {
  const words = (text.split(/\n+1\. /)[0] ?? '').replace(/\s+/g, ' ').trim();
  // Where in line somebody is depends on who came first, and is another thing to each.
  return words.replace(/ You are (?:next|number \d+) in line\.$/, '');
}
