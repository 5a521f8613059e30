import { type LookupAddress, lookup as resolve } from 'node:dns';
import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { DomainError } from '@answerdesk/domain';
import { isPublicAddress } from './public-address.ts';

export interface FetchOptions {
  /** Which addresses may be connected to; those of the open internet unless a test says otherwise. */
  readonly isAllowed?: (address: string) => boolean;
  /** How names become addresses; the system's way unless a test says otherwise. */
  readonly resolve?: (hostname: string) => Promise<readonly LookupAddress[]>;
  readonly timeoutMs?: number;
}

export interface FetchedPage {
  /** Where the page was found after redirects. */
  readonly url: URL;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

const MOST_REDIRECTS = 5;
const MOST_BYTES = 2 * 1024 * 1024;
const TIMEOUT_MS = 10_000;
const NOT_PUBLIC = 'This address is not on the open internet, so it is not read.';

/**
 * Fetches a web page that somebody named, and nothing that they must not reach: only http and https, only addresses of
 * the open internet (checked where a name is resolved, at each redirect, and on the open connection), five redirects,
 * 2 MB unpacked and 10 s in all. Throws DomainError `invalid` or `unavailable` with a sentence for whoever named it.
 */
export async function fetchPage(address: string, options: FetchOptions = {}): Promise<FetchedPage> {
  const signal = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  try {
    let url = readUrl(address);
    for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
      const response = await request(url, options, signal);
      const status = response.statusCode ?? 0;
      const { location } = response.headers;
      if (status >= 300 && status < 400 && location !== undefined) {
        response.destroy();
        url = readUrl(location, url);
        continue;
      }
      if (status !== 200) {
        response.destroy();
        throw new DomainError('invalid', `The page answers with an error (${status}).`);
      }
      return { url, contentType: htmlType(response), bytes: await readBody(response, signal) };
    }
    throw new DomainError('invalid', 'The page redirects more than five times.');
  } catch (error) {
    if (error instanceof DomainError) throw error;
    const inner = error instanceof Error && error.cause instanceof DomainError ? error.cause : undefined;
    if (inner) throw inner;
    if (signal.aborted) throw new DomainError('unavailable', 'The page did not come within 10 seconds.');
    throw new DomainError('unavailable', 'The page could not be fetched.', { cause: error });
  }
}

function readUrl(text: string, base?: URL): URL {
  const named = base || /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(named, base?.href)) throw new DomainError('invalid', 'This is not the address of a web page.');
  const url = new URL(named, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new DomainError('invalid', 'Only addresses that begin with http:// or https:// are read.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new DomainError('invalid', 'The address holds a name or password; leave them away.');
  }
  url.hash = '';
  return url;
}

function request(url: URL, options: FetchOptions, signal: AbortSignal): Promise<IncomingMessage> {
  const isAllowed = options.isAllowed ?? isPublicAddress;
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  // No name is resolved for a literal address, so it is checked here.
  if (isIP(literal) && !isAllowed(literal)) throw new DomainError('invalid', NOT_PUBLIC);
  const client = url.protocol === 'https:' ? https : http;
  return new Promise((done, failed) => {
    const sent = client.get(
      url,
      {
        signal,
        agent: false,
        lookup: guardedLookup(options.resolve ?? resolveAll, isAllowed),
        headers: {
          accept: 'text/html,application/xhtml+xml',
          'accept-encoding': 'gzip, deflate, br',
          'user-agent': 'Answerdesk (FAQ import)',
        },
      },
      (response) => {
        response.on('error', failed);
        done(response);
      },
    );
    sent.on('error', failed);
    sent.on('socket', (socket) => {
      socket.once('connect', () => {
        if (isAllowed(socket.remoteAddress ?? '')) return;
        sent.destroy(new DomainError('invalid', NOT_PUBLIC));
      });
    });
  });
}

/** Resolves a name once, checks every address it has, and hands those very addresses on: nothing is resolved a second time. */
export function guardedLookup(
  resolveName: NonNullable<FetchOptions['resolve']>,
  isAllowed: (address: string) => boolean,
): LookupFunction {
  return (hostname, { all }, done) => {
    resolveName(hostname).then(
      (addresses) => {
        const [first] = addresses;
        if (!first || !addresses.every(({ address }) => isAllowed(address))) {
          done(new DomainError('invalid', first ? NOT_PUBLIC : 'There is no such site.'), '', 0);
        } else if (all) done(null, [...addresses]);
        else done(null, first.address, first.family);
      },
      () => done(new DomainError('invalid', 'There is no such site.'), '', 0),
    );
  };
}

export function resolveAll(hostname: string): Promise<readonly LookupAddress[]> {
  return new Promise((done, failed) => {
    resolve(hostname, { all: true }, (error, addresses) => (error ? failed(error) : done(addresses)));
  });
}

function htmlType(response: IncomingMessage): string {
  const type = response.headers['content-type'] ?? '';
  if (/^(text\/html|application\/xhtml\+xml)\s*(;|$)/i.test(type)) return type;
  response.destroy();
  throw new DomainError('invalid', 'This is not a web page but another kind of file.');
}

async function readBody(response: IncomingMessage, signal: AbortSignal): Promise<Uint8Array> {
  const stream = unpacked(response);
  const end = () => stream.destroy(new Error('too slow'));
  signal.addEventListener('abort', end, { once: true });
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      const bytes = Buffer.from(chunk);
      size += bytes.length;
      if (size > MOST_BYTES) throw new DomainError('invalid', 'The page is over 2 MB.');
      chunks.push(bytes);
    }
  } finally {
    signal.removeEventListener('abort', end);
    response.destroy();
  }
  return Buffer.concat(chunks);
}

function unpacked(response: IncomingMessage): Readable {
  const encoding = response.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  const unpackers = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress };
  if (encoding === 'identity' || encoding === '') return response;
  const create = unpackers[encoding as keyof typeof unpackers];
  if (!create) throw new DomainError('invalid', 'The page is packed in a way that is not known here.');
  const unpacker = create();
  response.on('error', (error) => unpacker.destroy(error));
  return response.pipe(unpacker);
}
