import { type GapId, gapIdSchema, type Locale, type MessageId, type TenantId } from '@answerdesk/domain';
import { centred } from './centre.ts';
import type { GapStore } from './ports.ts';
import { clusterQuestions, type QuestionCluster } from './question-clusters.ts';

/** A question as far as gaps are put in order by it. */
export interface Kept {
  readonly id: MessageId;
  readonly at: Date;
  readonly language: Locale;
  readonly sketch: Float32Array;
}

const QUESTIONS_AT_ONCE = 100;

/**
 * Puts the questions of those gaps together anew that nobody has done anything about, from the oldest on, into `byGap` and
 * where they are kept: the first were put together before it was known what all have in common.
 */
export async function clusterAnew(
  gaps: Pick<GapStore, 'placeQuestions'>,
  tenantId: TenantId,
  byGap: Map<GapId, Kept[]>,
  isOpen: (id: GapId) => boolean,
  centre: Float32Array,
): Promise<void> {
  const loose = [...byGap].flatMap(([gapId, questions]) =>
    isOpen(gapId) ? questions.map((one) => ({ ...one, gapId })) : [],
  );
  loose.sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const { gapId } of loose) byGap.delete(gapId);
  const clusters = new Map<string, QuestionCluster>();
  const moved = new Map<GapId, MessageId[]>();
  for (let from = 0; from < loose.length; from += QUESTIONS_AT_ONCE) {
    await new Promise(setImmediate);
    const some = loose.slice(from, from + QUESTIONS_AT_ONCE);
    const vectors = some.map(({ id, sketch }) => ({ id, vector: centred(sketch, centre) }));
    const { clusterIds, changed } = clusterQuestions([...clusters.values()], vectors);
    for (const cluster of changed) clusters.set(cluster.id, cluster);
    for (const [at, { gapId: before, ...question }] of some.entries()) {
      const gapId = gapIdSchema.parse(clusterIds[at]);
      byGap.set(gapId, [...(byGap.get(gapId) ?? []), question]);
      if (gapId !== before) moved.set(gapId, [...(moved.get(gapId) ?? []), question.id]);
    }
  }
  for (const [gapId, ids] of moved) await gaps.placeQuestions(tenantId, ids, gapId);
}
