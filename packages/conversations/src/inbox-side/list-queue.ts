import {
  type ChannelName,
  type Conversation,
  compareInQueue,
  DomainError,
  isInQueue,
  priorities,
  type QueueName,
  type TenantId,
} from '@answerdesk/domain';
import { foldWords } from '../fold-words.ts';
import { findNamed, LOOKED_AT, pageOfList } from '../page-of-list.ts';
import type { ConversationList } from '../ports.ts';
import type { QueueList, QueueOf, QueuePlace } from './ports.ts';

export interface QueueDeps {
  readonly queues: Pick<QueueList, 'walk'>;
  readonly conversations: Pick<ConversationList, 'findByName'>;
}

export interface QueuePage {
  readonly items: readonly Conversation[];
  /** Where to go on; there may be nothing more behind it. */
  readonly nextCursor?: string;
}

/**
 * A page of a member's queue, in the queue's order. A search works as in `listConversations`: those found by name first, then
 * those in whose last exchange the words stand; a page may hold fewer than `limit` (1–100) and still not be the last. Throws
 * DomainError `invalid` for a cursor that is none of ours.
 */
export async function listQueue(
  deps: QueueDeps,
  tenantId: TenantId,
  of: QueueOf,
  page: { readonly search?: string; readonly channel?: ChannelName; readonly cursor?: string; readonly limit: number },
): Promise<QueuePage> {
  const cursor = page.cursor === undefined ? undefined : readCursor(page.cursor);
  const from = cursor?.place;
  const words = foldWords(page.search ?? '');
  const fits = ({ channel }: Conversation) => page.channel === undefined || channel === page.channel;
  const named = words !== '' && !cursor ? await findNamed(deps.conversations, tenantId, words) : undefined;
  const namesFirst = cursor?.namesFirst ?? named !== undefined;
  const before = (named ?? [])
    .filter((conversation) => fits(conversation) && isInQueue(conversation, of.queue, of.userId, of.now))
    .sort((a, b) => compareInQueue(of.queue, a, b));
  const isNarrowed = words !== '' || page.channel !== undefined;
  const walk = deps.queues.walk(tenantId, of, {
    ...(from && { from }),
    batch: isNarrowed ? LOOKED_AT / 2 : page.limit + 1,
  });
  const { items, stopped } = await pageOfList(
    walk,
    { words, namesFirst, fits },
    { before, limit: page.limit, isSeen: (conversation) => from !== undefined && isUpTo(conversation, from, of.queue) },
  );
  if (!stopped) return { items };
  return { items, nextCursor: writeCursor(stopped.at && placeOf(stopped.at, of.queue), namesFirst) };
}

function placeOf(conversation: Conversation, queue: QueueName): QueuePlace {
  const { id, waiting, snoozedUntil, closedAt, lastMessageAt } = conversation;
  switch (queue) {
    case 'waiting':
    case 'unassigned':
      return { id, at: waiting?.since ?? lastMessageAt, ...(waiting && { priority: waiting.priority }) };
    case 'snoozed':
      return { id, at: snoozedUntil ?? lastMessageAt };
    case 'closed':
      return { id, at: closedAt ?? lastMessageAt };
    case 'mine':
    case 'all':
      return { id, at: lastMessageAt };
  }
}

/** Whether it stands at the place or before it among those of its very moment, where the walk begins once more. */
function isUpTo(conversation: Conversation, from: QueuePlace, queue: QueueName): boolean {
  const { at, id, priority } = placeOf(conversation, queue);
  if (at.getTime() !== from.at.getTime() || priority !== from.priority) return false;
  const isNewestFirst = queue === 'mine' || queue === 'all' || queue === 'closed';
  return isNewestFirst ? id >= from.id : id <= from.id;
}

/** Nothing was looked at yet: the next page begins where the queue does. */
const AT_THE_BEGINNING = '-';

function writeCursor(place: QueuePlace | undefined, namesFirst: boolean): string {
  const where = place ? `${place.priority ?? 0}.${place.at.getTime()}_${place.id}` : AT_THE_BEGINNING;
  return `${namesFirst ? 'n' : 't'}${where}`;
}

function readCursor(cursor: string): { readonly place?: QueuePlace; readonly namesFirst: boolean } {
  const namesFirst = cursor.startsWith('n');
  if (cursor.slice(1) === AT_THE_BEGINNING) return { namesFirst };
  const [, level, ms = '', id] = /^[nt]([0-4])\.(\d{1,16})_([A-Za-z0-9._:-]{1,300})$/.exec(cursor) ?? [];
  const at = new Date(Number(ms));
  if (id === undefined || Number.isNaN(at.getTime())) throw new DomainError('invalid', 'This list cannot be read on.');
  const priority = priorities.find((each) => each === Number(level));
  return { place: { at, id, ...(priority && { priority }) }, namesFirst };
}
