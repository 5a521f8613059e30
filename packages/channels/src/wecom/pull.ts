import type { ConnectedAccount, InboundMessage, PulledPage, Undelivered } from '@answerdesk/domain';
import type { CallAs } from '../tencent-tokens.ts';
import { outcomeOfFailure } from './outcome.ts';
import { readEntry } from './read-message.ts';

const LARGEST_PAGE = 1_000;
const LONGEST_CURSOR = 64;
const NO_SUCH_TOKEN = 95007;

/**
 * Fetches the page after `cursor`; without one, of the last three days. Without a token that holds, the platform lets us
 * ask less often.
 * Source: developer.work.weixin.qq.com, document/path/94670.
 */
export async function pullWecom(
  { call, timeoutMs }: { readonly call: CallAs; readonly timeoutMs: number },
  account: ConnectedAccount,
  { cursor, token }: { readonly cursor?: string; readonly token?: string },
): Promise<PulledPage> {
  const openKfid = account.credentials['openKfid'] ?? '';
  const signal = AbortSignal.timeout(timeoutMs);
  const ask = (withToken: string | undefined) =>
    call(account, {
      path: '/cgi-bin/kf/sync_msg',
      body: {
        open_kfid: openKfid,
        limit: LARGEST_PAGE,
        ...(cursor && { cursor }),
        ...(withToken && { token: withToken }),
      },
      signal,
    });
  let result = await ask(token);
  if (token && result.kind === 'said-no' && result.errcode === NO_SUCH_TOKEN) result = await ask(undefined);
  if (result.kind !== 'ok') {
    const outcome = outcomeOfFailure(result);
    if (outcome.kind !== 'retry') {
      return { kind: 'refused', detail: outcome.kind === 'refused' ? outcome.detail : 'it was refused' };
    }
    const { detail, retryAfterMs } = outcome;
    return { kind: 'retry', detail, ...(retryAfterMs !== undefined && { retryAfterMs }) };
  }
  const { next_cursor, has_more, msg_list = [] } = result.answer;
  if (typeof next_cursor !== 'string' || Buffer.byteLength(next_cursor) > LONGEST_CURSOR || !Array.isArray(msg_list)) {
    return { kind: 'retry', detail: 'an answer without a page' };
  }
  return { kind: 'page', cursor: next_cursor, hasMore: has_more === 1, ...readPage(msg_list, openKfid) };
}

function readPage(entries: readonly unknown[], openKfid: string) {
  const messages: InboundMessage[] = [];
  const undelivered: Undelivered[] = [];
  const ignored: string[] = [];
  for (const entry of entries) {
    const read = readEntry(entry, openKfid);
    if (read.kind === 'message') messages.push(read.message);
    else if (read.kind === 'undelivered') undelivered.push(read.undelivered);
    else ignored.push(read.reason);
  }
  return { messages, undelivered, ignored };
}
