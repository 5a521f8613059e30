import type { AccountKey, ConversationKey, PlatformWide } from '@answerdesk/database';

const EVERY_MS = 1_000;
/** A message this old that nobody dealt with was left by a process that died, or is far back in a long line. */
const UNHANDLED_FOR_MS = 2_000;
const AT_ONCE = 500;

export interface Sweep {
  stop(): Promise<void>;
}

/** Looks every second, and at once when started, for work whose process is gone, and offers it to this one. */
export function startSweep(options: {
  readonly platformWide: PlatformWide;
  readonly offerHandling: (key: ConversationKey) => void;
  readonly offerDelivery: (key: ConversationKey) => void;
  readonly offerPull: (key: AccountKey) => void;
  readonly offerFinishing: (key: ConversationKey) => void;
  readonly onFailure: (error: unknown) => void;
  readonly now: () => Date;
}): Sweep {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let underway = look();

  async function look(): Promise<void> {
    try {
      const now = options.now();
      const before = new Date(now.getTime() - UNHANDLED_FOR_MS);
      for (const key of await options.platformWide.listUnhandled(before, AT_ONCE)) options.offerHandling(key);
      for (const key of await options.platformWide.listDue(now, AT_ONCE)) options.offerDelivery(key);
      for (const key of await options.platformWide.listDuePulls(now, AT_ONCE)) options.offerPull(key);
      for (const key of await options.platformWide.listUnfinishedChanges(now, AT_ONCE)) options.offerFinishing(key);
    } catch (error) {
      options.onFailure(error);
    }
    if (isStopped) return;
    timer = setTimeout(() => {
      underway = look();
    }, EVERY_MS);
  }

  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await underway;
    },
  };
}
