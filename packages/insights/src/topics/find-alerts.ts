import { type TenantId, type TopicId, withoutPrivateData } from '@answerdesk/domain';
import { type Burst, findBursts, type TopicHours } from '../bursts/find-bursts.ts';
import { learnRhythm } from '../bursts/weekly-rhythm.ts';
import { HOUR_MS } from '../tally.ts';
import type {
  TopicAlert,
  TopicAlertStore,
  TopicCountStore,
  TopicExample,
  TopicHour,
  TopicQuestionReader,
} from './ports.ts';
import { mostFrequent } from './tally-topics.ts';

const HOURS_OF_WEEK = 168;
/** How long counts are kept. */
export const KEPT_MS = 9 * HOURS_OF_WEEK * HOUR_MS;
/** What is usual is known from this long. */
const MOST_WEEKS = 8;
/** A tenant of whom less is known has no usual yet: everything would seem much. */
const FEWEST_WEEKS = 2;
/** An alert is over when its topic was usual for so long. */
const LASTS_MS = 72 * HOUR_MS;
const MOST_EXAMPLES = 5;
const READ_FOR_EXAMPLES = 40;
const LONGEST_EXAMPLE = 200;

export interface FindAlertsDeps {
  readonly counts: TopicCountStore;
  readonly alerts: TopicAlertStore;
  readonly questions: TopicQuestionReader;
  /** What a topic is called; undefined when it is no more. */
  readonly titleOf: (tenantId: TenantId, topic: TopicId) => Promise<string | undefined>;
}

/**
 * Looks at the hours of a tenant's that end with `countedTo` and opens an alert for each topic that comes up far more often
 * than is usual, or notes that the one there is goes on. A topic whose newest alert is muted gets one that is muted too.
 * Safe to repeat, also by several at once.
 */
export async function findAlerts(deps: FindAlertsDeps, tenantId: TenantId, countedTo: Date): Promise<void> {
  // An hour in which nothing was asked brings nothing new.
  const [newest] = await deps.counts.list(tenantId, new Date(countedTo.getTime() - HOUR_MS), countedTo);
  if (!newest || newest.topics.length === 0) return;
  const from = new Date(countedTo.getTime() - (MOST_WEEKS * HOURS_OF_WEEK + 1) * HOUR_MS);
  const known = hoursOf(await deps.counts.list(tenantId, from, countedTo), countedTo);
  if (!known) return;
  for (const burst of findBursts(known.topics, { hour: known.hour, rhythm: known.rhythm })) {
    const topic = known.topics.find(({ id }) => id === burst.id);
    if (topic) await noteBurst(deps, tenantId, topic, burst, countedTo);
  }
}

type Known = TopicHours & { readonly id: TopicId };

/** Counts of hours that follow each other and end with the newest; undefined when too little is known. */
function hoursOf(hours: readonly TopicHour[], countedTo: Date) {
  const first = hours[0];
  if (!first) return undefined;
  const firstHour = first.start.getTime() / HOUR_MS;
  const length = countedTo.getTime() / HOUR_MS - firstHour;
  // Whole weeks, so that no hour of the week is in it once more than another.
  const weeks = Math.floor((length - 1) / HOURS_OF_WEEK);
  if (weeks < FEWEST_WEEKS) return undefined;
  const totals = new Float64Array(length);
  const sums = new Map<TopicId, Float64Array>();
  for (const { start, conversations, topics } of hours) {
    const at = start.getTime() / HOUR_MS - firstHour;
    totals[at] = conversations;
    for (const { topic, count } of topics) {
      const counts = sums.get(topic) ?? new Float64Array(length);
      counts[at] = count;
      sums.set(topic, counts);
    }
  }
  const all = [...sums].map(([topic, counts]) => ({ topic, counts, count: counts.reduce((sum, one) => sum + one, 0) }));
  const rhythmFrom = length - 1 - weeks * HOURS_OF_WEEK;
  return {
    hour: firstHour + length - 1,
    rhythm: learnRhythm(totals.slice(rhythmFrom, length - 1), firstHour + rhythmFrom),
    topics: mostFrequent(all).map(({ topic, counts }): Known => ({ id: topic, counts })),
  };
}

async function noteBurst(
  deps: FindAlertsDeps,
  tenantId: TenantId,
  { id: topic, counts }: Known,
  burst: Burst,
  countedTo: Date,
): Promise<void> {
  const lastsUntil = new Date(countedTo.getTime() + LASTS_MS);
  const countSince = (since: Date) => {
    const hours = Math.min(counts.length, (countedTo.getTime() - since.getTime()) / HOUR_MS);
    return Array.prototype.slice.call(counts, counts.length - hours).reduce((sum: number, one: number) => sum + one, 0);
  };
  const newest = await deps.alerts.findNewest(tenantId, topic);
  if (newest && newest.lastsUntil > countedTo) {
    await deps.alerts.prolong(tenantId, newest.id, { total: countSince(newest.since), lastsUntil });
    return;
  }
  const title = await deps.titleOf(tenantId, topic);
  if (title === undefined) return;
  const since = new Date(firstHourOf(counts, burst.hours, countedTo));
  const serial = (newest?.serial ?? 0) + 1;
  const alert: TopicAlert = {
    id: `${topic}:${serial}`,
    topic,
    serial,
    title,
    since,
    noticedAt: countedTo,
    count: burst.count,
    expected: burst.expected,
    chance: burst.chance,
    total: burst.count,
    lastsUntil,
    examples: await examplesOf(deps, tenantId, topic, { from: since, to: countedTo }),
    state: newest?.state === 'muted' ? 'muted' : 'open',
    told: [],
  };
  await deps.alerts.open(tenantId, alert);
}

/** When the first hour of a window began in which it came up. */
function firstHourOf(counts: ArrayLike<number>, hours: number, countedTo: Date): number {
  let back = Math.min(hours, counts.length);
  while (back > 1 && (counts[counts.length - back] ?? 0) === 0) back -= 1;
  return countedTo.getTime() - back * HOUR_MS;
}

/** Different questions, newest first, without what looks like somebody's own. */
async function examplesOf(
  { questions }: FindAlertsDeps,
  tenantId: TenantId,
  topic: TopicId,
  range: { readonly from: Date; readonly to: Date },
): Promise<TopicExample[]> {
  const examples = new Map<string, TopicExample>();
  for (const { messageId, text } of await questions.list(tenantId, topic, range, READ_FOR_EXAMPLES)) {
    const shown = shortened(withoutPrivateData(text).replaceAll(/\s+/g, ' ').trim());
    if (shown !== '' && !examples.has(shown.toLowerCase()))
      examples.set(shown.toLowerCase(), { messageId, text: shown });
    if (examples.size === MOST_EXAMPLES) break;
  }
  return [...examples.values()];
}

function shortened(text: string): string {
  const characters = Array.from(text);
  return characters.length <= LONGEST_EXAMPLE ? text : `${characters.slice(0, LONGEST_EXAMPLE).join('')}…`;
}
