import { type AccountHealth, type ConnectedAccount, DomainError, type IdentifiedAccount } from '@answerdesk/domain';
import { callTencent, type TencentResult } from '../tencent-api.ts';
import { isAesKey } from '../tencent-crypto.ts';
import { fetchWechatToken } from './fetch-token.ts';
import { ipIn } from './outcome.ts';

/** The real platform; an appid of another server is another account. */
export const REAL_API = 'https://api.weixin.qq.com';

/** No customer has it: what a send to it is refused with tells whether the account may send at all. */
const NOBODY = 'oAnswerdesk-is-looking-only0';
const NO_PERMISSION = 48001;

interface WechatCalls {
  readonly apiRoot: string;
  readonly timeoutMs: number;
}

/**
 * Asks the platform for an access token with the credentials, and whether the account may write to customers by itself.
 * Throws DomainError `invalid`, `refused-by-platform` or `unavailable`.
 */
export async function identifyWechat(
  calls: WechatCalls,
  request: { readonly credentials: Readonly<Record<string, string>>; readonly apiRoot?: string },
): Promise<IdentifiedAccount> {
  const credentials = readCredentials(request.credentials);
  const apiRoot = request.apiRoot ?? calls.apiRoot;
  const { appId } = credentials;
  const result = await fetchWechatToken(apiRoot, credentials, { signal: AbortSignal.timeout(calls.timeoutMs) });
  const token = result.kind === 'ok' ? result.answer['access_token'] : undefined;
  if (typeof token !== 'string') throw refusalOf(result);
  const probe = await callTencent({
    apiRoot,
    path: '/cgi-bin/message/custom/send',
    query: { access_token: token },
    body: { touser: NOBODY, msgtype: 'text', text: { content: '.' } },
    signal: AbortSignal.timeout(calls.timeoutMs),
  });
  if (probe.kind === 'never-heard') throw unavailable();
  return {
    platformId: apiRoot === REAL_API ? appId : `${appId}@${new URL(apiRoot).host}`,
    label: appId,
    credentials,
    settings: { appId, pushes: !(probe.kind === 'said-no' && probe.errcode === NO_PERMISSION) },
  };
}

/** Asks the platform whether the credentials still count. Its way to us is only seen by its calls. */
export async function checkWechat(calls: WechatCalls, account: ConnectedAccount): Promise<AccountHealth> {
  const signal = AbortSignal.timeout(calls.timeoutMs);
  const result = await fetchWechatToken(account.apiRoot ?? calls.apiRoot, account.credentials, { signal });
  if (result.kind === 'never-heard' || (result.kind === 'said-no' && isBusy(result.errcode))) {
    return { kind: 'unheard' };
  }
  if (result.kind === 'said-no') return { kind: 'credentials-refused' };
  return account.webhookOpenedAt ? { kind: 'healthy', pending: 0 } : { kind: 'webhook-missing' };
}

function readCredentials(given: Readonly<Record<string, string>>) {
  const { appId = '', appSecret = '', token = '', aesKey = '' } = given;
  if (!/^wx[0-9A-Za-z]{16}$/.test(appId)) {
    throw new DomainError('invalid', `That is not an AppID: it is wx and 16 more characters. ${WHERE}`);
  }
  if (!/^[0-9A-Za-z]{32}$/.test(appSecret)) {
    throw new DomainError('invalid', `That is not an AppSecret: it has 32 letters and digits. ${WHERE}`);
  }
  if (!/^[0-9A-Za-z]{3,32}$/.test(token)) {
    throw new DomainError(
      'invalid',
      'The Token may have 3 to 32 letters and digits. Choose one here and type the same one on WeChat’s page.',
    );
  }
  if (aesKey !== '' && !isAesKey(aesKey)) {
    throw new DomainError(
      'invalid',
      'An EncodingAESKey has 43 letters and digits. Copy it from the same page as the Token, or leave it empty for plain mode.',
    );
  }
  return { appId, appSecret, token, ...(aesKey !== '' && { aesKey }) };
}

const WHERE = 'Copy it from mp.weixin.qq.com, Settings and development, Basic configuration.';

function refusalOf(result: TencentResult): DomainError {
  if (result.kind !== 'said-no' || isBusy(result.errcode)) return unavailable();
  const { errcode, errmsg } = result;
  if (errcode === 40164) {
    const ip = ipIn(errmsg);
    return new DomainError(
      'refused-by-platform',
      `WeChat takes calls only from servers you list. Add ${ip ?? 'the address of this server'} on mp.weixin.qq.com under Basic configuration, IP whitelist, wait a minute and connect again.`,
    );
  }
  if (errcode === 40013) {
    return new DomainError('refused-by-platform', `WeChat does not know this AppID. ${WHERE}`);
  }
  if (errcode === 40125 || errcode === 40001 || errcode === 41004) {
    return new DomainError(
      'refused-by-platform',
      'WeChat says the AppSecret is wrong. Reset it on mp.weixin.qq.com under Basic configuration and enter the new one.',
    );
  }
  return new DomainError('refused-by-platform', `WeChat refused the account: ${errcode} ${errmsg}.`);
}

function isBusy(errcode: number): boolean {
  return errcode === -1 || errcode === 45009 || errcode === 45011;
}

function unavailable(): DomainError {
  return new DomainError('unavailable', 'WeChat did not answer. Try again in a minute.');
}
