import { z } from 'zod';
import type { ApiAnswer, ApiRequest } from '../tencent/api-server.ts';
import { bytesOf, checkFields } from '../tencent/check-fields.ts';
import { LEGAL_TRANSITIONS, type ServiceState } from './kf-sessions.ts';
import { sendMsg, sendMsgOnEvent } from './send-kf-message.ts';
import { ok, refuse, refuseParameter, type WecomPlatform, type WecomVerb } from './wecom-platform.ts';

type Methods = readonly ('GET' | 'POST')[];

const verbs: Readonly<Record<string, { readonly methods: Methods; readonly verb: WecomVerb }>> = {
  '/cgi-bin/kf/sync_msg': { methods: ['POST'], verb: syncMsg },
  '/cgi-bin/kf/send_msg': { methods: ['POST'], verb: sendMsg },
  '/cgi-bin/kf/send_msg_on_event': { methods: ['POST'], verb: sendMsgOnEvent },
  '/cgi-bin/kf/service_state/get': { methods: ['POST'], verb: getServiceState },
  '/cgi-bin/kf/service_state/trans': { methods: ['POST'], verb: transServiceState },
  '/cgi-bin/kf/account/list': { methods: ['GET', 'POST'], verb: listAccounts },
  '/cgi-bin/kf/servicer/list': { methods: ['GET'], verb: listServicers },
  '/cgi-bin/kf/customer/batchget': { methods: ['POST'], verb: getCustomers },
  '/cgi-bin/media/upload': { methods: ['POST'], verb: uploadMedia },
  '/cgi-bin/media/get': { methods: ['GET'], verb: getMedia },
};

/** Answers a call of WeCom's API; every refusal is an errcode with HTTP 200. */
export function answerWecomCall(platform: WecomPlatform, request: ApiRequest): ApiAnswer {
  if (request.path === '/cgi-bin/gettoken') {
    return request.method === 'GET' ? getToken(platform, request) : refuse(43001, 'require GET method');
  }
  const found = Object.hasOwn(verbs, request.path) ? verbs[request.path] : undefined;
  if (!found) return refuse(-1, 'unknown api path');
  if (!found.methods.some((method) => method === request.method)) {
    return found.methods.includes('POST') ? refuse(43002, 'require POST method') : refuse(43001, 'require GET method');
  }
  const standing = platform.tokens.standingOf(request.query['access_token']);
  if (standing === 'missing') return refuse(41001, 'access_token missing');
  if (standing === 'expired') return refuse(42001, 'access_token expired');
  if (standing !== 'valid') return refuse(40014, 'invalid access_token');
  if (platform.allowedIps && !platform.allowedIps.includes(request.remoteIp)) {
    return refuse(60020, 'not allow to access from your ip');
  }
  if (!platform.canUseKf && request.path.startsWith('/cgi-bin/kf/')) return refuse(48002, 'api forbidden');
  if (request.method === 'POST' && request.path !== '/cgi-bin/media/upload' && !request.body) {
    if (request.bodyProblem === 'escaped characters') return refuse(40033, 'invalid charset');
    return request.bodyProblem === 'empty' ? refuse(44002, 'empty post data') : refuse(47001, 'data format error');
  }
  return found.verb(platform, request);
}

function getToken(platform: WecomPlatform, { query }: ApiRequest): ApiAnswer {
  const { corpid, corpsecret } = query;
  if (corpid === undefined || corpid === '') return refuse(41002, 'corpid missing');
  if (corpsecret === undefined || corpsecret === '') return refuse(41004, 'corpsecret missing');
  if (corpid !== platform.corpId) return refuse(40013, 'invalid corpid');
  if (corpsecret !== platform.corpSecret) return refuse(40001, 'invalid credential');
  const { token, expiresInS } = platform.tokens.handOut();
  return ok({ access_token: token, expires_in: expiresInS });
}

const syncShape = z.strictObject({
  cursor: bytesOf(0, 64).optional(),
  token: bytesOf(0, 128).optional(),
  limit: z.int().min(1).max(1_000).optional(),
  voice_format: z.union([z.literal(0), z.literal(1)]).optional(),
  open_kfid: z.string().optional(),
});

function syncMsg(platform: WecomPlatform, { body }: ApiRequest): ApiAnswer {
  const read = checkFields(syncShape, body);
  if ('complaint' in read) return refuseParameter(read.complaint);
  const { cursor, token, limit = 1_000, open_kfid } = read.fields;
  if (open_kfid !== undefined && !isAccount(platform, open_kfid)) return refuse(95000, 'invalid open_kfid');
  if (token && (platform.callbackTokens.get(token) ?? 0) <= platform.now().getTime()) {
    return refuse(95007, 'invalid msg token');
  }
  const page = platform.log.read({
    cursor: cursor || undefined,
    openKfId: open_kfid,
    limit: Math.min(limit, platform.pageSize),
  });
  if (!page) return refuseParameter('cursor is none');
  return ok({ next_cursor: page.nextCursor, has_more: page.hasMore ? 1 : 0, msg_list: page.messages });
}

