import type { ChannelCapabilities, ConnectedAccount, SendTarget } from '@answerdesk/domain';

/** Keeps a platform's published rates, in this process's memory, by token buckets; ms on the clock it is given. */
export interface Pacer {
  /** Takes a slot and returns 0, or takes none and returns the ms after which to ask again. */
  reserve(account: Pick<ConnectedAccount, 'id'>, target: SendTarget, capabilities: ChannelCapabilities): number;
  /** Gives no slots for a time, for one chat or the whole account: the platform said so. */
  hold(account: Pick<ConnectedAccount, 'id'>, target: SendTarget, scope: 'chat' | 'account', forMs: number): void;
}

interface Bucket {
  tokens: number;
  at: number;
  heldUntil: number;
}

interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** Buckets kept before full and idle ones are dropped. */
const MOST_BUCKETS = 50_000;

export function createPacer({ now }: { readonly now: () => number }): Pacer {
  const buckets = new Map<string, Bucket>();

  function bucketOf(key: string, rate: Rate): Bucket {
    const at = now();
    const known = buckets.get(key);
    if (!known) {
      if (buckets.size >= MOST_BUCKETS) dropIdle(at);
      const fresh = { tokens: rate.burst, at, heldUntil: 0 };
      buckets.set(key, fresh);
      return fresh;
    }
    known.tokens = Math.min(rate.burst, known.tokens + (Math.max(0, at - known.at) / 1_000) * rate.perSecond);
    known.at = at;
    return known;
  }

  function dropIdle(at: number): void {
    for (const [key, bucket] of buckets) {
      if (at - bucket.at > 60_000 && bucket.heldUntil < at) buckets.delete(key);
    }
  }

  return {
    reserve(account, target, { rates }) {
      const ofAccount = { perSecond: rates.accountPerSecond, burst: rates.accountPerSecond };
      const ofChat = target.isGroup
        ? { perSecond: rates.groupPerMinute / 60, burst: rates.chatBurst }
        : { perSecond: rates.chatPerSecond, burst: rates.chatBurst };
      const taken: [Bucket, Rate][] = [
        [bucketOf(accountKey(account), ofAccount), ofAccount],
        [bucketOf(chatKey(account, target), ofChat), ofChat],
      ];
      const wait = Math.max(...taken.map(([bucket, rate]) => waitFor(bucket, rate, now())));
      if (wait > 0) return wait;
      for (const [bucket] of taken) bucket.tokens -= 1;
      return 0;
    },
    hold(account, target, scope, forMs) {
      const key = scope === 'account' ? accountKey(account) : chatKey(account, target);
      const bucket = buckets.get(key) ?? { tokens: 0, at: now(), heldUntil: 0 };
      bucket.heldUntil = Math.max(bucket.heldUntil, now() + forMs);
      buckets.set(key, bucket);
    },
  };
}

function waitFor(bucket: Bucket, { perSecond }: Rate, at: number): number {
  const forToken = bucket.tokens >= 1 ? 0 : Math.ceil(((1 - bucket.tokens) / perSecond) * 1_000);
  return Math.max(forToken, bucket.heldUntil - at);
}

function accountKey({ id }: Pick<ConnectedAccount, 'id'>): string {
  return id;
}

function chatKey({ id }: Pick<ConnectedAccount, 'id'>, target: SendTarget): string {
  return `${id}\n${target.chatKey}`;
}
