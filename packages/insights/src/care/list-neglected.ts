import { type FaqId, type FaqRecord, faqOfTopic, type TenantId } from '@answerdesk/domain';
import { HOUR_MS } from '../tally.ts';
import type { TopicCountStore } from '../topics/ports.ts';

const DAY_MS = 24 * HOUR_MS;
/** As long as counts of topics are kept. */
const UNUSED_DAYS = 63;
/** What was published or looked through later has not had its chance, or needs no other look. */
const YOUNG_DAYS = 30;
const OLD_DAYS = 90;
const LATELY_DAYS = 30;
const MANY_REJECTIONS = 2;

/**
 * Why somebody should look at a published FAQ: its time is over (`expired`); it was not changed for 90 days and its answer was
 * rejected at least twice in the last 30 (`rejected`); it was served and customers asked for 30 days or longer, and it answered
 * nobody in nine weeks (`unused`).
 */
const neglectReasons = ['expired', 'rejected', 'unused'] as const;
export type NeglectReason = (typeof neglectReasons)[number];

export interface NeglectedFaq {
  readonly id: FaqId;
  readonly revision: number;
  readonly question: string;
  readonly answer: string;
  readonly reason: NeglectReason;
  /** When its time ended, it was changed last, or it was published; whichever the reason is about. */
  readonly since: Date;
  /** How often its answer was rejected in the last 30 days. */
  readonly rejections: number;
}

export interface ListNeglectedDeps {
  readonly faqs: {
    /** Those that customers are served. */
    listPublished(tenantId: TenantId): Promise<FaqRecord[]>;
  };
  readonly topicCounts: Pick<TopicCountStore, 'list'>;
  readonly rejections: {
    /** The FAQ of every answer that a customer rejected in so many words since. */
    rejectedSince(tenantId: TenantId, since: Date): AsyncIterable<FaqId>;
  };
  readonly now: () => Date;
}

/** Lists published FAQs that somebody should look at, by reason, the longest neglected first; one that was looked through stays out for a time. */
export async function listNeglected(deps: ListNeglectedDeps, tenantId: TenantId): Promise<readonly NeglectedFaq[]> {
  const now = deps.now();
  const ago = (days: number) => new Date(now.getTime() - days * DAY_MS);
  const [records, hours, rejections] = await Promise.all([
    deps.faqs.listPublished(tenantId),
    deps.topicCounts.list(tenantId, ago(UNUSED_DAYS), now),
    countRejections(deps, tenantId, ago(LATELY_DAYS)),
  ]);
  const used = new Set(hours.flatMap(({ topics }) => topics.map(({ topic }) => faqOfTopic(topic))));
  // Before anybody asked anything, nothing is unused.
  const firstAskedAt = hours.find(({ conversations }) => conversations > 0)?.start;
  const isAskedForLong = firstAskedAt !== undefined && firstAskedAt < ago(YOUNG_DAYS);
  const neglected = records.flatMap((record): NeglectedFaq[] => {
    const { id, revision, published, publishedAt, createdAt, reviewedAt } = record;
    if (!published || record.archivedAt) return [];
    const changedAt = publishedAt ?? createdAt;
    const seenAt = reviewedAt && reviewedAt > changedAt ? reviewedAt : changedAt;
    const { question, answer, validFrom, validUntil } = published;
    const servedFrom = validFrom && validFrom > seenAt ? validFrom : seenAt;
    const count = rejections.get(id) ?? 0;
    const found = (reason: NeglectReason, since: Date): NeglectedFaq[] => [
      { id, revision, question, answer: answer.slice(0, 300), reason, since, rejections: count },
    ];
    if (validUntil && validUntil <= now && seenAt < validUntil) return found('expired', validUntil);
    if (count >= MANY_REJECTIONS && seenAt < ago(OLD_DAYS)) return found('rejected', changedAt);
    return isAskedForLong && servedFrom < ago(YOUNG_DAYS) && !used.has(id) ? found('unused', changedAt) : [];
  });
  return neglected.sort(
    (a, b) =>
      neglectReasons.indexOf(a.reason) - neglectReasons.indexOf(b.reason) ||
      b.rejections - a.rejections ||
      a.since.getTime() - b.since.getTime(),
  );
}

async function countRejections(
  { rejections }: ListNeglectedDeps,
  tenantId: TenantId,
  since: Date,
): Promise<Map<FaqId, number>> {
  const counts = new Map<FaqId, number>();
  for await (const id of rejections.rejectedSince(tenantId, since)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
