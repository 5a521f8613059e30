import { randomBytes } from 'node:crypto';
import { createAccessTokens } from '../tencent/access-tokens.ts';
import { type RecordedTencentCall, startApiServer } from '../tencent/api-server.ts';
import type { TencentFault, TencentFaultCall } from '../tencent/fault.ts';
import { createMediaStore, type MediaRule } from '../tencent/media-store.ts';
import { createSentRecord } from '../tencent/sent-record.ts';
import { answerWecomCall } from './answer-kf.ts';
import { createKfLog } from './kf-log.ts';
import { createKfSessions, type KfSession, type ServiceState } from './kf-sessions.ts';
import type { DeliveredKfMessage, WecomPlatform } from './wecom-platform.ts';

export interface FakeWecomOptions {
  readonly corpId?: string;
  readonly corpSecret?: string;
  readonly now?: () => Date;
  readonly faults?: (call: TencentFaultCall) => TencentFault | undefined;
  /** False for a secret that may not use customer service, which is refused with 48002. */
  readonly canUseKf?: boolean;
  /** Who may call; anyone unless told, others are refused with 60020. */
  readonly allowedIps?: readonly string[];
  readonly accounts?: readonly { readonly open_kfid: string; readonly name: string }[];
  /** The members who serve; one, zhangsan, unless told. */
  readonly servicers?: readonly string[];
  /** The most messages that a kf/sync_msg returns, below what the call asks for; 1,000 unless told. */
  readonly pageSize?: number;
  /** Puts an empty page, which says there is more, before each page of messages. */
  readonly emptyPages?: boolean;
}

/** A message as it arrived: `text` as its reader sees it, `menu` what comes back when tapped. */
export interface SentKfMessage extends DeliveredKfMessage {
  readonly at: Date;
}

export interface FakeWecom {
  /** Stands for https://qyapi.weixin.qq.com. */
  readonly apiRoot: string;
  readonly corpId: string;
  readonly corpSecret: string;
  /** The first customer-service account. */
  readonly openKfId: string;
  readonly now: () => Date;
  calls(): readonly RecordedTencentCall[];
  /** What arrived, in the order it arrived; of one customer if an external_userid is given. */
  sent(externalUserId?: string): readonly SentKfMessage[];
  onSent(listener: (message: SentKfMessage) => void): () => void;
  waitForSent(fits: (message: SentKfMessage) => boolean, withinMs: number): Promise<SentKfMessage>;
  /** Every token that was issued answers 42001 from now on. */
  expireTokens(): void;
  /** Every token that was issued answers 40014 from now on. */
  revokeTokens(): void;
  tokensIssued(): number;
  /** The session of a customer with an account, for the customer's side to change. */
  sessionOf(openKfId: string, externalUserId: string): KfSession;
  /** Makes an external_userid known to the corporation. */
  addCustomer(externalUserId: string, nickname: string): void;
  setServicer(userId: string, isReceiving: boolean): void;
  /** Adds to what kf/sync_msg returns; returns the msgid. */
  append: (openKfId: string, content: { readonly origin: 3 | 4 | 5 } & Readonly<Record<string, unknown>>) => string;
  /** A code for kf/send_msg_on_event, which works once: to welcome, or in the state that is given. */
  issueEventCode(openKfId: string, externalUserId: string, state?: ServiceState): string;
  /** A token for a callback, which kf/sync_msg takes for 10 minutes. */
  issueCallbackToken(): string;
  /** Keeps a customer's media; returns the media_id to show. */
  keepMedia(
    type: string,
    file: { readonly name: string; readonly contentType: string; readonly bytes: Buffer },
  ): string;
  stop(): Promise<void>;
}

const MB = 1_024 * 1_024;
const MEDIA_RULES: Readonly<Record<string, MediaRule>> = {
  image: { maxBytes: 10 * MB, endings: ['jpg', 'jpeg', 'png'], wrongSizeErrcode: 40009 },
  voice: { maxBytes: 2 * MB, endings: ['amr'], wrongSizeErrcode: 40006 },
  video: { maxBytes: 10 * MB, endings: ['mp4'], wrongSizeErrcode: 40011 },
  file: { maxBytes: 20 * MB, endings: 'any', wrongSizeErrcode: 40006 },
};

/**
 * WeCom's customer-service API on this machine, stricter than the real one: unknown parameters are refused. A customer
 * is known once made; sessions, the quota and codes follow the published rules by the clock it is given.
 */
export async function startFakeWecom(options: FakeWecomOptions = {}): Promise<FakeWecom> {
  const now = options.now ?? (() => new Date());
  const record = createSentRecord<SentKfMessage>();
  const accounts = options.accounts ?? [{ open_kfid: 'wkAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', name: 'Answers' }];
  const [first] = accounts;
  if (!first) throw new Error('A fake WeCom needs at least one customer-service account');
  const platform: WecomPlatform = {
    corpId: options.corpId ?? 'ww0123456789abcdef',
    corpSecret: options.corpSecret ?? 'kf-secret-0123456789-0123456789-0123456789',
    now,
    canUseKf: options.canUseKf ?? true,
    allowedIps: options.allowedIps,
    pageSize: options.pageSize ?? 1_000,
    tokens: createAccessTokens({ now, length: 400, lifetimeS: 7_200, renewsBeforeS: 0 }),
    media: createMediaStore({ now, rules: MEDIA_RULES, minBytes: 5 }),
    accounts,
    servicers: new Map((options.servicers ?? ['zhangsan']).map((userId) => [userId, true])),
    customers: new Map(),
    sessions: createKfSessions(now),
    log: createKfLog({ now, emptyPages: options.emptyPages ?? false }),
    callbackTokens: new Map(),
    usedMsgids: new Set(),
    deliver: (message) => record.add({ ...message, at: now() }),
  };
  const server = await startApiServer({
    answer: (request) => answerWecomCall(platform, request),
    faults: options.faults,
  });
  return {
    apiRoot: server.apiRoot,
    corpId: platform.corpId,
    corpSecret: platform.corpSecret,
    openKfId: first.open_kfid,
    now,
    calls: () => server.calls,
    sent: (id) => record.all().filter(({ externalUserId }) => id === undefined || externalUserId === id),
    onSent: record.onSent,
    waitForSent: record.waitForSent,
    expireTokens: platform.tokens.expireAll,
    revokeTokens: platform.tokens.revokeAll,
    tokensIssued: platform.tokens.issued,
    sessionOf: platform.sessions.of,
    addCustomer: (externalUserId, nickname) => platform.customers.set(externalUserId, { nickname }),
    setServicer: (userId, isReceiving) => platform.servicers.set(userId, isReceiving),
    append: (openKfId, content) => platform.log.append(openKfId, content).msgid,
    issueEventCode: (openKfId, externalUserId, state) =>
      platform.sessions.issueCode({ openKfId, externalUserId, state }),
    issueCallbackToken() {
      const token = `ENC${randomBytes(30).toString('base64url')}`;
      platform.callbackTokens.set(token, now().getTime() + 600_000);
      return token;
    },
    keepMedia: (type, file) => platform.media.keep(type, file).id,
    stop: server.stop,
  };
}
