import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { TencentFault, TencentFaultCall } from './fault.ts';
import { type BodyProblem, readBody, type Upload } from './read-body.ts';

export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** The JSON object that was posted. */
  readonly body?: Readonly<Record<string, unknown>>;
  readonly upload?: Upload;
  readonly bodyProblem?: BodyProblem;
  readonly remoteIp: string;
  /** False when the caller will not hear how the call went. */
  readonly willBeAnswered: boolean;
}

export interface ApiAnswer {
  readonly json: Readonly<Record<string, unknown>>;
  readonly file?: { readonly name: string; readonly contentType: string; readonly bytes: Buffer };
}

/** A call as it came, also one that was refused; `errcode` is what went back, 0 for a call that was carried out. */
export interface RecordedTencentCall {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: Readonly<Record<string, unknown>>;
  readonly errcode?: number;
  readonly errmsg?: string;
  readonly fault?: TencentFault['kind'];
}

/** Listens on this machine and lets `answer` answer each call, unless a fault comes between. */
export async function startApiServer(options: {
  readonly answer: (request: ApiRequest) => ApiAnswer;
  readonly faults: ((call: TencentFaultCall) => TencentFault | undefined) | undefined;
}): Promise<{ readonly apiRoot: string; readonly calls: readonly RecordedTencentCall[]; stop(): Promise<void> }> {
  const calls: RecordedTencentCall[] = [];
  const attempts = new Map<string, number>();
  const stopping = new AbortController();

  function faultOf(request: Omit<ApiRequest, 'willBeAnswered'>): TencentFault | undefined {
    if (!options.faults) return undefined;
    const call = { path: request.path, ...addresseeAndText(request.body) };
    const key = JSON.stringify(call);
    const attempt = (attempts.get(key) ?? 0) + 1;
    attempts.set(key, attempt);
    return options.faults({ ...call, attempt });
  }

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', 'http://fake');
    const request = {
      method: incoming.method ?? 'GET',
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      remoteIp: incoming.socket.remoteAddress ?? '',
      ...(await readBody(incoming)),
    };
    const fault = faultOf(request);
    const record = { method: request.method, path: request.path, query: request.query, body: request.body };
    const kept = { ...withoutUndefined(record), ...(fault && { fault: fault.kind }) };
    if (fault?.kind === 'slow') await wait(fault.waitMs, undefined, { signal: stopping.signal });
    if (fault && isBeforeWork(fault)) {
      calls.push(fault.kind === 'errcode' ? { ...kept, errcode: fault.errcode, errmsg: fault.errmsg } : kept);
      commit(fault, incoming, response);
      return;
    }
    const willBeAnswered = fault?.kind !== 'hang-after' && fault?.kind !== 'reset-after';
    const answer = options.answer({ ...request, willBeAnswered });
    const { errcode, errmsg } = answer.json;
    calls.push({
      ...kept,
      errcode: typeof errcode === 'number' ? errcode : 0,
      ...(typeof errmsg === 'string' && { errmsg }),
    });
    if (fault?.kind === 'reset-after') incoming.socket.destroy();
    else if (fault?.kind !== 'hang-after') reply(response, answer);
  }

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => {
      if (stopping.signal.aborted || response.destroyed || response.writableEnded) return;
      response.writeHead(500).end(`the fake failed: ${String(error)}`);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    apiRoot: `http://127.0.0.1:${port}`,
    calls,
    async stop() {
      stopping.abort();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function isBeforeWork({ kind }: TencentFault): boolean {
  return kind === 'errcode' || kind === 'http-error' || kind === 'hang-before' || kind === 'reset';
}

function commit(fault: TencentFault, incoming: IncomingMessage, response: ServerResponse): void {
  if (fault.kind === 'errcode') reply(response, { json: { errcode: fault.errcode, errmsg: fault.errmsg } });
  if (fault.kind === 'http-error') {
    response.writeHead(fault.status, { 'content-type': 'text/html' }).end(`<html><h1>${fault.status}</h1></html>`);
  }
  if (fault.kind === 'reset') incoming.socket.destroy();
}

function reply(response: ServerResponse, { json, file }: ApiAnswer): void {
  if (response.writableEnded || response.destroyed) return;
  if (!file) {
    response.writeHead(200, { 'content-type': 'application/json; encoding=utf-8' }).end(JSON.stringify(json));
    return;
  }
  const disposition = `attachment; filename="${file.name}"`;
  response.writeHead(200, { 'content-type': file.contentType, 'content-disposition': disposition }).end(file.bytes);
}

function addresseeAndText(body: Readonly<Record<string, unknown>> = {}): { to: string; text: string } {
  const text = field(body['text'], 'content') ?? field(body['msgmenu'], 'head_content') ?? '';
  return { to: String(body['touser'] ?? body['external_userid'] ?? ''), text: String(text) };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function withoutUndefined<T extends { readonly body: Readonly<Record<string, unknown>> | undefined }>(record: T) {
  const { body, ...rest } = record;
  return { ...rest, ...(body && { body }) };
}
