import type { GapId, Locale, MessageId } from '@answerdesk/domain';
import type { GapStore } from '../src/index.ts';

/** Keeps one tenant's gaps as far as they are put together and in order: to measure that and no database. */
export function keepGapsInMemory(): GapStore {
  const questions = new Map<MessageId, { gapId: GapId; at: Date; language: Locale; sketch: Float32Array }>();
  const clusters = new Map<GapId, { readonly id: GapId; readonly sum: Float32Array; readonly count: number }>();
  let progress: { centre?: Float32Array; ordered: number; since: number } = { ordered: 0, since: 0 };
  return {
    findProgress: async () => ({ ...progress, isUnfinished: false }),
    begin: async () => {},
    async end(_tenant, added) {
      progress = { ...progress, since: progress.since + added };
    },
    async noteOrdered(_tenant, { centre, count }) {
      progress = { centre, ordered: count, since: 0 };
    },
    listToOrder: async () => [],
    knownQuestions: async (_tenant, ids) => ids.filter((id) => questions.has(id)),
    async addQuestions(_tenant, added) {
      for (const { id, gapId, at, language, sketch } of added) questions.set(id, { gapId, at, language, sketch });
    },
    async *sketches(_tenant, limit) {
      const newest = [...questions].sort(([a], [b]) => (a < b ? 1 : -1)).slice(0, limit);
      for (const [id, question] of newest) yield { id, ...question };
    },
    removeQuestionsBefore: async () => {},
    async moveQuestions(_tenant, from, to) {
      const gone = new Set(from);
      for (const question of questions.values()) if (gone.has(question.gapId)) question.gapId = to;
    },
    async placeQuestions(_tenant, ids, into) {
      for (const id of ids) {
        const question = questions.get(id);
        if (question) question.gapId = into;
      }
    },
    listClusters: async (_tenant, limit) => [...clusters.values()].slice(-limit),
    async grow(_tenant, { id, sum, count }) {
      clusters.delete(id);
      clusters.set(id, { id, sum, count });
    },
    async replace(_tenant, { id, sum, count }) {
      clusters.set(id, { id, sum, count });
    },
    listStates: async () => [...clusters.keys()].map((id) => ({ id, state: 'open' })),
    async remove(_tenant, ids) {
      for (const id of ids) clusters.delete(id);
    },
  };
}
