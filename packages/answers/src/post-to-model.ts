import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import { DomainError } from '@answerdesk/domain';
import { guardedLookup, resolveAll } from './web-page/fetch-page.ts';
import { isPublicAddress } from './web-page/public-address.ts';

const MOST_BYTES = 256 * 1024;
const NOT_ALLOWED = 'This address must be https and on the open internet.';

export interface ModelPostOptions {
  /** Also models on this machine, over http: for development, never where strangers are tenants. */
  readonly allowsLoopback: boolean;
  /** How much of an answer is read at most; 256 KB unless told. */
  readonly mostBytes?: number;
}

export interface ModelAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export type PostToModel = (
  url: URL,
  request: { readonly body: string; readonly key: string; readonly signal: AbortSignal },
) => Promise<ModelAnswer>;

/**
 * Makes the one way in which models that tenants named are spoken to: https, addresses of the open internet alone (checked
 * where the name is resolved), no redirects, so that the key goes to the named host alone. Rejects with
 * DomainError `invalid` for an address that may not be called, with the signal's reason once it is aborted, else with the
 * error of the network.
 */
export function createPostToModel({ allowsLoopback, mostBytes = MOST_BYTES }: ModelPostOptions): PostToModel {
  const isAllowed = (address: string) => isPublicAddress(address) || (allowsLoopback && isLoopback(address));
  return async (url, request) => {
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    const isHere = allowsLoopback && (literal === 'localhost' || isLoopback(literal));
    if ((url.protocol !== 'https:' && !isHere) || (isIP(literal) && !isAllowed(literal))) {
      throw new DomainError('invalid', NOT_ALLOWED);
    }
    try {
      return await post(url, request, isAllowed, mostBytes);
    } catch (error) {
      const inner = error instanceof Error && error.cause instanceof DomainError ? error.cause : error;
      throw inner instanceof DomainError ? new DomainError('invalid', NOT_ALLOWED, { cause: inner }) : error;
    }
  };
}

function post(
  url: URL,
  { body, key, signal }: Parameters<PostToModel>[1],
  isAllowed: (address: string) => boolean,
  mostBytes: number,
): Promise<ModelAnswer> {
  const client = url.protocol === 'https:' ? https : http;
  return new Promise((done, rejected) => {
    const failed = (error: Error) => rejected(signal.aborted ? signal.reason : error);
    const sent = client.request(
      url,
      {
        method: 'POST',
        signal,
        agent: false,
        lookup: guardedLookup(resolveAll, isAllowed),
        headers: {
          'content-type': 'application/json',
          accept: 'application/json',
          ...(key !== '' && { authorization: `Bearer ${key}` }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on('error', failed);
        response.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= mostBytes) chunks.push(chunk);
          else response.destroy(new Error('too long'));
        });
        response.on('end', () =>
          done({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    sent.on('error', failed);
    sent.end(body);
  });
}

function isLoopback(address: string): boolean {
  return address === '::1' || /^127\.\d+\.\d+\.\d+$/.test(address);
}
