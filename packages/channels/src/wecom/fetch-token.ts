import { callTencent, type TencentResult } from '../tencent-api.ts';

/** The keeper of tokens renews one this long before its end, but WeCom gives the same one until then. */
const EARLY_S = 300;

/**
 * Asks for the secret's access token, which stays the same until it ends.
 * Source: developer.work.weixin.qq.com, document/path/91039.
 */
export async function fetchWecomToken(
  apiRoot: string,
  { corpId = '', secret = '' }: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<TencentResult> {
  const result = await callTencent({
    apiRoot,
    path: '/cgi-bin/gettoken',
    query: { corpid: corpId, corpsecret: secret },
    signal,
  });
  if (result.kind !== 'ok') return result;
  const { expires_in } = result.answer;
  return typeof expires_in === 'number'
    ? { kind: 'ok', answer: { ...result.answer, expires_in: expires_in + EARLY_S } }
    : result;
}
