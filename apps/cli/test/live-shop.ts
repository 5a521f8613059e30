import { setTimeout as sleep } from 'node:timers/promises';
import { importFaqs } from '@answerdesk/answers';
import { createChannels } from '@answerdesk/channels';
import { type AccountId, accountIdSchema, type FaqContent, type TenantId, tenantIdSchema } from '@answerdesk/domain';
import { connectAccount, createSecretBox, loadSecretKeys } from '@answerdesk/tenants';
import { type createUpdates, postUpdate, type TestDatabase } from '@answerdesk/testing';
import { expect } from 'vitest';
import type { Product } from './product.ts';

/** A tenant of a running product, whose owner signed up there. */
export interface LiveShop {
  readonly product: Product;
  readonly tenantId: TenantId;
  readonly accountId: AccountId;
  /** The owner's. */
  readonly cookie: string;
  readonly webhook: { readonly url: string; readonly secret: string };
}

/** When replies arrived in each chat, in ms since 1970. */
export type Replies = ReadonlyMap<string, readonly number[]>;

export interface Posted {
  readonly chatId: number;
  readonly words: string;
  /** In ms since 1970. */
  readonly at: number;
}

/** Signs an owner up at a product, and gives the tenant FAQs, written at a time, and a Telegram account. */
export async function openShop(
  closed: TestDatabase,
  product: Product,
  apiRoot: string,
  { faqs, writtenAt = new Date() }: { readonly faqs: readonly FaqContent[]; readonly writtenAt?: Date },
): Promise<LiveShop> {
  const cookie = await signUp(product, { name: 'Ana', email: 'ana@example.com', tenantName: 'A shop' });
  const current = await fetch(`${product.address}/trpc/tenant.current`, { headers: { cookie } });
  const body: { result: { data: { tenant: { id: string } } } } = await current.json();
  const tenantId = tenantIdSchema.parse(body.result.data.tenant.id);
  const joined = await closed.reopen();
  const { stores } = joined;
  await importFaqs({ faqs: stores.faqs, now: () => writtenAt }, tenantId, faqs);
  const { account, webhookUrl, secret } = await connectAccount(
    {
      tenants: stores.tenants,
      accounts: stores.accounts,
      accountsOf: stores.platformWide.listAccountsOf,
      secretBox: createSecretBox((await loadSecretKeys(joined.dataDir)).secretKey),
      webhookUrlOf: (accountId) => `${product.address}/webhooks/telegram/${accountId}`,
      now: () => new Date(),
    },
    tenantId,
    createChannels({ telegram: { apiRoot } }).telegram,
    { credentials: { token: '1:bot-of-the-inbox' } },
  );
  await joined.close();
  const accountId = accountIdSchema.parse(account.id);
  return { product, tenantId, accountId, cookie, webhook: { url: webhookUrl, secret } };
}

/** Signs somebody up at a running product; resolves with the cookies of the session. */
export async function signUp(
  { address }: Product,
  person: { readonly name: string; readonly email: string; readonly tenantName?: string },
): Promise<string> {
  const signedUp = await fetch(`${address}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: address },
    body: JSON.stringify({ password: 'correct horse battery', ...person }),
  });
  expect(signedUp.status, await signedUp.clone().text()).toBe(200);
  return signedUp.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ');
}

/** Posts messages at an even pace; resolves when all were accepted. */
export async function write(
  { webhook }: Pick<LiveShop, 'webhook'>,
  updates: ReturnType<typeof createUpdates>,
  messages: readonly Omit<Posted, 'at'>[],
  aSecond: number,
): Promise<readonly Posted[]> {
  const answers: Promise<unknown>[] = [];
  const posted: Posted[] = [];
  const start = Date.now();
  for (const [index, { chatId, words }] of messages.entries()) {
    const wait = start + (index * 1_000) / aSecond - Date.now();
    if (wait > 0) await sleep(wait);
    posted.push({ chatId, words, at: Date.now() });
    const update = updates.text({ id: chatId }, words);
    answers.push(postUpdate(webhook, update).then(({ status }) => expect(status).toBe(200)));
  }
  await Promise.all(answers);
  return posted;
}

/**
 * From the moment a message was posted to its reply, in ms, shortest first. In each chat the first reply after a message that
 * is no other's is its own; what got none within a time is left out.
 */
export function replyDelaysOf(
  replies: Replies,
  posted: readonly Posted[],
  withinMs = Number.POSITIVE_INFINITY,
): number[] {
  const delays: number[] = [];
  for (const [chatId, ofChat] of Map.groupBy(posted, (one) => String(one.chatId))) {
    const left = [...(replies.get(chatId) ?? [])];
    for (const { at } of ofChat) {
      while ((left[0] ?? at) < at) left.shift();
      const delay = (left[0] ?? Number.POSITIVE_INFINITY) - at;
      if (delay >= withinMs) continue;
      delays.push(delay);
      left.shift();
    }
  }
  return delays.sort((a, b) => a - b);
}

/** The smallest value that a share of the values does not exceed. */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.POSITIVE_INFINITY;
}

export function printDelays(name: string, what: string, delays: readonly number[]): void {
  const figures = [0.5, 0.95, 0.99, 1].map((share) => `p${share * 100} ${Math.round(quantile(delays, share))} ms`);
  process.stdout.write(`${name}: ${what} ${figures.join('  ')} (${delays.length})\n`);
}
