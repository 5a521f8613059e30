import type { AccountHealth, HandOverProblem } from '@answerdesk/domain';
import { type Ask, readWebhook } from './account.ts';

/** An error this old, with nothing held back since, is over. */
const RECENT_MS = 5 * 60_000;
const LONGEST_WORDS = 300;

/** Asks the platform whether the token still counts and how handing over to us goes. */
export async function checkTelegram(ask: Ask, webhookUrl: string, now: Date): Promise<AccountHealth> {
  const me = await ask((telegram, { signal }) => telegram.callApi('getMe', {}, { signal }));
  if (me.kind === 'never-heard') return { kind: 'unheard' };
  if (me.kind === 'said-no') {
    return { kind: me.code === 401 || me.code === 404 || me.code === 403 ? 'credentials-refused' : 'unheard' };
  }
  const webhook = await readWebhook(ask);
  if (webhook.kind !== 'ok') return { kind: 'unheard' };
  const { url, pending_update_count: pending, last_error_date, last_error_message = '' } = webhook.result;
  if (url === '') return { kind: 'webhook-missing' };
  if (url !== webhookUrl) return { kind: 'webhook-elsewhere' };
  if (last_error_date === undefined) return { kind: 'healthy', pending };
  const at = new Date(last_error_date * 1_000);
  if (pending === 0 && now.getTime() - at.getTime() > RECENT_MS) return { kind: 'healthy', pending };
  const said = last_error_message.slice(0, LONGEST_WORDS);
  return { kind: 'failing', problem: problemIn(said), said, at, pending };
}

/** Sorts what the platform says of its last try (https://core.telegram.org/bots/webhooks, "common problems"). */
function problemIn(said: string): HandOverProblem {
  if (/resolve|getaddrinfo|name or service/i.test(said)) return 'address-unknown';
  if (/ssl|certificate|tls/i.test(said)) return 'certificate';
  if (/\b(401|403|404|405)\b/.test(said)) return 'refused-by-us';
  if (/\b5\d\d\b/.test(said)) return 'failed-here';
  if (/time(d)? ?out|refused|reset|unreachable|closed/i.test(said)) return 'address-unreachable';
  return 'other';
}
