import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ModelRequest, readModelRequest } from './read-model-request.ts';

/** A call as it came. */
export interface ModelCall {
  /** 1 for the first. */
  readonly call: number;
  readonly about: 'chat' | 'embeddings' | 'other';
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly key: string;
  /** The body as it was sent, and what it means if it is JSON. */
  readonly body: string;
  readonly json: unknown;
  readonly request: ModelRequest;
  /** When the exchange is over: whether all of the answer was taken, and how many bytes left. */
  readonly ended: Promise<{ readonly isWhole: boolean; readonly sentBytes: number }>;
}

const LARGEST_BODY_BYTES = 16 * 1024 * 1024;

/** Reads all that was sent, and watches what becomes of the answer; throws when the caller hangs up or never stops. */
export async function readModelCall(
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<Omit<ModelCall, 'call'>> {
  const ended = watchEnd(incoming, response);
  const body = await readText(incoming);
  const path = incoming.url ?? '';
  const { pathname } = new URL(path, 'http://127.0.0.1');
  const json = parseJson(body);
  return {
    about: abouts[pathname] ?? 'other',
    method: incoming.method ?? '',
    path,
    headers: incoming.headers,
    key: /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '')?.[1] ?? '',
    body,
    json,
    request: readModelRequest(json),
    ended,
  };
}

const abouts: Readonly<Record<string, 'chat' | 'embeddings'>> = {
  '/v1/chat/completions': 'chat',
  '/v1/embeddings': 'embeddings',
};

/** A connection may serve many calls: its bytes count from here. */
function watchEnd({ socket }: IncomingMessage, response: ServerResponse): ModelCall['ended'] {
  const before = socket.bytesWritten;
  return new Promise((resolve) => {
    response.once('close', () =>
      resolve({ isWhole: response.writableFinished, sentBytes: socket.bytesWritten - before }),
    );
  });
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > LARGEST_BODY_BYTES) throw new Error('a body of more than 16 MB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
