import type { LinkCodeStore } from '@answerdesk/conversations';
import type { ContactId, TenantId } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import { isDuplicateKey } from './mapping.ts';
import { retryUpsert } from './retry-upsert.ts';

/** Fills the port of customers' codes: for each contact a document for its newest code, and one for the tries it made. */
export function createLinkCodeStore({ linkcodes }: Pick<Models, 'linkcodes'>): LinkCodeStore {
  const codeOf = (tenantId: TenantId, contactId: ContactId) => ({ tenantId, _id: `${contactId}:code` });
  const triesOf = (tenantId: TenantId, contactId: ContactId) => ({ tenantId, _id: `${contactId}:tries` });
  return {
    async keep(tenantId, { contactId, hash, expiresAt }) {
      await retryUpsert(() =>
        linkcodes.updateOne(
          codeOf(tenantId, contactId),
          { $set: { hash, expiresAt }, $setOnInsert: { contactId }, $unset: { takenBy: 1, erasureId: 1 } },
          { upsert: true },
        ),
      );
    },
    async take(tenantId, hash, { messageId, now }) {
      const doc = await linkcodes
        .findOneAndUpdate(
          {
            ...{ tenantId, hash },
            // What a message began is ended by it, however late.
            $or: [{ takenBy: messageId }, { takenBy: null, expiresAt: { $gt: now } }],
          },
          { $set: { takenBy: messageId } },
        )
        .lean();
      return doc?.contactId;
    },
    async mayTry(tenantId, { contactId, now, until }, most) {
      for (let attempt = 0; ; attempt += 1) {
        const going = await linkcodes
          .findOneAndUpdate(
            { ...triesOf(tenantId, contactId), expiresAt: { $gt: now } },
            { $inc: { tries: 1 } },
            { returnDocument: 'after' },
          )
          .lean();
        if (going) return (going.tries ?? 0) <= most;
        try {
          await linkcodes.updateOne(
            { ...triesOf(tenantId, contactId), expiresAt: { $lte: now } },
            { $set: { tries: 1, expiresAt: until }, $setOnInsert: { contactId } },
            { upsert: true },
          );
          return true;
        } catch (error) {
          // Of two first tries at once one comes second, and counts on.
          if (!isDuplicateKey(error) || attempt > 0) throw error;
        }
      }
    },
  };
}
