import { idsFrom } from '@answerdesk/domain';
import type { AuditLog } from '@answerdesk/tenants';
import type { Models } from '../connect.ts';
import { fromDb, isDuplicateKey, toDb } from './mapping.ts';

/** Fills the audit's port: entries are added and read; the schema refuses every change of one. */
export function createAuditStore({ audit }: Pick<Models, 'audit'>): AuditLog {
  return {
    async append(tenantId, entry) {
      const [area = ''] = entry.action.split('.', 1);
      try {
        await audit.create({ ...toDb(entry), tenantId, area });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    async list(tenantId, filter, { cursor, limit }) {
      const before = [cursor, filter.until && idsFrom(filter.until)].filter((id) => id !== undefined).sort()[0];
      const ids = { ...(before && { $lt: before }), ...(filter.from && { $gte: idsFrom(filter.from) }) };
      const wanted = {
        tenantId,
        ...(filter.userId !== undefined && { 'actor.userId': filter.userId }),
        ...(filter.action?.endsWith('.') && { area: filter.action.slice(0, -1) }),
        ...(filter.action && !filter.action.endsWith('.') && { action: filter.action }),
        ...(filter.outcome && { outcome: filter.outcome }),
        ...(Object.keys(ids).length > 0 && { _id: ids }),
      };
      const docs = await audit.find(wanted).sort({ _id: -1 }).limit(limit).lean();
      return docs.map(({ area: _area, ...doc }) => fromDb(doc));
    },
  };
}
