import type { ConfirmedQuestionStore } from '@answerdesk/answers';
import type { ConfirmedQuestion } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { ConfirmedQuestionDoc } from '../gate-schemas.ts';
import { fromDb } from './mapping.ts';
import { retryUpsert } from './retry-upsert.ts';

/** Fills the port of questions whose right FAQ is known. */
export function createConfirmedQuestionStore({
  confirmedquestions,
}: Pick<Models, 'confirmedquestions'>): ConfirmedQuestionStore {
  return {
    async add(tenantId, questions) {
      for (const { id, ...question } of questions) {
        const isByStaff = question.by === 'sent' || question.by === 'taught';
        await retryUpsert(() =>
          confirmedquestions.updateOne(
            { tenantId, _id: id },
            isByStaff ? { $set: question } : { $setOnInsert: question },
            { upsert: true },
          ),
        );
      }
    },
    async list(tenantId, limit) {
      const docs = await confirmedquestions.find({ tenantId }).sort({ _id: -1 }).limit(limit).lean();
      return docs.map(plain);
    },
    async ofConversation(tenantId, conversationId) {
      const docs = await confirmedquestions.find({ tenantId, conversationId }).lean();
      return docs.map(plain);
    },
    async remove(tenantId, ids) {
      await confirmedquestions.deleteMany({ tenantId, _id: { $in: [...ids] } });
    },
    async keepNewest(tenantId, most) {
      const [oldestKept] = await confirmedquestions
        .find({ tenantId }, { _id: 1 })
        .sort({ _id: -1 })
        .skip(most - 1)
        .limit(1)
        .lean();
      if (oldestKept) await confirmedquestions.deleteMany({ tenantId, _id: { $lt: oldestKept._id } });
    },
  };
}

function plain(doc: ConfirmedQuestionDoc): ConfirmedQuestion {
  const { tenantId: _tenant, ...question } = fromDb(doc);
  return question;
}
