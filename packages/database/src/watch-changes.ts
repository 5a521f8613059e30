import { type Change, changeKinds, type TenantId } from '@answerdesk/domain';
import { keepStream, type Watch } from './change-stream.ts';
import type { Database } from './connect.ts';

/** Hears a change; `all` when some may have been missed. */
export type ChangeListener = (tenantId: TenantId | undefined, change: Change) => void;

/**
 * Hears of what is made or changed in all tenants, with one change stream: who listens tells them apart. A stream that
 * breaks is opened again, and `all` is heard for no tenant in particular. What is deleted has no tenant any more and is
 * not heard of.
 */
export function watchChanges(database: Pick<Database, 'authDb'>, listen: ChangeListener): Watch {
  return keepStream(
    database,
    [
      { $match: { 'ns.coll': { $in: [...changeKinds] }, operationType: { $in: ['insert', 'update', 'replace'] } } },
      { $project: { ns: 1, documentKey: 1, operationType: 1, 'fullDocument.tenantId': 1 } },
    ],
    {
      onEvent(event) {
        if (!('fullDocument' in event) || !('ns' in event) || !('coll' in event.ns)) return;
        const { coll } = event.ns;
        const kind = changeKinds.find((each) => each === coll);
        const tenantId: TenantId | undefined = event.fullDocument?.['tenantId'];
        if (kind && tenantId) listen(tenantId, { kind, ids: [String(event.documentKey._id)] });
      },
      onGap: () => listen(undefined, { kind: 'all', ids: [] }),
    },
  );
}
