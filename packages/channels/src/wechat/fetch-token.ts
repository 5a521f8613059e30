import { callTencent, type TencentResult } from '../tencent-api.ts';

/**
 * Asks for the account's access token, which is the same for everybody who asks; only where it was just refused is
 * another one forced, as that may be done 20 times a day.
 * Source: developers.weixin.qq.com, getStableAccessToken.
 */
export async function fetchWechatToken(
  apiRoot: string,
  credentials: Readonly<Record<string, string>>,
  { signal, refused }: { readonly signal: AbortSignal; readonly refused?: string },
): Promise<TencentResult> {
  const { appId = '', appSecret = '' } = credentials;
  const ask = async (isForced: boolean) =>
    withoutSecret(
      await callTencent({
        apiRoot,
        path: '/cgi-bin/stable_token',
        query: {},
        body: {
          grant_type: 'client_credential',
          appid: appId,
          secret: appSecret,
          ...(isForced && { force_refresh: true }),
        },
        signal,
      }),
      appSecret,
    );
  const result = await ask(false);
  if (refused === undefined || result.kind !== 'ok' || result.answer['access_token'] !== refused) return result;
  return ask(true);
}

function withoutSecret(result: TencentResult, secret: string): TencentResult {
  if (result.kind !== 'said-no' || secret === '') return result;
  return { ...result, errmsg: result.errmsg.replaceAll(secret, '[secret]') };
}
