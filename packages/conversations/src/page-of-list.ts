import type { Conversation, TenantId } from '@answerdesk/domain';
import { firstWordOf, foldWords, isInName } from './fold-words.ts';
import type { ConversationList } from './ports.ts';

/** Conversations that one call looks at, however few of them fit: what keeps a call short among a hundred thousand. */
export const LOOKED_AT = 400;
/** Up to so many found by name come first; more are only found in the order of the list. */
const MOST_NAMES = 100;

/** What is wanted of a list. */
export interface Wanted {
  /** Folded words; empty for no search. */
  readonly words: string;
  /** Whether those found by name come first, and so no more in their turn. */
  readonly namesFirst: boolean;
  readonly fits: (conversation: Conversation) => boolean;
}

/**
 * Walks a list until there are `limit` of those that are wanted, or enough were looked at. `stoppedAt` is the last one looked
 * at where there may be more behind it; undefined inside `{}` when not a single one was.
 */
export async function pageOfList(
  walk: AsyncIterable<Conversation>,
  { words, namesFirst, fits }: Wanted,
  { before, limit, isSeen }: PageSoFar,
): Promise<{ readonly items: Conversation[]; readonly stopped?: { readonly at?: Conversation } }> {
  const items = [...before];
  let looked = 0;
  let last: Conversation | undefined;
  for await (const conversation of walk) {
    if (isSeen(conversation)) continue;
    if (items.length >= limit || looked >= LOOKED_AT) return { items, stopped: last ? { at: last } : {} };
    looked += 1;
    last = conversation;
    if (fits(conversation) && isFound(conversation, words, namesFirst)) items.push(conversation);
  }
  return { items };
}

interface PageSoFar {
  /** What was found by name and stands first. */
  readonly before: readonly Conversation[];
  readonly limit: number;
  /** Whether an earlier page had it, as far as the walk's beginning does not tell. */
  readonly isSeen: (conversation: Conversation) => boolean;
}

/** Those found by name, newest message first; undefined when they are too many to put before all others. */
export async function findNamed(
  conversations: Pick<ConversationList, 'findByName'>,
  tenantId: TenantId,
  words: string,
): Promise<Conversation[] | undefined> {
  const found = await conversations.findByName(tenantId, firstWordOf(words), MOST_NAMES + 1);
  if (found.length > MOST_NAMES) return undefined;
  return found
    .filter(({ contactName = '' }) => isInName(contactName, words))
    .sort((a, b) => b.lastMessageAt.getTime() - a.lastMessageAt.getTime());
}

function isFound(conversation: Conversation, words: string, namesFirst: boolean): boolean {
  if (words === '') return true;
  const isNamed = isInName(conversation.contactName ?? '', words);
  if (isNamed) return !namesFirst;
  const { asked = '', replied = '' } = conversation.lastExchange ?? {};
  return foldWords(`${asked} ${replied}`).includes(words);
}
