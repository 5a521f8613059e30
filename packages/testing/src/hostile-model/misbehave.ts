import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Hostility } from './hostility.ts';

const HUGE_BYTES = 50 * 1024 * 1024;
const BLOCK_BYTES = 1024 * 1024;
const JSON_HEAD = { 'content-type': 'application/json' };

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly response: ServerResponse;
  /** The body that an honest endpoint would answer with. */
  readonly answer: () => string;
}

/** Whether a call was answered, or left unanswered, by a hostility that spoils the carrying and not what is said. */
export function misbehave(hostility: Hostility, exchange: Exchange): boolean {
  const { incoming, response, answer } = exchange;
  switch (hostility.kind) {
    case 'hang':
      return true;
    case 'hang-after-head':
      response.writeHead(200, JSON_HEAD).flushHeaders();
      return true;
    case 'drip':
      drip(response, Buffer.from(answer()), hostility.everyMs ?? 1000);
      return true;
    case 'reset':
      incoming.socket.destroy();
      return true;
    case 'close-mid-body': {
      const bytes = Buffer.from(answer());
      response.writeHead(200, { ...JSON_HEAD, 'content-length': bytes.length });
      response.write(bytes.subarray(0, bytes.length / 2), () => incoming.socket.destroy());
      return true;
    }
    case 'rate-limit':
      response.writeHead(429, {
        ...JSON_HEAD,
        ...(hostility.retryAfter !== undefined && { 'retry-after': hostility.retryAfter }),
      });
      response.end(errorBody('Rate limit reached for requests.', 'requests', 'rate_limit_exceeded'));
      return true;
    case 'error':
      response.writeHead(hostility.status, JSON_HEAD);
      response.end(hostility.body ?? errorBody('The server had an error.', 'server_error'));
      return true;
    case 'redirect':
      response.writeHead(hostility.status ?? 307, { location: hostility.to }).end();
      return true;
    case 'not-json':
      answerOtherwise(hostility.as, response, answer());
      return true;
    case 'json':
      response.writeHead(200, JSON_HEAD).end(JSON.stringify(hostility.body));
      return true;
    case 'huge-body':
      response.writeHead(200, JSON_HEAD);
      pour(response, padded(answer(), hostility.bytes ?? HUGE_BYTES));
      return true;
    case 'gzip-bomb':
      response.writeHead(200, { ...JSON_HEAD, 'content-encoding': 'gzip' });
      pour(response, packed(padded(answer(), hostility.bytes ?? HUGE_BYTES)));
      return true;
    default:
      return false;
  }
}

/** An error in the published form. */
export function errorBody(message: string, type: string, code: string | null = null): string {
  return JSON.stringify({ error: { message, type, param: null, code } });
}

function answerOtherwise(as: 'page' | 'nothing' | 'broken' | 'events', response: ServerResponse, answer: string): void {
  switch (as) {
    case 'page':
      response
        .writeHead(200, { 'content-type': 'text/html' })
        .end('<!doctype html><title>Sign in</title><h1>Hotel</h1>');
      return;
    case 'nothing':
      response.writeHead(200, JSON_HEAD).end();
      return;
    case 'broken':
      response.writeHead(200, JSON_HEAD).end(answer.slice(0, -2));
      return;
    case 'events':
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`data: ${answer}\n\ndata: [DONE]\n\n`);
  }
}

function drip(response: ServerResponse, bytes: Buffer, everyMs: number): void {
  response.writeHead(200, { ...JSON_HEAD, 'content-length': bytes.length }).flushHeaders();
  let at = 0;
  const timer = setInterval(() => {
    response.write(bytes.subarray(at, at + 1));
    at += 1;
    if (at < bytes.length) return;
    clearInterval(timer);
    response.end();
  }, everyMs);
  response.once('close', () => clearInterval(timer));
}

/** The answer as a JSON object whose first property is so long. */
function* padded(answer: string, bytes: number): Generator<Buffer> {
  const block = Buffer.alloc(BLOCK_BYTES, 'x');
  yield Buffer.from('{"padding":"');
  for (let left = bytes; left > 0; left -= BLOCK_BYTES) yield left < BLOCK_BYTES ? block.subarray(0, left) : block;
  yield Buffer.from(`",${answer.slice(1)}`);
}

/** Each block packed by itself: what follows each other unpacks as one. */
function* packed(blocks: Iterable<Buffer>): Generator<Buffer> {
  const seen = new Map<Buffer, Buffer>();
  for (const block of blocks) {
    const small = seen.get(block) ?? gzipSync(block);
    seen.set(block, small);
    yield small;
  }
}

/** As fast as it is read, and no further once nobody reads. */
function pour(response: ServerResponse, blocks: Iterator<Buffer>): void {
  function more(): void {
    while (!response.destroyed) {
      const next = blocks.next();
      if (next.done) {
        response.end();
        return;
      }
      if (!response.write(next.value)) {
        response.once('drain', more);
        return;
      }
    }
  }
  more();
}
