import type { ChannelCapabilities, ConnectedAccount, SendTarget } from '@answerdesk/domain';

/** Keeps a platform's published rates, in this process's memory, by token buckets; ms on the clock it is given. */
export interface Pacer {
  /** Takes a slot and returns 0, or takes none and returns the ms after which to ask again. */
  reserve(account: Pick<ConnectedAccount, 'id'>, target: SendTarget, capabilities: ChannelCapabilities): number;
  /** Gives no slots for a time, for one chat or the whole account: the platform said so. */
  hold(account: Pick<ConnectedAccount, 'id'>, target: SendTarget, scope: 'chat' | 'account', forMs: number): void;
  /** How many accounts and chats are remembered; those at rest are forgotten. */
  size(): number;
}

interface Bucket {
  tokens: number;
  at: number;
  heldUntil: number;
  /** When it will be full again. */
  fullAt: number;
  /** Of an account: when the last chat in its line is due; until then nobody else is served. */
  lineEnd: number;
  /** Of a chat: when its turn in the account's line is; 0 when it is not in line. */
  dueAt: number;
}

interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

const FEWEST_TO_SWEEP = 1_000;
/** What sums of fractions of a token may lack of a whole one. */
const ROUNDING = 1e-6;

/**
 * Makes a pacer. In any span of t seconds it gives an account at most `accountPerSecond × (t + 1)` slots, a chat
 * `chatBurst + chatPerSecond × t` and a group `chatBurst + groupPerMinute × t / 60`. Chats that wait for their account
 * stand in line, one slot apart, so that they do not all ask at once and none is passed over.
 */
export function createPacer({ now }: { readonly now: () => number }): Pacer {
  const buckets = new Map<string, Bucket>();
  let sweepAt = FEWEST_TO_SWEEP;

  function bucketOf(key: string, rate: Rate, at: number): Bucket {
    const known = buckets.get(key);
    if (!known) return add(key, newBucket(rate.burst, at));
    if (at < known.at) setBack(known, known.at - at);
    known.tokens = Math.min(rate.burst, known.tokens + ((at - known.at) / 1_000) * rate.perSecond);
    known.at = at;
    return known;
  }

  function add(key: string, bucket: Bucket): Bucket {
    if (buckets.size >= sweepAt) sweep(bucket.at);
    buckets.set(key, bucket);
    return bucket;
  }

  /** Forgets buckets that say nothing a new one would not say. Sweeps come far apart, so that they cost little a call. */
  function sweep(at: number): void {
    for (const [key, bucket] of buckets) {
      if (Math.max(bucket.fullAt, bucket.heldUntil, bucket.lineEnd, bucket.dueAt) <= at) buckets.delete(key);
    }
    sweepAt = Math.max(FEWEST_TO_SWEEP, buckets.size * 2);
  }

  return {
    reserve(account, target, { rates }) {
      const at = now();
      const ofAccount = { perSecond: rates.accountPerSecond, burst: rates.accountPerSecond };
      const ofChat = {
        perSecond: target.isGroup ? rates.groupPerMinute / 60 : rates.chatPerSecond,
        burst: rates.chatBurst,
      };
      const accounts = bucketOf(accountKey(account), ofAccount, at);
      const chats = bucketOf(chatKey(account, target), ofChat, at);
      const forAccount = waitFor(accounts, ofAccount, at);
      const wait = Math.max(forAccount, waitFor(chats, ofChat, at));
      const isInLine = chats.dueAt !== 0;
      if (chats.dueAt > at) return Math.ceil(Math.max(wait, chats.dueAt - at));
      const hasTurn = isInLine || accounts.lineEnd <= at;
      if (wait === 0 && hasTurn) {
        take(accounts, ofAccount, at);
        take(chats, ofChat, at);
        chats.dueAt = 0;
        return 0;
      }
      if (forAccount === 0 && wait > 0) return Math.ceil(wait);
      accounts.lineEnd = Math.max(at + forAccount, accounts.lineEnd + 1_000 / ofAccount.perSecond);
      chats.dueAt = Math.max(accounts.lineEnd, at + wait);
      return Math.ceil(chats.dueAt - at);
    },
    hold(account, target, scope, forMs) {
      const at = now();
      const key = scope === 'account' ? accountKey(account) : chatKey(account, target);
      const bucket = buckets.get(key) ?? add(key, newBucket(0, at));
      bucket.heldUntil = Math.max(bucket.heldUntil, at + forMs);
    },
    size: () => buckets.size,
  };
}

function newBucket(tokens: number, at: number): Bucket {
  return { tokens, at, heldUntil: at, fullAt: at, lineEnd: at, dueAt: 0 };
}

/** A clock that stepped back must not stretch what was counted on it. */
function setBack(bucket: Bucket, byMs: number): void {
  bucket.at -= byMs;
  bucket.heldUntil -= byMs;
  bucket.fullAt -= byMs;
  bucket.lineEnd -= byMs;
  if (bucket.dueAt !== 0) bucket.dueAt -= byMs;
}

function waitFor(bucket: Bucket, { perSecond }: Rate, at: number): number {
  const forToken = bucket.tokens >= 1 - ROUNDING ? 0 : ((1 - bucket.tokens) / perSecond) * 1_000;
  return Math.max(0, forToken, bucket.heldUntil - at);
}

function take(bucket: Bucket, { perSecond, burst }: Rate, at: number): void {
  bucket.tokens -= 1;
  bucket.fullAt = at + ((burst - bucket.tokens) / perSecond) * 1_000;
}

function accountKey({ id }: Pick<ConnectedAccount, 'id'>): string {
  return id;
}

function chatKey({ id }: Pick<ConnectedAccount, 'id'>, target: SendTarget): string {
  return `${id}\n${target.chatKey}`;
}
