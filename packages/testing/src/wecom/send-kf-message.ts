import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { ApiAnswer, ApiRequest } from '../tencent/api-server.ts';
import { checkFields } from '../tencent/check-fields.ts';
import { type ReadKfMessage, readKfMessage } from './kf-message.ts';
import { ok, refuse, refuseParameter, type WecomPlatform } from './wecom-platform.ts';

const msgid = z.string().regex(/^[0-9a-zA-Z_-]{0,32}$/, 'must be at most 32 of [0-9a-zA-Z_-]');
const messageEnvelope = z.looseObject({
  touser: z.string(),
  open_kfid: z.string(),
  msgid: msgid.optional(),
  msgtype: z.string(),
});
const eventEnvelope = z.looseObject({ code: z.string(), msgid: msgid.optional(), msgtype: z.string() });

/** Answers kf/send_msg: sends in states 0 and 1 alone, five messages within 48 hours of the customer's last. */
export function sendMsg(platform: WecomPlatform, { body = {}, willBeAnswered }: ApiRequest): ApiAnswer {
  const outer = checkFields(messageEnvelope, body);
  if ('complaint' in outer) return refuseParameter(outer.complaint);
  const { touser, open_kfid, msgtype } = outer.fields;
  if (!platform.accounts.some((account) => account.open_kfid === open_kfid)) return refuse(95000, 'invalid open_kfid');
  if (!platform.customers.has(touser)) return refuse(40096, 'invalid external userid');
  const read = readKnown(platform, body);
  if (read.kind === 'refused') return refuse(read.errcode, read.errmsg);
  const surprise = unknownField(body, ['touser', 'open_kfid', 'msgid', 'msgtype', msgtype]);
  if (surprise) return refuseParameter(`${surprise} is unknown`);
  const given = outer.fields.msgid || undefined;
  if (given !== undefined && platform.usedMsgids.has(`${open_kfid}\n${given}`))
    return refuseParameter('msgid was used');
  const session = platform.sessions.of(open_kfid, touser);
  if (session.state !== 0 && session.state !== 1) return refuse(95018, 'send msg session status invalid');
  const standing = platform.sessions.standingOf(session);
  if (standing === 'closed') return refuse(95002, 'send msg time limit');
  if (standing === 'used up') return refuse(95001, 'send msg count limit');
  session.sentSince += 1;
  const id = given ?? newMsgid();
  platform.usedMsgids.add(`${open_kfid}\n${id}`);
  session.lastSentMsgid = id;
  const { media: _, ...seen } = read.message;
  platform.deliver({
    openKfId: open_kfid,
    externalUserId: touser,
    msgid: id,
    via: 'message',
    ...seen,
    wasAnswered: willBeAnswered,
  });
  return ok({ msgid: id });
}

/** Answers kf/send_msg_on_event: a text or a menu for a code that works once, in its time and state. */
export function sendMsgOnEvent(platform: WecomPlatform, { body = {}, willBeAnswered }: ApiRequest): ApiAnswer {
  const outer = checkFields(eventEnvelope, body);
  if ('complaint' in outer) return refuseParameter(outer.complaint);
  const { code, msgtype } = outer.fields;
  const surprise = unknownField(body, ['code', 'msgid', 'msgtype', msgtype]);
  if (surprise) return refuseParameter(`${surprise} is unknown`);
  if (msgtype !== 'text' && msgtype !== 'msgmenu') return refuse(40008, 'invalid message type');
  const read = readKnown(platform, body);
  if (read.kind === 'refused') return refuse(read.errcode, read.errmsg);
  const found = platform.sessions.findCode(code);
  if (!found) return refuse(41050, 'invalid code');
  const session = platform.sessions.of(found.openKfId, found.externalUserId);
  if (found.state !== undefined && session.state !== found.state)
    return refuse(95018, 'send msg session status invalid');
  const given = outer.fields.msgid || undefined;
  if (given !== undefined && platform.usedMsgids.has(`${found.openKfId}\n${given}`)) {
    return refuseParameter('msgid was used');
  }
  platform.sessions.takeCode(code);
  if (found.state === undefined) session.welcomedAt = platform.now().getTime();
  const id = given ?? newMsgid();
  platform.usedMsgids.add(`${found.openKfId}\n${id}`);
  session.lastSentMsgid = id;
  const { media: _, ...seen } = read.message;
  const { openKfId, externalUserId } = found;
  platform.deliver({ openKfId, externalUserId, msgid: id, via: 'event', ...seen, wasAnswered: willBeAnswered });
  return ok({ msgid: id });
}

function readKnown(platform: WecomPlatform, body: Readonly<Record<string, unknown>>): ReadKfMessage {
  const read = readKfMessage(body);
  if (read.kind === 'refused') return read;
  const isKnown = ({ id, types }: { readonly id: string; readonly types: readonly string[] }) =>
    types.includes(platform.media.find(id)?.type ?? '');
  return read.message.media.every(isKnown) ? read : { kind: 'refused', errcode: 40007, errmsg: 'invalid media_id' };
}

function unknownField(body: Readonly<Record<string, unknown>>, known: readonly string[]): string | undefined {
  return Object.keys(body).find((name) => !known.includes(name));
}

function newMsgid(): string {
  return randomBytes(21).toString('base64url').slice(0, 28);
}