const stateShape = { open_kfid: z.string(), external_userid: z.string() };
const getShape = z.strictObject(stateShape);
const transShape = z.strictObject({
  ...stateShape,
  service_state: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  servicer_userid: z.string().optional(),
});

function getServiceState(platform: WecomPlatform, { body }: ApiRequest): ApiAnswer {
  const read = checkFields(getShape, body);
  if ('complaint' in read) return refuseParameter(read.complaint);
  const unknown = unknownParty(platform, read.fields);
  if (unknown) return unknown;
  const { state, servicerUserId } = platform.sessions.of(read.fields.open_kfid, read.fields.external_userid);
  return ok({ service_state: state, ...(state === 3 && { servicer_userid: servicerUserId }) });
}

function transServiceState(platform: WecomPlatform, { body }: ApiRequest): ApiAnswer {
  const read = checkFields(transShape, body);
  if ('complaint' in read) return refuseParameter(read.complaint);
  const { open_kfid, external_userid, service_state: to, servicer_userid } = read.fields;
  const unknown = unknownParty(platform, read.fields);
  if (unknown) return unknown;
  const session = platform.sessions.of(open_kfid, external_userid);
  if (!LEGAL_TRANSITIONS[session.state].includes(to)) return refuse(95016, 'not allow to trans service state');
  if (to === 3) {
    if (!servicer_userid) return refuseParameter('servicer_userid is missing');
    if (platform.servicers.get(servicer_userid) !== true) return refuse(95014, 'user is not servicer');
  }
  session.state = to;
  session.servicerUserId = to === 3 ? servicer_userid : undefined;
  return ok(firstCodeOf(platform, open_kfid, external_userid, to));
}

function firstCodeOf(
  platform: WecomPlatform,
  openKfId: string,
  externalUserId: string,
  state: ServiceState,
): { msg_code?: string } {
  const { codedStates } = platform.sessions.of(openKfId, externalUserId);
  if (state < 2 || codedStates.has(state)) return {};
  codedStates.add(state);
  return { msg_code: platform.sessions.issueCode({ openKfId, externalUserId, state }) };
}

const listShape = z.strictObject({ offset: z.int().min(0).optional(), limit: z.int().min(1).max(100).optional() });

function listAccounts(platform: WecomPlatform, { body = {} }: ApiRequest): ApiAnswer {
  const read = checkFields(listShape, body);
  if ('complaint' in read) return refuseParameter(read.complaint);
  const { offset = 0, limit = 100 } = read.fields;
  const shown = platform.accounts.slice(offset, offset + limit);
  const avatar = 'https://wework.qpic.cn/wwpic/avatar/0';
  return ok({ account_list: shown.map((account) => ({ ...account, avatar, manage_privilege: true })) });
}

function listServicers(platform: WecomPlatform, { query }: ApiRequest): ApiAnswer {
  if (!isAccount(platform, query['open_kfid'] ?? '')) return refuse(95000, 'invalid open_kfid');
  const list = [...platform.servicers].map(([userid, isReceiving]) => ({ userid, status: isReceiving ? 0 : 1 }));
  return ok({ servicer_list: list });
}

const customersShape = z.strictObject({
  external_userid_list: z.array(z.string()).min(1).max(100),
  need_enter_session_context: z.union([z.literal(0), z.literal(1)]).optional(),
});

function getCustomers(platform: WecomPlatform, { body }: ApiRequest): ApiAnswer {
  const read = checkFields(customersShape, body);
  if ('complaint' in read) return refuseParameter(read.complaint);
  const ids = read.fields.external_userid_list;
  const customer_list = ids.flatMap((external_userid) => {
    const customer = platform.customers.get(external_userid);
    return customer ? [{ external_userid, nickname: customer.nickname, avatar: '', gender: 0 }] : [];
  });
  return ok({ customer_list, invalid_external_userid: ids.filter((id) => !platform.customers.has(id)) });
}

function uploadMedia(platform: WecomPlatform, { query, upload }: ApiRequest): ApiAnswer {
  const type = query['type'] ?? '';
  if (!upload) return refuse(41005, 'media data missing');
  const refusal = platform.media.refusalOf(type, upload);
  if (refusal) return refuse(refusal.errcode, refusal.errmsg);
  const { id, createdAtS } = platform.media.keep(type, upload);
  return ok({ type, media_id: id, created_at: String(createdAtS) });
}

function getMedia(platform: WecomPlatform, { query }: ApiRequest): ApiAnswer {
  const media = platform.media.find(query['media_id'] ?? '');
  return media ? { json: {}, file: media } : refuse(40007, 'invalid media_id');
}

function unknownParty(
  platform: WecomPlatform,
  { open_kfid, external_userid }: { readonly open_kfid: string; readonly external_userid: string },
): ApiAnswer | undefined {
  if (!isAccount(platform, open_kfid)) return refuse(95000, 'invalid open_kfid');
  return platform.customers.has(external_userid) ? undefined : refuse(40096, 'invalid external userid');
}

function isAccount(platform: WecomPlatform, openKfId: string): boolean {
  return platform.accounts.some(({ open_kfid }) => open_kfid === openKfId);
}
