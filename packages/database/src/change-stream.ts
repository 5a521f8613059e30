import type { mongo } from 'mongoose';
import type { Database } from './connect.ts';

export interface Watch {
  /** Resolves when every later change will be heard. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

const AGAIN_AFTER_MS = 1_000;

/** Keeps a change stream open: one that breaks is opened again, and `onGap` is told that changes may have been missed. */
export function keepStream(
  { authDb: db }: Pick<Database, 'authDb'>,
  pipeline: readonly mongo.BSON.Document[],
  { onEvent, onGap }: { readonly onEvent: (event: mongo.ChangeStreamDocument) => void; readonly onGap: () => void },
): Watch {
  let stream: mongo.ChangeStream | undefined;
  let isStopped = false;
  let retry: NodeJS.Timeout | undefined;
  let opened: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => {
    opened = resolve;
  });
  const open = () => {
    const current = db.watch([...pipeline], { fullDocument: 'updateLookup' });
    stream = current;
    current.on('change', onEvent);
    // The driver opens a stream with its first event or its first empty answer.
    current.once('init', opened);
    current.once('resumeTokenChanged', opened);
    current.once('error', () => {
      void current.close().catch(() => undefined);
      if (isStopped) return;
      retry = setTimeout(() => {
        open();
        onGap();
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
