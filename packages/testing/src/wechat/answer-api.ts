import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { AccessTokens } from '../tencent/access-tokens.ts';
import type { ApiAnswer, ApiRequest } from '../tencent/api-server.ts';
import { checkFields } from '../tencent/check-fields.ts';
import type { MediaStore } from '../tencent/media-store.ts';
import { type RenderedMessage, readCustomMessage } from './custom-message.ts';
import type { ReplyWindows } from './reply-windows.ts';

/** What the official account is to the platform. */
export interface WechatPlatform {
  readonly appId: string;
  readonly appSecret: string;
  readonly now: () => Date;
  readonly canPush: boolean;
  /** Test accounts and subscription accounts have no menu messages. */
  readonly canSendMenus: boolean;
  readonly allowedIps: readonly string[] | undefined;
  readonly dailySendLimit: number;
  readonly tokens: AccessTokens;
  readonly forced: { lastAt: number; countByDay: Map<number, number> };
  readonly media: MediaStore;
  readonly windows: ReplyWindows;
  readonly customers: ReadonlySet<string>;
  readonly typingUntil: Map<string, number>;
  readonly sendsByDay: Map<number, number>;
  readonly deliver: (openid: string, message: RenderedMessage, wasAnswered: boolean) => void;
}

type Verb = (platform: WechatPlatform, request: ApiRequest) => ApiAnswer;

const verbs: Readonly<Record<string, { readonly method: 'GET' | 'POST'; readonly verb: Verb }>> = {
  '/cgi-bin/message/custom/send': { method: 'POST', verb: sendCustomMessage },
  '/cgi-bin/message/custom/typing': { method: 'POST', verb: typing },
  '/cgi-bin/media/upload': { method: 'POST', verb: uploadMedia },
  '/cgi-bin/media/get': { method: 'GET', verb: getMedia },
  '/cgi-bin/callback/check': { method: 'POST', verb: checkCallback },
  '/cgi-bin/get_api_domain_ip': { method: 'GET', verb: () => ({ json: { ip_list: ['127.0.0.1'] } }) },
  '/cgi-bin/user/info': { method: 'GET', verb: userInfo },
};

/** Answers a call of the official account's API; every refusal is an errcode with HTTP 200. */
export function answerWechatCall(platform: WechatPlatform, request: ApiRequest): ApiAnswer {
  if (request.path === '/cgi-bin/stable_token') {
    return request.method === 'POST' ? stableToken(platform, request) : refuse(43002, 'require POST method');
  }
  const found = Object.hasOwn(verbs, request.path) ? verbs[request.path] : undefined;
  if (!found) return refuse(40066, 'invalid url');
  if (request.method !== found.method) {
    return found.method === 'POST' ? refuse(43002, 'require POST method') : refuse(43001, 'require GET method');
  }
  switch (platform.tokens.standingOf(request.query['access_token'])) {
    case 'missing':
      return refuse(41001, 'access_token missing');
    case 'malformed':
      return refuse(40014, 'invalid access_token');
    case 'not the latest':
      return refuse(40001, 'invalid credential, access_token is invalid or not latest');
    case 'expired':
      return refuse(42001, 'access_token expired');
    case 'valid':
      return found.verb(platform, request);
  }
}

const stableTokenShape = z.strictObject({
  grant_type: z.string().optional(),
  appid: z.string().optional(),
  secret: z.string().optional(),
  force_refresh: z.boolean().optional(),
});

function stableToken(platform: WechatPlatform, request: ApiRequest): ApiAnswer {
  if (!request.body) return refuseBody(request);
  const read = checkFields(stableTokenShape, request.body);
  if ('complaint' in read) return refuse(47001, `data format error: ${read.complaint}`);
  const { grant_type, appid, secret, force_refresh = false } = read.fields;
  if (grant_type !== 'client_credential') return refuse(40002, 'invalid grant_type');
  if (appid === undefined) return refuse(41002, 'appid missing');
  if (appid !== platform.appId) return refuse(40013, 'invalid appid');
  if (secret === undefined) return refuse(41004, 'appsecret missing');
  if (secret !== platform.appSecret) return refuse(40125, 'invalid appsecret');
  if (platform.allowedIps && !platform.allowedIps.includes(request.remoteIp)) {
    return refuse(40164, `invalid ip ${request.remoteIp}, not in whitelist`);
  }
  const at = platform.now().getTime();
  const isForced = force_refresh && at - platform.forced.lastAt >= 30_000;
  if (isForced) {
    if (!countOfDay(platform.forced.countByDay, at, 20)) return refuse(45009, 'reach max api daily quota limit');
    platform.forced.lastAt = at;
  }
  const { token, expiresInS } = platform.tokens.handOut(isForced);
  return { json: { access_token: token, expires_in: expiresInS } };
}

function sendCustomMessage(platform: WechatPlatform, request: ApiRequest): ApiAnswer {
  if (!request.body) return refuseBody(request);
  if (!platform.canPush) return refuse(48001, 'api unauthorized');
  const read = readCustomMessage(request.body);
  if (read.kind === 'refused') return refuse(read.errcode, read.errmsg);
  const openid = String(request.body['touser']);
  if (!platform.customers.has(openid)) return refuse(40003, 'invalid openid');
  if (read.message.msgtype === 'msgmenu' && !platform.canSendMenus) return refuse(40200, 'invalid account type');
  for (const { id, types } of read.message.media) {
    const media = platform.media.find(id);
    if (!media || !types.includes(media.type)) return refuse(40007, 'invalid media_id');
  }
  if (!countOfDay(platform.sendsByDay, platform.now().getTime(), platform.dailySendLimit)) {
    return refuse(45009, 'reach max api daily quota limit');
  }
  const spent = platform.windows.isFollowing(openid) ? platform.windows.spend(openid) : 'closed';
  if (spent === 'closed') return refuse(45015, 'response out of time limit or subscription is canceled');
  if (spent === 'used up') return refuse(45047, 'out of response count limit');
  platform.typingUntil.delete(openid);
  platform.deliver(openid, read.message, request.willBeAnswered);
  return ok();
}

