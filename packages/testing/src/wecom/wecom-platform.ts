import type { AccessTokens } from '../tencent/access-tokens.ts';
import type { ApiAnswer, ApiRequest } from '../tencent/api-server.ts';
import type { MediaStore } from '../tencent/media-store.ts';
import type { KfLog } from './kf-log.ts';
import type { RenderedKfMessage } from './kf-message.ts';
import type { KfSessions } from './kf-sessions.ts';

/** What a corporation's customer service is to the platform. */
export interface WecomPlatform {
  readonly corpId: string;
  readonly corpSecret: string;
  readonly now: () => Date;
  readonly canUseKf: boolean;
  readonly allowedIps: readonly string[] | undefined;
  readonly pageSize: number;
  readonly tokens: AccessTokens;
  readonly media: MediaStore;
  readonly accounts: readonly { readonly open_kfid: string; readonly name: string }[];
  /** Members who serve; true for those who are receiving. */
  readonly servicers: Map<string, boolean>;
  readonly customers: Map<string, { readonly nickname: string }>;
  readonly sessions: KfSessions;
  readonly log: KfLog;
  /** The tokens of callbacks, and when each stops to help a kf/sync_msg. */
  readonly callbackTokens: Map<string, number>;
  readonly usedMsgids: Set<string>;
  readonly deliver: (message: DeliveredKfMessage) => void;
}

export interface DeliveredKfMessage extends Omit<RenderedKfMessage, 'media'> {
  readonly openKfId: string;
  readonly externalUserId: string;
  readonly msgid: string;
  /** Whether it came by kf/send_msg or, with a code, by kf/send_msg_on_event. */
  readonly via: 'message' | 'event';
  readonly wasAnswered: boolean;
}

export type WecomVerb = (platform: WecomPlatform, request: ApiRequest) => ApiAnswer;

/** The answer to a call that was carried out. */
export function ok(fields: Readonly<Record<string, unknown>> = {}): ApiAnswer {
  return { json: { errcode: 0, errmsg: 'ok', ...fields } };
}

/** The answer to a call that was refused, with the tail that the platform's errmsg has. */
export function refuse(errcode: number, errmsg: string): ApiAnswer {
  const more = `from ip: 127.0.0.1, more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}`;
  return { json: { errcode, errmsg: `${errmsg}, hint: [1767225600000000000000000], ${more}` } };
}

/** The answer to a call whose parameters are not what the platform takes. */
export function refuseParameter(complaint: string): ApiAnswer {
  return refuse(40058, `invalid Request Parameter: ${complaint}`);
}
