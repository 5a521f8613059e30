import { type AccountHealth, type ConnectedAccount, DomainError, type IdentifiedAccount } from '@answerdesk/domain';
import { z } from 'zod';
import { cleanText } from '../clean-text.ts';
import { callTencent, type TencentFailure } from '../tencent-api.ts';
import { isAesKey } from '../tencent-crypto.ts';
import { fetchWecomToken } from './fetch-token.ts';
import { wordsOf } from './outcome.ts';

/** The real platform; an account of another server is another account. */
export const REAL_API = 'https://qyapi.weixin.qq.com';

const PAGE = 100;
const MOST_PAGES = 50;
const BUSY: readonly number[] = [-1, 45009, 45033];

interface WecomCalls {
  readonly apiRoot: string;
  readonly timeoutMs: number;
}

/**
 * Asks the platform for an access token with the credentials, and whether it may use the customer service account.
 * Throws DomainError `invalid`, `refused-by-platform` or `unavailable`.
 */
export async function identifyWecom(
  calls: WecomCalls,
  request: { readonly credentials: Readonly<Record<string, string>>; readonly apiRoot?: string },
): Promise<IdentifiedAccount> {
  const credentials = readCredentials(request.credentials);
  const { corpId, openKfid } = credentials;
  const apiRoot = request.apiRoot ?? calls.apiRoot;
  const found = await findKfAccount(apiRoot, credentials, calls.timeoutMs);
  if (found.kind !== 'found') throw refusalOf(found);
  const platformId = `${corpId}/${openKfid}`;
  return {
    platformId: apiRoot === REAL_API ? platformId : `${platformId}@${new URL(apiRoot).host}`,
    label: found.name,
    credentials,
    settings: { corpId, openKfid, name: found.name },
  };
}

/** Asks the platform whether the credentials still reach the account. Its way to us is only seen by its calls. */
export async function checkWecom(calls: WecomCalls, account: ConnectedAccount): Promise<AccountHealth> {
  const found = await findKfAccount(account.apiRoot ?? calls.apiRoot, account.credentials, calls.timeoutMs);
  if (found.kind === 'never-heard' || (found.kind === 'said-no' && BUSY.includes(found.errcode))) {
    return { kind: 'unheard' };
  }
  if (found.kind !== 'found') return { kind: 'credentials-refused' };
  return account.webhookOpenedAt ? { kind: 'healthy', pending: 0 } : { kind: 'webhook-missing' };
}

type Found = { readonly kind: 'found'; readonly name: string } | { readonly kind: 'not-there' } | TencentFailure;

const listShape = z.array(z.object({ open_kfid: z.string(), name: z.string().catch('') }));

/** Source: developer.work.weixin.qq.com, document/path/94661. */
async function findKfAccount(
  apiRoot: string,
  credentials: Readonly<Record<string, string>>,
  timeoutMs: number,
): Promise<Found> {
  const signal = AbortSignal.timeout(timeoutMs);
  const token = await fetchWecomToken(apiRoot, credentials, signal);
  if (token.kind !== 'ok') return token;
  const query = { access_token: String(token.answer['access_token'] ?? '') };
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const body = { offset: page * PAGE, limit: PAGE };
    const result = await callTencent({ apiRoot, path: '/cgi-bin/kf/account/list', query, body, signal });
    if (result.kind !== 'ok') return result;
    const { data: list } = listShape.safeParse(result.answer['account_list'] ?? []);
    if (!list) return { kind: 'never-heard', detail: 'an answer without a list', mayHaveArrived: true };
    const found = list.find(({ open_kfid }) => open_kfid === credentials['openKfid']);
    if (found) return { kind: 'found', name: cleanText(found.name, 200).trim() || found.open_kfid };
    if (list.length < PAGE) break;
  }
  return { kind: 'not-there' };
}

function readCredentials(given: Readonly<Record<string, string>>) {
  const { corpId = '', secret = '', token = '', aesKey = '', openKfid = '' } = given;
  if (!/^w[wx][0-9A-Za-z]{10,30}$/.test(corpId)) {
    throw new DomainError(
      'invalid',
      'That is not a corporation ID: it begins with ww. Copy it from work.weixin.qq.com, My company.',
    );
  }
  if (!/^[\w-]{20,128}$/.test(secret)) {
    throw new DomainError('invalid', `That is not a Secret: it has about 43 letters and digits. ${WHERE}`);
  }
  if (!/^[0-9A-Za-z]{1,32}$/.test(token)) {
    throw new DomainError(
      'invalid',
      'The Token may have up to 32 letters and digits. Choose one here and type the same one on WeCom’s page.',
    );
  }
  if (!isAesKey(aesKey)) {
    throw new DomainError(
      'invalid',
      'An EncodingAESKey has 43 letters and digits. Copy it from the same page as the Token.',
    );
  }
  if (!/^wk[\w-]{5,62}$/.test(openKfid)) {
    throw new DomainError(
      'invalid',
      'That is not a customer service account ID: it begins with wk. Copy it from the account’s page in WeCom.',
    );
  }
  return { corpId, secret, token, aesKey, openKfid };
}

const WHERE = 'Copy it from work.weixin.qq.com, WeChat customer service, API.';

/** What to do about a refusal, by its code. Source: developer.work.weixin.qq.com, document/path/90313. */
const NEXT_STEPS: Readonly<Record<number, string>> = {
  40013: 'WeCom does not know this corporation ID. Copy it again from work.weixin.qq.com, My company.',
  40001: `WeCom says the Secret is wrong. ${WHERE}`,
  40056: `WeCom says the Secret is of another app. ${WHERE}`,
  40091: `WeCom says the Secret is wrong. ${WHERE}`,
  48002:
    'This Secret may not use customer service. Open WeChat customer service on work.weixin.qq.com, allow this app to use the API, and connect again.',
  60011:
    'This Secret may not manage this customer service account. Add the account to the app under WeChat customer service, API, and connect again.',
};

function refusalOf(found: Exclude<Found, { kind: 'found' }>): DomainError {
  if (found.kind === 'not-there') {
    return new DomainError(
      'refused-by-platform',
      'WeCom has no such customer service account, or this app may not manage it. Check the account’s ID, and add it to the app under WeChat customer service, API.',
    );
  }
  if (found.kind === 'never-heard' || BUSY.includes(found.errcode)) {
    return new DomainError('unavailable', 'WeCom did not answer. Try again in a minute.');
  }
  const { errcode, errmsg } = found;
  if (errcode === 60020) {
    const ip = /from ip: ([\d.]{7,15}|[0-9a-f:]{3,39})/i.exec(errmsg)?.[1];
    return new DomainError(
      'refused-by-platform',
      `WeCom takes calls only from servers you list. Add ${ip ?? 'the address of this server'} to the app's trusted IPs on work.weixin.qq.com, and connect again.`,
    );
  }
  return new DomainError(
    'refused-by-platform',
    NEXT_STEPS[errcode] ?? `WeCom refused the account: ${errcode} ${wordsOf(errmsg)}.`,
  );
}