const typingShape = z.strictObject({ touser: z.string(), command: z.string() });

function typing(platform: WechatPlatform, request: ApiRequest): ApiAnswer {
  if (!request.body) return refuseBody(request);
  if (!platform.canPush) return refuse(48001, 'api unauthorized');
  const read = checkFields(typingShape, request.body);
  if ('complaint' in read) return refuse(40035, `invalid parameter: ${read.complaint}`);
  const { touser, command } = read.fields;
  if (!platform.customers.has(touser)) return refuse(40003, 'invalid openid');
  if (command === 'CancelTyping') {
    platform.typingUntil.delete(touser);
    return ok();
  }
  if (command !== 'Typing') return refuse(45072, 'invalid command');
  const at = platform.now().getTime();
  if (!platform.windows.didSomethingWithin(touser, 30_000)) {
    return refuse(45080, 'should have interaction with the user in the last 30 seconds');
  }
  if ((platform.typingUntil.get(touser) ?? 0) > at) return refuse(45081, 'already in typing status');
  platform.typingUntil.set(touser, at + 15_000);
  return ok();
}

function uploadMedia(platform: WechatPlatform, request: ApiRequest): ApiAnswer {
  const type = request.query['type'] ?? '';
  if (!request.upload) return refuse(41005, 'media data missing');
  const refusal = platform.media.refusalOf(type, request.upload);
  if (refusal) return refuse(refusal.errcode, refusal.errmsg);
  const { id, createdAtS } = platform.media.keep(type, request.upload);
  return { json: { type, [type === 'thumb' ? 'thumb_media_id' : 'media_id']: id, created_at: createdAtS } };
}

function getMedia(platform: WechatPlatform, request: ApiRequest): ApiAnswer {
  const id = request.query['media_id'];
  if (id === undefined) return refuse(41006, 'media_id missing');
  const media = platform.media.find(id);
  if (!media) return refuse(40007, 'invalid media_id');
  if (media.type === 'video') return { json: { video_url: `http://vweixinp.tc.qq.com/${id}.mp4` } };
  return { json: {}, file: media };
}

const checkShape = z.strictObject({ action: z.string(), check_operator: z.string() });

function checkCallback(_platform: WechatPlatform, request: ApiRequest): ApiAnswer {
  if (!request.body) return refuseBody(request);
  const read = checkFields(checkShape, request.body);
  if ('complaint' in read) return refuse(40035, `invalid parameter: ${read.complaint}`);
  const { action, check_operator } = read.fields;
  if (!['dns', 'ping', 'all'].includes(action)) return refuse(40202, 'invalid action');
  if (!['CHINANET', 'UNICOM', 'CAP', 'DEFAULT'].includes(check_operator))
    return refuse(40203, 'invalid check_operator');
  const dns = { dns: [{ ip: '127.0.0.1', real_operator: check_operator }] };
  const ping = { ping: [{ ip: '127.0.0.1', from_operator: check_operator, package_loss: '0%', time: '1.1ms' }] };
  return { json: { ...(action !== 'ping' && dns), ...(action !== 'dns' && ping) } };
}

function userInfo(platform: WechatPlatform, request: ApiRequest): ApiAnswer {
  const openid = request.query['openid'] ?? '';
  const language = request.query['lang'] ?? 'zh_CN';
  if (!platform.customers.has(openid)) return refuse(40003, 'invalid openid');
  if (!platform.windows.isFollowing(openid)) return { json: { subscribe: 0, openid, tagid_list: [] } };
  const scene = { subscribe_scene: 'ADD_SCENE_QR_CODE', qr_scene: 0, qr_scene_str: '' };
  return {
    json: {
      subscribe: 1,
      openid,
      language,
      subscribe_time: 1_767_225_600,
      remark: '',
      groupid: 0,
      tagid_list: [],
      ...scene,
    },
  };
}

/** Counts one more of a day in China; false when the day has had `limit` already. */
function countOfDay(counts: Map<number, number>, at: number, limit: number): boolean {
  const day = Math.floor((at + 8 * 3_600_000) / 86_400_000);
  const count = counts.get(day) ?? 0;
  if (count >= limit) return false;
  counts.set(day, count + 1);
  return true;
}

function refuseBody({ bodyProblem }: ApiRequest): ApiAnswer {
  if (bodyProblem === 'escaped characters') return refuse(40033, 'invalid charset. please check your request');
  return bodyProblem === 'empty' ? refuse(44002, 'empty post data') : refuse(47001, 'data format error');
}

function ok(): ApiAnswer {
  return { json: { errcode: 0, errmsg: 'ok' } };
}

function refuse(errcode: number, errmsg: string): ApiAnswer {
  const rid = randomBytes(12)
    .toString('hex')
    .replace(/^(.{8})(.{8})(.{8})$/, '$1-$2-$3');
  return { json: { errcode, errmsg: `${errmsg} rid: ${rid}` } };
}
