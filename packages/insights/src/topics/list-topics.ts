import { DomainError, type TenantId, type TopicId } from '@answerdesk/domain';
import { HOUR_MS } from '../tally.ts';
import type { AlertRating, AlertState, TopicAlert, TopicAlertStore, TopicCountStore } from './ports.ts';
import { mostFrequent } from './tally-topics.ts';

const DAY_MS = 24 * HOUR_MS;
const DAYS = 28;
const NEWEST_ALERTS = 200;

export interface ListTopicsDeps {
  readonly topicCounts: Pick<TopicCountStore, 'list'>;
  readonly topicAlerts: TopicAlertStore;
  /** What topics are called; those that are no more are left out. */
  readonly titlesOf: (tenantId: TenantId, topics: readonly TopicId[]) => Promise<ReadonlyMap<TopicId, string>>;
  readonly now: () => Date;
}

/** A topic with how often it came up: in conversations an hour, of the last 7 and 28 days, and by each of the 28, oldest first. */
export interface TopicRow {
  readonly topic: TopicId;
  readonly title: string;
  readonly week: number;
  readonly fourWeeks: number;
  readonly days: readonly number[];
}

/** What topics came up in the last 28 days, the most frequent first. Days are of 24 hours that end with the last whole hour. */
export async function listTopics(deps: ListTopicsDeps, tenantId: TenantId): Promise<readonly TopicRow[]> {
  const end = Math.floor(deps.now().getTime() / HOUR_MS) * HOUR_MS;
  const begin = end - DAYS * DAY_MS;
  const byTopic = new Map<TopicId, number[]>();
  for (const { start, topics } of await deps.topicCounts.list(tenantId, new Date(begin), new Date(end))) {
    const day = Math.floor((start.getTime() - begin) / DAY_MS);
    for (const { topic, count } of topics) {
      const days = byTopic.get(topic) ?? Array.from({ length: DAYS }, () => 0);
      days[day] = (days[day] ?? 0) + count;
      byTopic.set(topic, days);
    }
  }
  const rows = mostFrequent([...byTopic].map(([topic, days]) => ({ topic, days, count: sumOf(days) })));
  const titles = await deps.titlesOf(
    tenantId,
    rows.map(({ topic }) => topic),
  );
  return rows.flatMap(({ topic, days, count }) => {
    const title = titles.get(topic);
    return title === undefined ? [] : [{ topic, title, days, week: sumOf(days.slice(-7)), fourWeeks: count }];
  });
}

/** An alert as people see it. */
export type TopicAlertView = Omit<TopicAlert, 'told' | 'serial'> & { readonly isOver: boolean };

export interface TopicAlerts {
  /** Those that are not over, and those of topics that are muted, newest first. */
  readonly alerts: readonly TopicAlertView[];
  /** How the last ones were rated. */
  readonly rated: Readonly<Record<AlertRating, number>>;
}

/** Reads what came up unusually often, and how good those alerts were found to be. */
export async function listTopicAlerts(
  { topicAlerts, now }: Pick<ListTopicsDeps, 'topicAlerts' | 'now'>,
  tenantId: TenantId,
): Promise<TopicAlerts> {
  const at = now();
  const newest = await topicAlerts.listNewest(tenantId, NEWEST_ALERTS);
  const seen = new Set<TopicId>();
  const alerts: TopicAlertView[] = [];
  const rated = { useful: 0, 'not-useful': 0 };
  for (const { told: _told, serial: _serial, ...alert } of newest) {
    if (alert.rating) rated[alert.rating] += 1;
    const isNewestOfTopic = !seen.has(alert.topic);
    seen.add(alert.topic);
    const isOver = alert.lastsUntil <= at;
    if (!isOver || (isNewestOfTopic && alert.state === 'muted')) alerts.push({ ...alert, isOver });
  }
  return { alerts, rated };
}

/** Mutes, resolves, opens again or rates an alert; `null` takes a rating back. Throws DomainError `not-found`. */
export async function changeTopicAlert(
  { topicAlerts }: Pick<ListTopicsDeps, 'topicAlerts'>,
  tenantId: TenantId,
  id: string,
  change: { readonly state?: AlertState; readonly rating?: AlertRating | null },
): Promise<void> {
  if (!(await topicAlerts.change(tenantId, id, change))) {
    throw new DomainError('not-found', 'There is no such alert.');
  }
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, one) => sum + one, 0);
}
