import {
  type AccountId,
  type ChannelName,
  type Conversation,
  DomainError,
  type HandledAs,
  languageOf,
  type TenantId,
} from '@answerdesk/domain';
import { foldWords } from './fold-words.ts';
import { findNamed, LOOKED_AT, pageOfList } from './page-of-list.ts';
import type { ConversationList } from './ports.ts';

export interface ConversationFilter {
  readonly isWaiting?: boolean;
  readonly channel?: ChannelName;
  readonly accountId?: AccountId;
  /** A language; its regional forms count as well. */
  readonly language?: string;
  readonly outcome?: HandledAs;
  /** The beginning of a word of the contact's name, or anything in the last exchange. */
  readonly search?: string;
}

export interface ConversationPage {
  readonly items: readonly Conversation[];
  /** Where to go on; there may be nothing more behind it. */
  readonly nextCursor?: string;
  /** Everything with a newer message has been looked at. */
  readonly lookedBackTo?: Date;
}

/**
 * Lists a tenant's conversations, newest message first. A search gives those found by name first, when they are not too
 * many, then those in whose last exchange the words stand. A page may hold fewer than `limit` (1–100), even none, or up to
 * 100 names, and still not be the last: one call looks at a bounded number. Throws DomainError `invalid` for a cursor that
 * is none of ours.
 */
export async function listConversations(
  deps: { readonly conversations: ConversationList },
  tenantId: TenantId,
  filter: ConversationFilter,
  page: { readonly cursor?: string; readonly limit: number },
): Promise<ConversationPage> {
  const from = page.cursor === undefined ? undefined : readCursor(page.cursor);
  const words = foldWords(filter.search ?? '');
  const named = words !== '' && !from ? await findNamed(deps.conversations, tenantId, words) : undefined;
  const namesFirst = from?.namesFirst ?? named !== undefined;
  const before = (named ?? []).filter((conversation) => fits(conversation, filter));
  const walk = deps.conversations.newest(tenantId, {
    ...(from && { until: from.at }),
    ...(filter.isWaiting && { isWaiting: true }),
    batch: isNarrowed(filter) ? LOOKED_AT / 2 : page.limit + 1,
  });
  const { items, stopped } = await pageOfList(
    walk,
    { words, namesFirst, fits: (conversation) => fits(conversation, filter) },
    { before, limit: page.limit, isSeen: (conversation) => from !== undefined && wasBefore(conversation, from) },
  );
  if (!stopped) return { items };
  const { at } = stopped;
  const place: Place = at ? { at: at.lastMessageAt, id: at.id } : { at: END_OF_TIME, id: '' };
  return { items, nextCursor: writeCursor(place, namesFirst), ...(at && { lookedBackTo: place.at }) };
}

/** Whether conversations must be passed over, so that more must be read than are shown. */
function isNarrowed({ isWaiting: _walkedAlone, ...others }: ConversationFilter): boolean {
  return Object.values(others).some((value) => value !== undefined && value !== '');
}

function fits(conversation: Conversation, filter: ConversationFilter): boolean {
  const { channel, accountId, language, outcome, isWaiting } = filter;
  return (
    (!isWaiting || conversation.waiting !== undefined) &&
    (channel === undefined || conversation.channel === channel) &&
    (accountId === undefined || conversation.accountId === accountId) &&
    (outcome === undefined || conversation.outcome === outcome) &&
    (language === undefined ||
      conversation.language === language ||
      (conversation.language !== undefined && languageOf(conversation.language) === language))
  );
}

interface Place {
  readonly at: Date;
  readonly id: string;
}

const END_OF_TIME = new Date(8_640_000_000_000_000);

function writeCursor({ at, id }: Place, namesFirst: boolean): string {
  return `${namesFirst ? 'n' : 't'}${at.getTime()}_${id}`;
}

function readCursor(cursor: string): Place & { readonly namesFirst: boolean } {
  const [, order, ms = '', id] = /^([nt])(\d{1,16})_([A-Za-z0-9._:-]{0,300})$/.exec(cursor) ?? [];
  const at = new Date(Number(ms));
  if (id === undefined || Number.isNaN(at.getTime())) throw new DomainError('invalid', 'This list cannot be read on.');
  return { at, id, namesFirst: order === 'n' };
}

/** Among those of one moment the order is that of their ids, largest first. */
function wasBefore({ lastMessageAt, id }: Conversation, from: Place): boolean {
  return from.id !== '' && lastMessageAt.getTime() === from.at.getTime() && id >= from.id;
}
