import type { IncomingHttpHeaders } from 'node:http';
import { importJWK, jwtVerify } from 'jose';

const LARGEST_BODY = 4_096;
const DAY_S = 24 * 60 * 60;

/**
 * What is wrong with a push by RFC 8030, 8188 and 8292, as the status that a push service answers; undefined when nothing
 * is. `key` is the public key that the browser subscribed with, `origin` the service's own.
 */
export async function checkPush(
  headers: IncomingHttpHeaders,
  body: Buffer,
  { key, origin }: { readonly key: string; readonly origin: string },
): Promise<{ readonly status: number; readonly problem: string } | undefined> {
  const refuse = (status: number, problem: string) => ({ status, problem });
  if (!/^\d+$/.test(String(headers['ttl'] ?? ''))) return refuse(400, 'no TTL');
  if (headers['content-encoding'] !== 'aes128gcm') return refuse(400, 'not encoded with aes128gcm');
  if (body.length > LARGEST_BODY) return refuse(413, 'too large');
  const { urgency, topic } = headers;
  if (urgency !== undefined && !/^(very-low|low|normal|high)$/.test(String(urgency))) return refuse(400, 'no urgency');
  if (topic !== undefined && !/^[A-Za-z0-9_-]{1,32}$/.test(String(topic))) return refuse(400, 'no topic');
  const signed = /^vapid t=([^,\s]+),\s*k=([A-Za-z0-9_-]+)$/.exec(headers.authorization ?? '');
  if (!signed) return refuse(401, 'not signed');
  const [, token = '', signer = ''] = signed;
  if (signer !== key) return refuse(403, 'signed by somebody else than was subscribed to');
  try {
    const { payload } = await jwtVerify(token, await readKey(signer), { algorithms: ['ES256'], audience: origin });
    const leftS = (payload.exp ?? 0) - Date.now() / 1_000;
    if (leftS <= 0 || leftS > DAY_S) return refuse(403, 'expires at no time within a day');
    if (!/^(mailto:\S+@\S+|https:\/\/\S+)$/.test(payload.sub ?? '')) return refuse(403, 'nobody to write to');
  } catch (error) {
    return refuse(403, `badly signed: ${String(error)}`);
  }
  return undefined;
}

function readKey(raw: string): ReturnType<typeof importJWK> {
  const bytes = Buffer.from(raw, 'base64url');
  if (bytes.length !== 65 || bytes[0] !== 4) throw new Error('not an uncompressed P-256 key');
  const part = (from: number) => bytes.subarray(from, from + 32).toString('base64url');
  return importJWK({ kty: 'EC', crv: 'P-256', x: part(1), y: part(33) }, 'ES256');
}
