import { compareInQueue, isInQueue, type Queued, type QueueName } from '@answerdesk/domain';

interface PageOf<Row> {
  readonly items: readonly Row[];
  readonly nextCursor?: string | undefined;
}

/** Which list it is. */
export interface Listing {
  readonly queue: QueueName;
  readonly channel?: string | undefined;
  readonly search?: string | undefined;
}

/**
 * A list after conversations in it, or in none of it yet, have changed: what belongs elsewhere is gone, what belongs here
 * stands where it belongs. What would stand behind the last row that was fetched comes with the rest, when that is fetched.
 * In a list of one channel it may be between the last row and where the server goes on, and stands last. In a list of found
 * words a row only changes or goes: which words are in it is the server's to say.
 */
export function applyRows<Row extends Queued & { readonly channel: string }, Page extends PageOf<Row>>(
  pages: readonly Page[],
  changed: readonly Row[],
  { queue, channel, search }: Listing,
  userId: string,
  now: Date,
): readonly Page[] {
  const last = pages.at(-1);
  if (!last) return pages;
  const known = pages.flatMap(({ items }) => items);
  const ids = new Set(known.map(({ id }) => id));
  const belongs = (row: Row) =>
    isInQueue(row, queue, userId, now) && (channel === undefined || row.channel === channel);
  const relevant = changed.filter((row) => ids.has(row.id) || (search === undefined && belongs(row)));
  if (relevant.length === 0) return pages;
  if (search !== undefined) {
    const byId = new Map(relevant.map((row) => [row.id, row]));
    return pages.map((page) => ({
      ...page,
      items: page.items.map((row) => byId.get(row.id) ?? row).filter(belongs),
    }));
  }
  const moved = new Set(relevant.map(({ id }) => id));
  const rows = known.filter(({ id }) => !moved.has(id));
  const end = rows.at(-1);
  for (const row of relevant.filter(belongs)) {
    const isBehind =
      channel === undefined &&
      end !== undefined &&
      last.nextCursor !== undefined &&
      compareInQueue(queue, row, end) > 0;
    if (!isBehind) rows.splice(placeIn(rows, row, queue), 0, row);
  }
  return pages.map((page, at) => ({ ...page, items: at === 0 ? rows : [] }));
}

/** Where a row goes among rows in order. */
function placeIn<Row extends Queued>(rows: readonly Row[], row: Row, queue: QueueName): number {
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const other = rows[middle];
    if (other && compareInQueue(queue, other, row) < 0) from = middle + 1;
    else to = middle;
  }
  return from;
}
