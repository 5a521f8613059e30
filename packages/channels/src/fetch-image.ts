import { lookup } from 'node:dns';
import { type ClientRequest, get as getHttp, type IncomingMessage } from 'node:http';
import { get as getHttps } from 'node:https';
import { isIP } from 'node:net';
import { isPublicAddress, publicLookup } from './public-address.ts';

const LARGEST_BYTES = 10 * 1_048_576;
const TIMEOUT_MS = 5_000;
const MOST_REDIRECTS = 3;

export interface FetchedImage {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: 'image/jpeg' | 'image/png';
}

export interface FetchImageOptions {
  /** Takes http and addresses of this machine too: for accounts of a fake platform. */
  readonly isLocalAllowed: boolean;
  readonly signal: AbortSignal;
  /** Finds a host's addresses; the system's way unless told. */
  readonly lookup?: typeof lookup;
}

/**
 * Fetches a JPEG or PNG of at most 10 MB within 5 s from an address that a tenant wrote: over https, from the open
 * internet alone. The address that was checked is the one connected to, at every redirect. Undefined when it cannot be had.
 */
export async function fetchImage(url: string, options: FetchImageOptions): Promise<FetchedImage | undefined> {
  const signal = AbortSignal.any([options.signal, AbortSignal.timeout(TIMEOUT_MS)]);
  try {
    let at = url;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      const response = await request(at, { ...options, signal });
      const { statusCode = 0, headers } = response;
      if (statusCode === 200) return await readImage(response);
      response.destroy();
      if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined) return undefined;
      at = new URL(headers.location, at).href;
    }
  } catch {
    return undefined;
  }
  return undefined;
}

function request(address: string, options: FetchImageOptions): Promise<IncomingMessage> {
  const url = new URL(address);
  const { isLocalAllowed, signal } = options;
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const isFit =
    url.username === '' &&
    url.password === '' &&
    (isLocalAllowed
      ? /^https?:$/.test(url.protocol)
      : url.protocol === 'https:' && url.port === '' && (isIP(host) === 0 || isPublicAddress(host)));
  if (!isFit) return Promise.reject(new Error('not an address to fetch from'));
  const get = url.protocol === 'https:' ? getHttps : getHttp;
  return new Promise((resolve, reject) => {
    const made: ClientRequest = get(
      url,
      {
        agent: false,
        signal,
        headers: { accept: 'image/jpeg, image/png' },
        ...(!isLocalAllowed && { lookup: publicLookup(options.lookup ?? lookup) }),
      },
      resolve,
    );
    made.on('error', reject);
  });
}

async function readImage(response: IncomingMessage): Promise<FetchedImage | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response) {
    size += chunk.length;
    if (size > LARGEST_BYTES) {
      response.destroy();
      return undefined;
    }
    chunks.push(chunk);
  }
  const bytes = new Uint8Array(Buffer.concat(chunks));
  const contentType = typeOf(bytes);
  const said = response.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  return contentType && said === contentType ? { bytes, contentType } : undefined;
}

/** What the first bytes say it is. */
function typeOf(bytes: Uint8Array): FetchedImage['contentType'] | undefined {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('hex');
  if (start.startsWith('ffd8ff')) return 'image/jpeg';
  return start === '89504e470d0a1a0a' ? 'image/png' : undefined;
}
