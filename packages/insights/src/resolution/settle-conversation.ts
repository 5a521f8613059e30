import { isDeepStrictEqual } from 'node:util';
import {
  type ConversationId,
  DomainError,
  type Enquiry,
  isResolved,
  type MessageId,
  readEnquiries,
  type TenantId,
  type UsageMeter,
  verifiedResolutionUsageId,
} from '@answerdesk/domain';
import type { EnquiryStore, KeptEnquiry, Transcript, TranscriptReader } from './ports.ts';
import { readFacts } from './read-facts.ts';

const HOUR_MS = 3_600_000;
/** What was resolved longer ago, before anybody looked, is not put into the ledger afterwards. */
const COUNTED_WITHIN_MS = 48 * HOUR_MS;
/** An enquiry can still be reversed by what begins the one behind it. */
const MAY_CHANGE = 2;
const ALL = 10_000;

export interface ReadResolutionDeps {
  readonly transcripts: Pick<TranscriptReader, 'read'>;
  readonly enquiries: Pick<EnquiryStore, 'newest'>;
  /** How long a tenant's customers must be quiet, in hours. */
  readonly quietHoursOf: (tenantId: TenantId) => Promise<number>;
  readonly now: () => Date;
}

export interface SettleConversationDeps extends ReadResolutionDeps {
  readonly enquiries: Pick<EnquiryStore, 'newest' | 'keep' | 'remove'>;
  readonly meter: UsageMeter;
}

/** An enquiry from which something has still to follow. */
export type DueEnquiry = KeptEnquiry & { readonly dueAt: Date };

/**
 * Where a conversation's newest enquiry stands now, read from what is stored; undefined where there was none. Throws
 * DomainError `not-found` where there is no such conversation.
 */
export async function readResolution(
  deps: ReadResolutionDeps,
  tenantId: TenantId,
  conversationId: ConversationId,
): Promise<Enquiry | undefined> {
  const kept = await deps.enquiries.newest(tenantId, conversationId, MAY_CHANGE);
  const read = await readFrom(deps, tenantId, conversationId, kept.at(-1)?.id);
  if (!read) throw new DomainError('not-found', 'There is no such conversation.');
  return read.enquiries.at(-1);
}

/**
 * Brings what is kept of a conversation's enquiries in line with what is stored of it, and the ledger with that: what the bot
 * resolved alone is counted once, and taken back for good when it no longer is. Looks at those that may still change, unless
 * `isWhole`. Resolves to what changed or was left to be followed up; it is due until that is noted. Safe to repeat.
 */
export async function settleConversation(
  deps: SettleConversationDeps,
  tenantId: TenantId,
  conversationId: ConversationId,
  { isWhole = false }: { readonly isWhole?: boolean } = {},
): Promise<readonly DueEnquiry[]> {
  const kept = await deps.enquiries.newest(tenantId, conversationId, isWhole ? ALL : MAY_CHANGE);
  const from = isWhole ? undefined : kept.at(-1)?.id;
  const read = await readFrom(deps, tenantId, conversationId, from);
  if (!read) return kept.flatMap(endedAsItIs);
  const now = deps.now();
  const before = new Map(kept.map((one) => [one.id, one]));
  const since = read.enquiries.map((one) => keptAs(one, conversationId, read.transcript, before.get(one.id), now));
  const ids = new Set(since.map(({ id }) => id));
  const gone = kept.filter(({ id }) => !ids.has(id)).map((one): DueEnquiry => ({ ...one, state: 'open', dueAt: now }));
  for (const one of gone) {
    await follow(deps, tenantId, one);
    await deps.enquiries.remove(tenantId, one.id);
  }
  const changed = since.filter((one) => !isAsKept(one, before.get(one.id), now)).map((one) => ({ ...one, dueAt: now }));
  for (const one of changed) {
    await deps.enquiries.keep(tenantId, one);
    await follow(deps, tenantId, one);
  }
  return [...changed, ...gone];
}

/** Of what is forgotten stays what was known. */
function endedAsItIs({ settlesAt: _settles, dueAt, ...one }: KeptEnquiry): DueEnquiry[] {
  return dueAt ? [{ ...one, dueAt }] : [];
}

async function readFrom(
  deps: ReadResolutionDeps,
  tenantId: TenantId,
  conversationId: ConversationId,
  from: MessageId | undefined,
): Promise<{ readonly transcript: Transcript; readonly enquiries: readonly Enquiry[] } | undefined> {
  const transcript = await deps.transcripts.read(tenantId, conversationId, from);
  if (!transcript) return undefined;
  const windowMs = (await deps.quietHoursOf(tenantId)) * HOUR_MS;
  return { transcript, enquiries: readEnquiries(readFacts(transcript), { windowMs, now: deps.now() }) };
}

function keptAs(
  enquiry: Enquiry,
  conversationId: ConversationId,
  { channel, messages }: Transcript,
  before: KeptEnquiry | undefined,
  now: Date,
): KeptEnquiry {
  const language =
    messages.find(({ causeId }) => causeId === enquiry.id)?.language ??
    messages.find(({ id }) => id === enquiry.id)?.language;
  const isCounted = before?.isCounted ?? mayCount(enquiry, now);
  return {
    ...enquiry,
    conversationId,
    channel,
    ...(language !== undefined && { language }),
    ...(isCounted && { isCounted }),
  };
}

function mayCount(enquiry: Enquiry, now: Date): true | undefined {
  const { by, resolvedAt } = enquiry;
  if (!isResolved(enquiry) || by !== 'bot' || !resolvedAt) return undefined;
  return now.getTime() - resolvedAt.getTime() < COUNTED_WITHIN_MS ? true : undefined;
}

function isAsKept(one: KeptEnquiry, kept: KeptEnquiry | undefined, now: Date): boolean {
  if (!kept) return false;
  const { dueAt, ...asKept } = kept;
  return isDeepStrictEqual(one, asKept) && !(dueAt && dueAt <= now);
}

async function follow(
  { meter, now }: Pick<SettleConversationDeps, 'meter' | 'now'>,
  tenantId: TenantId,
  enquiry: KeptEnquiry,
): Promise<void> {
  if (!enquiry.isCounted) return;
  const { id, conversationId, channel, by, answerId, reopenedById } = enquiry;
  const usageId = verifiedResolutionUsageId(id);
  if (isResolved(enquiry) && by === 'bot') {
    const counted = { id: usageId, tenantId, kind: 'verified-resolution', rule: 'used', quantity: 1 } as const;
    await meter.record({ ...counted, causeId: answerId ?? id, conversationId, channel, at: now() });
  } else {
    const shownBy = reopenedById !== undefined && { causeId: reopenedById };
    await meter.refund({ tenantId, of: usageId, reason: 'reopened', ...shownBy, at: now() });
  }
}
