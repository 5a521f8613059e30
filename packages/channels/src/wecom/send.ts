import { randomUUID } from 'node:crypto';
import type { ConnectedAccount, RenderedPart, SendOutcome, SendTarget } from '@answerdesk/domain';
import type { AuthorisedResult, CallAs } from '../tencent-tokens.ts';
import { outcomeOfFailure } from './outcome.ts';
import { changeState, findState } from './service-state.ts';
import { welcomeCodeIn } from './welcome-handle.ts';

const WRONG_STATE = 95018;

type Message = Readonly<Record<string, unknown>>;

/**
 * Sends to a customer: with the welcome code of their coming in while it is good, else by kf/send_msg. Everything that one
 * send takes ends after `timeoutMs`.
 * Source: developer.work.weixin.qq.com, document/path/94677 and 95122.
 */
export function createWecomSend(options: {
  readonly call: CallAs;
  readonly timeoutMs: number;
  readonly now: () => Date;
}): (account: ConnectedAccount, target: SendTarget, part: RenderedPart) => Promise<SendOutcome> {
  const { call } = options;

  return async (account, { chatKey, idempotencyKey, replyHandle }, part) => {
    const signal = AbortSignal.timeout(options.timeoutMs);
    const message = { ...(idempotencyKey !== undefined && { msgid: idempotencyKey }), ...messageOf(part) };
    const code = welcomeCodeIn(replyHandle, options.now());
    if (code !== undefined) {
      const body = { code, ...message };
      const welcomed = await call(account, { path: '/cgi-bin/kf/send_msg_on_event', body, signal });
      // A code that was used up or is over is said no to; the customer may have written meanwhile.
      if (welcomed.kind !== 'said-no' || welcomed.isOfToken) return outcomeOf(welcomed, idempotencyKey);
      if (wasSentBefore(welcomed, idempotencyKey)) return outcomeOf(welcomed, idempotencyKey);
    }
    const send = () => {
      const body = { touser: chatKey, open_kfid: account.credentials['openKfid'] ?? '', ...message };
      return call(account, { path: '/cgi-bin/kf/send_msg', body, signal });
    };
    const result = await send();
    if (result.kind !== 'said-no' || result.errcode !== WRONG_STATE) return outcomeOf(result, idempotencyKey);
    const refusal = await regain(call, account, chatKey, signal);
    return refusal ?? outcomeOf(await send(), idempotencyKey);
  };
}

/** Brings a conversation that nobody has to the bot; returns why it cannot be sent to when somebody has it. */
async function regain(
  call: CallAs,
  account: ConnectedAccount,
  externalUserId: string,
  signal: AbortSignal,
): Promise<SendOutcome | undefined> {
  const closed = (detail: string): SendOutcome => ({ kind: 'refused', reason: 'window-closed', detail });
  switch (await findState(call, account, externalUserId, signal)) {
    case 0: {
      const changed = await changeState(call, account, externalUserId, { state: 1 }, signal);
      return changed.kind === 'ok' ? undefined : { ...outcomeOfFailure(changed) };
    }
    case 2:
      return closed('the conversation waits for staff inside WeCom: answer it there');
    case 3:
      return closed('staff has the conversation inside WeCom: answer it there');
    case 4:
      return closed('the conversation ended in WeCom; it opens when the customer writes');
    default:
      return undefined;
  }
}

function messageOf({ text, choices }: RenderedPart): Message {
  if (choices.length === 0) return { msgtype: 'text', text: { content: text } };
  const list = choices.map(({ id, label }) => ({ type: 'click', click: { id, content: label } }));
  return { msgtype: 'msgmenu', msgmenu: { head_content: text, list } };
}

function outcomeOf(result: AuthorisedResult, idempotencyKey: string | undefined): SendOutcome {
  if (result.kind === 'ok') {
    const { msgid } = result.answer;
    const given = typeof msgid === 'string' && msgid !== '' ? msgid : idempotencyKey;
    return { kind: 'sent', platformMessageId: given ?? randomUUID() };
  }
  if (wasSentBefore(result, idempotencyKey)) return { kind: 'sent', platformMessageId: idempotencyKey ?? '' };
  return outcomeOfFailure(result);
}

/**
 * Our msgid was taken: an earlier try arrived, whose answer was never heard. The platform promises an error then, and
 * publishes no code for it.
 */
function wasSentBefore(result: AuthorisedResult, idempotencyKey: string | undefined): boolean {
  if (result.kind !== 'said-no' || idempotencyKey === undefined) return false;
  return /\bmsg_?id\b[^,]*\b(?:used|exists?|duplicated?|repeated|unique)\b/i.test(result.errmsg);
}
