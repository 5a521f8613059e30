/** What a customer did, as far as it matters to what may be sent. */
export type WechatInteraction = 'message' | 'click' | 'scan' | 'subscribe' | 'unsubscribe' | 'other';

export interface ReplyWindows {
  note(openid: string, interaction: WechatInteraction): void;
  /** Takes one message off what may be sent, or says why there is none to take. */
  spend(openid: string): 'spent' | 'closed' | 'used up';
  /** How many messages may be sent to a customer now. */
  left(openid: string): number;
  isFollowing(openid: string): boolean;
  /** Whether the customer did something in the last `withinMs`. */
  didSomethingWithin(openid: string, withinMs: number): boolean;
}

interface Grant {
  left: number;
  readonly endsAt: number;
}

interface Standing {
  isFollowing: boolean;
  lastAt: number;
  readonly grants: Map<'message' | 'event', Grant>;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * Keeps the published quota of customer-service messages: 5 within 48 hours of a message, 3 within a minute of a menu
 * click, a scan or a subscription. A live grant of the second kind is spent first.
 *
 * Source: developers.weixin.qq.com, sendCustomMessage.
 */
export function createReplyWindows(now: () => Date): ReplyWindows {
  const standings = new Map<string, Standing>();

  function standingOf(openid: string): Standing {
    const standing = standings.get(openid) ?? {
      isFollowing: true,
      lastAt: Number.NEGATIVE_INFINITY,
      grants: new Map(),
    };
    standings.set(openid, standing);
    return standing;
  }

  function liveGrants(openid: string): Grant[] {
    const { grants } = standingOf(openid);
    return [grants.get('event'), grants.get('message')].filter(
      (grant): grant is Grant => grant !== undefined && grant.endsAt > now().getTime(),
    );
  }

  return {
    note(openid, interaction) {
      const standing = standingOf(openid);
      const at = now().getTime();
      if (interaction === 'other') return;
      standing.lastAt = at;
      if (interaction === 'unsubscribe') {
        standing.isFollowing = false;
        standing.grants.clear();
        return;
      }
      standing.isFollowing = true;
      if (interaction === 'message') standing.grants.set('message', { left: 5, endsAt: at + 48 * HOUR_MS });
      else standing.grants.set('event', { left: 3, endsAt: at + MINUTE_MS });
    },
    spend(openid) {
      const live = liveGrants(openid);
      if (live.length === 0) return 'closed';
      const grant = live.find(({ left }) => left > 0);
      if (!grant) return 'used up';
      grant.left -= 1;
      return 'spent';
    },
    left: (openid) => liveGrants(openid).reduce((sum, { left }) => sum + left, 0),
    isFollowing: (openid) => standingOf(openid).isFollowing,
    didSomethingWithin: (openid, withinMs) => now().getTime() - standingOf(openid).lastAt <= withinMs,
  };
}
