import type { MailAllowance } from '@answerdesk/delivery';
import type { Models } from '../connect.ts';
import { isDuplicateKey } from './mapping.ts';

const HOUR_MS = 3_600_000;

/** Counts the mails that members get within an hour. */
export function createMailAllowance({ staffmails }: Pick<Models, 'staffmails'>): MailAllowance {
  return {
    async count(tenantId, userId, now) {
      const hour = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS);
      const one = { tenantId, _id: `${tenantId}/${userId}`, userId };
      for (;;) {
        const counted = await staffmails
          .findOneAndUpdate({ ...one, hour }, { $inc: { count: 1 } }, { returnDocument: 'after' })
          .lean();
        if (counted) return counted.count;
        await staffmails
          .updateOne({ ...one, hour: { $ne: hour } }, { $set: { hour, count: 0 } }, { upsert: true })
          .catch((error: unknown) => {
            // Another process began the hour.
            if (!isDuplicateKey(error)) throw error;
          });
      }
    },
  };
}
