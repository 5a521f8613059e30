import { type Change, changeKinds, type TenantId } from '@answerdesk/domain';
import type { mongo } from 'mongoose';
import type { Database } from './connect.ts';

/** Hears a change; `all` when some may have been missed. */
export type ChangeListener = (tenantId: TenantId | undefined, change: Change) => void;

export interface Watch {
  /** Resolves when every later change will be heard. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

const AGAIN_AFTER_MS = 1_000;

/**
 * Hears of what is made or changed in all tenants, with one change stream: who listens tells them apart. A stream that
 * breaks is opened again, and `all` is heard for no tenant in particular. What is deleted has no tenant any more and is
 * not heard of.
 */
export function watchChanges({ authDb: db }: Pick<Database, 'authDb'>, listen: ChangeListener): Watch {
  let stream: mongo.ChangeStream | undefined;
  let isStopped = false;
  let retry: NodeJS.Timeout | undefined;
  let opened: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    opened = resolve;
  });
  const open = () => {
    const current = db.watch(
      [
        { $match: { 'ns.coll': { $in: [...changeKinds] }, operationType: { $in: ['insert', 'update', 'replace'] } } },
        { $project: { ns: 1, documentKey: 1, operationType: 1, 'fullDocument.tenantId': 1 } },
      ],
      { fullDocument: 'updateLookup' },
    );
    stream = current;
    current.on('change', (event) => {
      if (!('fullDocument' in event) || !('ns' in event) || !('coll' in event.ns)) return;
      const { coll } = event.ns;
      const kind = changeKinds.find((each) => each === coll);
      const tenantId: TenantId | undefined = event.fullDocument?.['tenantId'];
      if (kind && tenantId) listen(tenantId, { kind, ids: [String(event.documentKey._id)] });
    });
    // The driver opens a stream with its first event or its first empty answer.
    current.once('init', opened);
    current.once('resumeTokenChanged', opened);
    current.once('error', () => {
      void current.close().catch(() => undefined);
      if (isStopped) return;
      retry = setTimeout(() => {
        open();
        listen(undefined, { kind: 'all', ids: [] });
      }, AGAIN_AFTER_MS);
    });
  };
  open();
  return {
    ready,
    async stop() {
      isStopped = true;
      clearTimeout(retry);
      opened();
      await stream?.close();
    },
  };
}
