import { createAccessTokens } from '../tencent/access-tokens.ts';
import { type RecordedTencentCall, startApiServer } from '../tencent/api-server.ts';
import type { TencentFault, TencentFaultCall } from '../tencent/fault.ts';
import { createMediaStore, type MediaRule } from '../tencent/media-store.ts';
import { createSentRecord } from '../tencent/sent-record.ts';
import { answerWechatCall, type WechatPlatform } from './answer-api.ts';
import type { MenuItem, RenderedMessage } from './custom-message.ts';
import { createReplyWindows, type WechatInteraction } from './reply-windows.ts';

export interface FakeWechatOptions {
  readonly appId?: string;
  readonly appSecret?: string;
  /** The account's own name in callbacks, gh_ and 12 characters. */
  readonly originalId?: string;
  readonly now?: () => Date;
  readonly faults?: (call: TencentFaultCall) => TencentFault | undefined;
  /** False for an account without the customer-service API, which is refused with 48001. */
  readonly canPush?: boolean;
  /** False for accounts that have no menu messages, which are refused with 40200. */
  readonly canSendMenus?: boolean;
  /** Who may ask for a token; anyone unless told. */
  readonly allowedIps?: readonly string[];
  /** 500,000 unless told. */
  readonly dailySendLimit?: number;
}

/** A message as it arrived: `text` as its reader sees it, `menu` what the reader can tap. */
export interface SentWechatMessage {
  readonly openid: string;
  readonly via: 'custom' | 'passive';
  readonly msgtype: string;
  readonly text: string;
  readonly menu: readonly MenuItem[];
  readonly at: Date;
  /** Whether the sender was told; false when the answer never came. */
  readonly wasAnswered: boolean;
}

export interface FakeWechat {
  /** Stands for https://api.weixin.qq.com. */
  readonly apiRoot: string;
  readonly appId: string;
  readonly appSecret: string;
  readonly originalId: string;
  readonly now: () => Date;
  calls(): readonly RecordedTencentCall[];
  /** What arrived, in the order it arrived; of one customer if an openid is given. */
  sent(openid?: string): readonly SentWechatMessage[];
  onSent(listener: (message: SentWechatMessage) => void): () => void;
  waitForSent(fits: (message: SentWechatMessage) => boolean, withinMs: number): Promise<SentWechatMessage>;
  /** How many messages may be pushed to a customer now. */
  messagesLeft(openid: string): number;
  /** Every token that was issued answers 42001 from now on. */
  expireTokens(): void;
  /** Every token that was issued answers 40001 from now on, as after a refresh elsewhere. */
  revokeTokens(): void;
  tokensIssued(): number;
  /** Makes an openid known to the account and notes what its customer did. */
  noteInteraction(openid: string, interaction: WechatInteraction): void;
  /** Notes a passive reply that the platform took. */
  takePassive(openid: string, message: RenderedMessage): void;
  /** Keeps a customer's media; returns the MediaId to post. */
  keepMedia(
    type: string,
    file: { readonly name: string; readonly contentType: string; readonly bytes: Buffer },
  ): string;
  /** Whether a MediaId is of a medium of this type. */
  hasMedia(id: string, type: string): boolean;
  stop(): Promise<void>;
}

const MB = 1_024 * 1_024;
const MEDIA_RULES: Readonly<Record<string, MediaRule>> = {
  image: { maxBytes: 10 * MB, endings: ['bmp', 'png', 'jpeg', 'jpg', 'gif'], wrongSizeErrcode: 40009 },
  voice: { maxBytes: 2 * MB, endings: ['amr', 'mp3'], wrongSizeErrcode: 40010 },
  video: { maxBytes: 10 * MB, endings: ['mp4'], wrongSizeErrcode: 40011 },
  thumb: { maxBytes: 64 * 1_024, endings: ['jpg', 'jpeg'], wrongSizeErrcode: 40012 },
};

/**
 * The API of a WeChat official account on this machine, stricter than the real one: unknown parameters are refused. An
 * openid is known once its customer was made; only what a customer did opens a window to send.
 */
export async function startFakeWechat(options: FakeWechatOptions = {}): Promise<FakeWechat> {
  const now = options.now ?? (() => new Date());
  const record = createSentRecord<SentWechatMessage>();
  const customers = new Set<string>();
  const put = (
    openid: string,
    via: 'custom' | 'passive',
    { media: _, ...seen }: RenderedMessage,
    wasAnswered: boolean,
  ) => record.add({ openid, via, ...seen, at: now(), wasAnswered });
  const platform: WechatPlatform = {
    appId: options.appId ?? 'wx0123456789abcdef',
    appSecret: options.appSecret ?? '0123456789abcdef0123456789abcdef',
    now,
    canPush: options.canPush ?? true,
    canSendMenus: options.canSendMenus ?? true,
    allowedIps: options.allowedIps,
    dailySendLimit: options.dailySendLimit ?? 500_000,
    tokens: createAccessTokens({ now, length: 500, lifetimeS: 7_200, renewsBeforeS: 300 }),
    forced: { lastAt: Number.NEGATIVE_INFINITY, countByDay: new Map() },
    media: createMediaStore({ now, rules: MEDIA_RULES, minBytes: 1 }),
    windows: createReplyWindows(now),
    customers,
    typingUntil: new Map(),
    sendsByDay: new Map(),
    deliver: (openid, message, wasAnswered) => put(openid, 'custom', message, wasAnswered),
  };
  const server = await startApiServer({
    answer: (request) => answerWechatCall(platform, request),
    faults: options.faults,
  });
  return {
    apiRoot: server.apiRoot,
    appId: platform.appId,
    appSecret: platform.appSecret,
    originalId: options.originalId ?? 'gh_0123456789ab',
    now,
    calls: () => server.calls,
    sent: (openid) => record.all().filter((message) => openid === undefined || message.openid === openid),
    onSent: record.onSent,
    waitForSent: record.waitForSent,
    messagesLeft: platform.windows.left,
    expireTokens: platform.tokens.expireAll,
    revokeTokens: platform.tokens.revokeAll,
    tokensIssued: platform.tokens.issued,
    noteInteraction(openid, interaction) {
      customers.add(openid);
      platform.windows.note(openid, interaction);
    },
    takePassive: (openid, message) => put(openid, 'passive', message, true),
    keepMedia: (type, file) => platform.media.keep(type, file).id,
    hasMedia: (id, type) => platform.media.find(id)?.type === type,
    stop: server.stop,
  };
}
