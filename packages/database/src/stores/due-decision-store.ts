import type { DueDecision, DueDecisionStore } from '@answerdesk/answers';
import type { Models } from '../connect.ts';
import { type DueDecisionDoc, openDecisionsIndex } from '../gate-schemas.ts';
import { fromDb, isDuplicateKey, toDb } from './mapping.ts';

/** Nobody goes on with what was decided longer ago. */
const KEPT_MS = 90 * 86_400_000;
/** Many more than a tenant schedules for times that are near each other. */
const MOST_OPEN = 500;

/** Fills the port of what was decided about drafts that were due. */
export function createDueDecisionStore({ duedecisions }: Pick<Models, 'duedecisions'>): DueDecisionStore {
  return {
    async add(tenantId, decision) {
      const { at } = decision;
      await duedecisions.deleteMany({ tenantId, at: { $lt: new Date(at.getTime() - KEPT_MS) } });
      try {
        await duedecisions.create({ ...toDb(decision), tenantId, faqs: [...decision.faqs], lookAt: at });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    async listOpen(tenantId) {
      const docs = await duedecisions
        .find({ tenantId, lookAt: { $exists: true } })
        .sort({ at: 1 })
        .limit(MOST_OPEN)
        .hint(openDecisionsIndex)
        .lean<DueDecisionDoc[]>();
      return docs.map(decisionOf);
    },
    async claim(tenantId, id, told) {
      const { modifiedCount } = await duedecisions.updateOne(
        { tenantId, _id: id, told: { $ne: told } },
        { $addToSet: { told } },
      );
      return modifiedCount === 1;
    },
    async markNoted(tenantId, id) {
      await duedecisions.updateOne({ tenantId, _id: id }, { $set: { isNoted: true } });
    },
    async release(tenantId, id, told) {
      await duedecisions.updateOne({ tenantId, _id: id }, { $pull: { told } });
    },
    async postpone(tenantId, id, until) {
      await duedecisions.updateOne({ tenantId, _id: id, lookAt: { $exists: true } }, { $set: { lookAt: until } });
    },
    async close(tenantId, id) {
      await duedecisions.updateOne({ tenantId, _id: id }, { $unset: { lookAt: 1 } });
    },
  };
}

function decisionOf(doc: DueDecisionDoc): DueDecision {
  const { tenantId: _tenant, lookAt: _at, ...decision } = fromDb(doc);
  return decision;
}
