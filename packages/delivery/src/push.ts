import { createHash } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { PushSubscription } from '@answerdesk/domain';
import type { VapidKeys } from './vapid-keys.ts';

/** What a browser shows: `url` is a path of ours that a click opens, `tag` makes a newer one replace an older one. */
export interface PushNote {
  readonly title: string;
  readonly body: string;
  readonly url: string;
  readonly tag: string;
}

/** `gone`: the browser is not subscribed any more and never will be again under this address. */
export type PushOutcome =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'failed'; readonly detail: string };

export interface Pusher {
  /** Half of a pair of keys; a browser subscribes with it. */
  readonly publicKey: string;
  /** Whether an address that a browser gave may be called at all: https, and no host of our own network by its number. */
  isAllowed(endpoint: string): boolean;
  /** Hands a note, encrypted for that browser alone, to its push service within a time. Never rejects. */
  send(subscription: Pick<PushSubscription, 'endpoint' | 'keys'>, note: PushNote): Promise<PushOutcome>;
}

export interface PusherOptions {
  readonly keys: VapidKeys;
  /** Where people reach the product; push services write there when something is wrong with what they are sent. */
  readonly publicUrl: string;
  readonly isPublicAddress: (address: string) => boolean;
  /** Finds a host's addresses for the connection itself, and none that are not public. */
  readonly lookup: LookupFunction;
  /** Takes http and addresses of this machine too: for a fake push service. */
  readonly isLocalAllowed?: boolean;
  /** 10 s unless told. */
  readonly timeoutMs?: number;
}

/** A customer who waited so long was told of by other means. */
const KEPT_FOR_S = 3_600;

/** Makes the way that browser push takes: RFC 8030, encrypted by RFC 8291 and signed by RFC 8292. */
export function createPusher(options: PusherOptions): Pusher {
  const { keys, isLocalAllowed = false, timeoutMs = 10_000 } = options;
  const isAllowed = (endpoint: string) => {
    if (!URL.canParse(endpoint)) return false;
    const { protocol, username, password, port, hostname } = new URL(endpoint);
    if (username !== '' || password !== '') return false;
    if (isLocalAllowed && hostname === '127.0.0.1') return /^https?:$/.test(protocol);
    const host = hostname.replace(/^\[(.*)\]$/, '$1');
    return protocol === 'https:' && port === '' && (isIP(host) === 0 || options.isPublicAddress(host));
  };
  return {
    publicKey: keys.publicKey,
    isAllowed,
    async send({ endpoint, keys: browserKeys }, note) {
      if (!isAllowed(endpoint)) return { outcome: 'gone' };
      try {
        const { default: webPush } = await import('web-push');
        const made = webPush.generateRequestDetails({ endpoint, keys: browserKeys }, JSON.stringify(note), {
          vapidDetails: { subject: subjectOf(options.publicUrl), ...keys },
          TTL: KEPT_FOR_S,
          urgency: 'high',
          topic: createHash('sha256').update(note.tag).digest('base64url').slice(0, 32),
          contentEncoding: 'aes128gcm',
        });
        const headers = Object.fromEntries(Object.entries(made.headers).map(([name, value]) => [name, String(value)]));
        const status = await post(endpoint, headers, made.body, {
          signal: AbortSignal.timeout(timeoutMs),
          ...(!isLocalAllowed && { lookup: options.lookup }),
        });
        if (status === 404 || status === 410) return { outcome: 'gone' };
        return status < 300 ? { outcome: 'sent' } : { outcome: 'failed', detail: `status ${status}` };
      } catch (error) {
        return { outcome: 'failed', detail: error instanceof Error ? error.message.slice(0, 200) : 'unknown' };
      }
    },
  };
}

function post(
  endpoint: string,
  headers: Record<string, string>,
  body: Buffer,
  connection: { readonly signal: AbortSignal; readonly lookup?: LookupFunction },
): Promise<number> {
  const url = new URL(endpoint);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const made = request(url, { method: 'POST', headers, agent: false, ...connection }, (response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    made.on('error', reject);
    made.end(body);
  });
}

/** How to reach whoever sends: an https address or one for mail, nothing else is taken. */
function subjectOf(publicUrl: string): string {
  const { protocol, origin, hostname } = new URL(publicUrl);
  return protocol === 'https:' ? origin : `mailto:no-reply@${hostname}`;
}
