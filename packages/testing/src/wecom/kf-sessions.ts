import { randomBytes } from 'node:crypto';

/** 0 new, 1 with the bot, 2 waiting for staff, 3 with staff, 4 ended or not begun. */
export type ServiceState = 0 | 1 | 2 | 3 | 4;

export interface KfSession {
  state: ServiceState;
  servicerUserId: string | undefined;
  /** When the customer last wrote, in milliseconds; never unless told. */
  wroteAt: number | undefined;
  sentSince: number;
  welcomedAt: number | undefined;
  lastSentMsgid: string | undefined;
  readonly codedStates: Set<ServiceState>;
}

/** What a code lets one say: `state` is the state in which it may be used, any for a welcome. */
export interface EventCode {
  readonly openKfId: string;
  readonly externalUserId: string;
  readonly state: ServiceState | undefined;
}

export interface KfSessions {
  of(openKfId: string, externalUserId: string): KfSession;
  /** Whether one more message may be sent by the rule of 5 within 48 hours. */
  standingOf(session: KfSession): 'open' | 'closed' | 'used up';
  /** A code for kf/send_msg_on_event: it lives 20 seconds, or 48 hours if it is for a session that goes on. */
  issueCode(code: EventCode): string;
  /** Takes a code, which works once, or says that it is not to be used. */
  takeCode(code: string): EventCode | undefined;
  findCode(code: string): EventCode | undefined;
}

const WINDOW_MS = 48 * 3_600_000;
const MOST_MESSAGES = 5;

/** To which states kf/service_state/trans may bring a session; only staff can be followed by the same state. */
export const LEGAL_TRANSITIONS: Readonly<Record<ServiceState, readonly ServiceState[]>> = {
  0: [1, 2, 3, 4],
  1: [2, 3, 4],
  2: [3, 4],
  3: [3, 4],
  4: [],
};

/** Keeps the sessions between customers and customer-service accounts. */
export function createKfSessions(now: () => Date): KfSessions {
  const sessions = new Map<string, KfSession>();
  const codes = new Map<string, EventCode & { readonly endsAt: number }>();
  const find = (code: string) => {
    const found = codes.get(code);
    return found && found.endsAt > now().getTime() ? found : undefined;
  };
  return {
    of(openKfId, externalUserId) {
      const key = `${openKfId}\n${externalUserId}`;
      const session = sessions.get(key) ?? {
        state: 4,
        servicerUserId: undefined,
        wroteAt: undefined,
        sentSince: 0,
        welcomedAt: undefined,
        lastSentMsgid: undefined,
        codedStates: new Set<ServiceState>(),
      };
      sessions.set(key, session);
      return session;
    },
    standingOf({ wroteAt, sentSince }) {
      if (wroteAt === undefined || now().getTime() - wroteAt >= WINDOW_MS) return 'closed';
      return sentSince < MOST_MESSAGES ? 'open' : 'used up';
    },
    issueCode(content) {
      const code = randomBytes(24).toString('base64url');
      const lifetimeMs = content.state === undefined || content.state === 4 ? 20_000 : WINDOW_MS;
      codes.set(code, { ...content, endsAt: now().getTime() + lifetimeMs });
      return code;
    },
    takeCode(code) {
      const found = find(code);
      codes.delete(code);
      return found;
    },
    findCode: find,
  };
}

/** Whether a customer who enters is to be greeted: neither greeted nor having written within 48 hours. */
export function isToBeWelcomed({ wroteAt, welcomedAt }: KfSession, at: number): boolean {
  const isLongAgo = (moment: number | undefined) => moment === undefined || at - moment >= WINDOW_MS;
  return isLongAgo(wroteAt) && isLongAgo(welcomedAt);
}
