import type { ConnectedAccount, ParsedWebhook, WebhookReply, WebhookRequest } from '@answerdesk/domain';
import { cleanText } from '../clean-text.ts';
import { sealedPartOf, unseal } from '../tencent-callback.ts';
import { readXml } from '../tencent-xml.ts';
import { secretsOf } from './verify.ts';

const LONGEST_REASON = 300;
const LONGEST_TOKEN = 500;

const SUCCESS: WebhookReply = { status: 200, contentType: 'text/plain; charset=utf-8', body: 'success' };

/**
 * Reads a call, which holds no message: it says that there is something to fetch, and with what token. Never throws.
 * Source: developer.work.weixin.qq.com, document/path/94670.
 */
export function parseWecom(request: WebhookRequest, account: ConnectedAccount): ParsedWebhook {
  const sealed = sealedPartOf(request);
  const opened = sealed === undefined ? undefined : unseal(request, sealed, secretsOf(account));
  const fields = opened?.kind === 'opened' ? readXml(opened.message) : undefined;
  if (!fields) return { kind: 'malformed', reason: "the body is not the platform's XML" };
  const event = fields.get('Event') ?? '';
  if (fields.get('MsgType') !== 'event' || event !== 'kf_msg_or_event') {
    return ignored(`a call about ${event || fields.get('MsgType') || 'nothing'}`);
  }
  const openKfid = fields.get('OpenKfId') ?? '';
  const token = cleanText(fields.get('Token') ?? '', LONGEST_TOKEN);
  if (token === '') return ignored('a call without a token');
  if (!/^[\w-]{1,64}$/.test(openKfid)) return ignored('a call about no customer service account');
  // A corporation has one address for the calls about all its accounts.
  const isOwn = openKfid === account.credentials['openKfid'];
  const pull = { token, ...(!isOwn && { of: { setting: 'openKfid', value: openKfid } }) };
  return { kind: 'parsed', messages: [], ignored: [], pull, reply: SUCCESS };
}

function ignored(reason: string): ParsedWebhook {
  return { kind: 'parsed', messages: [], ignored: [cleanText(reason, LONGEST_REASON)], reply: SUCCESS };
}
