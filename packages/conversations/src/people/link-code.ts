import { createHash, randomInt } from 'node:crypto';
import { type ContactId, DomainError, type Locale, type StoredInboundMessage, type TenantId } from '@answerdesk/domain';
import { isForPeople } from '../draft-reply.ts';
import { contactOf, type Done } from '../leave-message.ts';
import { say } from '../own-words.ts';
import type { ClaimedConversation, HandleDeps } from '../ports.ts';
import { recordTurn } from '../record-turn.ts';
import { queueTurn } from '../reply-to-message.ts';
import { summariseTurn } from '../summarise-turn.ts';
import { transcriptOf } from '../transcript-of.ts';
import { type LinkDeps, linkContacts } from './link-contacts.ts';
import type { LinkCodeStore } from './ports.ts';

const CODE_LASTS_MS = 10 * 60_000;
const MOST_TRIES = 5;
/** Without what is taken for something else when it is read aloud or copied by hand. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const LENGTH = 8;

export interface BeginLinkCodeDeps {
  readonly contacts: LinkDeps['contacts'];
  readonly linkCodes: Pick<LinkCodeStore, 'keep'>;
  readonly findTenant: HandleDeps['findTenant'];
  readonly sentences: HandleDeps['sentences'];
  readonly now: () => Date;
}

/**
 * Makes the code by which a customer proves on another channel that they are this contact: it works once, for ten minutes, and
 * a contact's newest alone. `text` asks the customer for it in their language. Throws DomainError `not-found`.
 */
export async function beginLinkCode(
  deps: BeginLinkCodeDeps,
  tenantId: TenantId,
  contactId: ContactId,
  language?: Locale,
): Promise<{ readonly code: string; readonly text: string; readonly expiresAt: Date }> {
  const [contact, tenant] = await Promise.all([deps.contacts.find(tenantId, contactId), deps.findTenant(tenantId)]);
  if (!contact || !tenant) throw new DomainError('not-found', 'There is no such contact.');
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  const expiresAt = new Date(deps.now().getTime() + CODE_LASTS_MS);
  await deps.linkCodes.keep(tenantId, { contactId, hash: hashOf(letters), expiresAt });
  const code = `LINK-${letters.slice(0, 4)}-${letters.slice(4)}`;
  const speaking = {
    ...{ sentences: deps.sentences, tenant },
    language: language ?? contact.locale ?? tenant.locale,
  };
  return { code, text: await say(speaking, 'linkCode', { code }), expiresAt };
}

/** The letters of a code that a message is, and is nothing else; undefined for any other. */
export function readLinkCode({
  inbound: { content, isGroup },
}: Pick<StoredInboundMessage, 'inbound'>): string | undefined {
  if (isGroup || content.kind !== 'text' || content.text.length > 40) return undefined;
  const text = content.text.normalize('NFKC').trim().toUpperCase();
  const [, first = '', second = ''] = /^LINK[-– ]?([2-9A-HJKMNP-Z]{4})[-– ]?([2-9A-HJKMNP-Z]{4})$/.exec(text) ?? [];
  return first === '' ? undefined : `${first}${second}`;
}

/**
 * Links the contact who brings a good code with the one it was made for. A code that is wrong, old, used, or one too many
 * changes nothing, and nothing tells which it was. Safe to repeat with the same message.
 */
export async function redeemLinkCode(
  deps: LinkDeps & { readonly linkCodes: Pick<LinkCodeStore, 'take' | 'mayTry'> },
  { id, tenantId, author }: Pick<StoredInboundMessage, 'id' | 'tenantId' | 'author'>,
  code: string,
): Promise<void> {
  const now = deps.now();
  const trying = { contactId: author.contactId, now, until: new Date(now.getTime() + CODE_LASTS_MS) };
  if (!(await deps.linkCodes.mayTry(tenantId, trying, MOST_TRIES))) return;
  const provenId = await deps.linkCodes.take(tenantId, hashOf(code), { messageId: id, now });
  if (provenId === undefined || provenId === author.contactId) return;
  try {
    await linkContacts(deps, tenantId, { contactIds: [provenId, author.contactId] });
  } catch (error) {
    // Being erased, gone, or too many: the customer is told the same whatever it was.
    if (!(error instanceof DomainError) || error.code === 'unavailable') throw error;
  }
}

/**
 * Takes a message that is a code, whatever it is worth, and answers the same to each; undefined for any other message, and
 * where the bot may not speak: then whoever has the conversation sees it.
 */
export async function takeLinkCode(
  deps: HandleDeps,
  conversation: ClaimedConversation,
  message: StoredInboundMessage,
): Promise<{ readonly done: Done } | undefined> {
  const code = readLinkCode(message);
  if (code === undefined || !deps.redeemLinkCode) return undefined;
  const { tenantId, inbound } = message;
  // A link is between contacts that are there.
  await deps.contacts.remember(tenantId, contactOf(message));
  await deps.redeemLinkCode(message, code);
  const isSilent = await deps.isSilent(tenantId, message.accountId);
  if (conversation.holder.kind === 'agent' || isSilent || (await isForPeople(deps, message))) return undefined;
  const tenant = await deps.findTenant(tenantId);
  if (!tenant) return undefined;
  const language = conversation.language ?? inbound.contact.locale ?? tenant.locale;
  const text = await say({ sentences: deps.sentences, tenant, language }, 'linkCodeTaken');
  const changes = { unsureTurns: conversation.unsureTurns };
  const composed = { content: { kind: 'reply', text }, handledAs: 'small-talk', changes } as const;
  const queued = await queueTurn(deps, conversation, message, composed);
  if (!queued) return { done: undefined };
  await deps.messages.addReply(tenantId, transcriptOf(message, queued, undefined, deps.now()));
  const turn = { ...changes, ...summariseTurn(message, queued.content, 'small-talk') };
  const recorded = await recordTurn(deps, conversation, message, turn, { keepsClosed: true });
  if (!recorded) return { done: undefined };
  await deps.messages.markHandled(tenantId, message.id, 'small-talk');
  return { done: { conversation: recorded, isReplied: true } };
}

function hashOf(code: string): string {
  return createHash('sha256').update(`contact-link\n${code}`).digest('base64url');
}
