import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { findLeaks, type Leak } from './find-leaks.ts';
import { hostileCompletion } from './hostile-completion.ts';
import { hostileEmbeddings } from './hostile-embeddings.ts';
import type { Hostility, HostilityKind } from './hostility.ts';
import { errorBody, misbehave } from './misbehave.ts';
import { type ModelCall, readModelCall } from './read-model-call.ts';
import type { ModelRequest } from './read-model-request.ts';

export interface HostileModelOptions {
  /** What is done to calls for which no script is left; a function is asked at each call. Nothing unless told. */
  readonly always?: Hostility | ((call: ModelCall) => Hostility | undefined);
  /** What an honest model says (default `Understood.`). */
  readonly say?: (request: ModelRequest) => string;
  /** Puts words, honest or not, in the form the caller waits for, such as JSON. */
  readonly frame?: (words: string, request: ModelRequest) => string;
  /** Length of vectors where a request asks for none (default 16). */
  readonly dimensions?: number;
}

export interface HostileModel {
  /** What a tenant, or a variable, gives as the address. */
  readonly baseUrl: string;
  /** Adds to the script: each call takes the next line of it, `honest` among them, before `always` counts. */
  next(...script: readonly (Hostility | 'honest')[]): void;
  calls(): readonly ModelCall[];
  /** The call with this number (1 for the first) as soon as it has come; so tests need no clock to give up on a hanging one. */
  heard(call: number): Promise<ModelCall>;
  /** What the calls were answered with, in their order. */
  answeredWith(): readonly (HostilityKind | 'honest')[];
  /** Which of these were sent here: see `findLeaks`. */
  leaks(secrets: readonly string[]): readonly Leak[];
  stop(): Promise<void>;
}

/**
 * An OpenAI-compatible endpoint on this machine (chat completions and embeddings) that takes every key and every request,
 * answers honestly or in the worst way that a script tells it to, and keeps all that it was sent.
 */
export async function startHostileModel(options: HostileModelOptions = {}): Promise<HostileModel> {
  const calls: ModelCall[] = [];
  const answers: (HostilityKind | 'honest')[] = [];
  const script: (Hostility | 'honest')[] = [];
  const arrivals = new EventEmitter();

  function hostilityTo(call: ModelCall): Hostility | undefined {
    const scripted = script.shift();
    if (scripted !== undefined) return scripted === 'honest' ? undefined : scripted;
    return typeof options.always === 'function' ? options.always(call) : options.always;
  }

  function answerTo(call: ModelCall, hostility: Hostility | undefined): string {
    const { request, key } = call;
    if (call.about === 'embeddings') return hostileEmbeddings(hostility, request, options.dimensions ?? 16);
    const honest = options.say?.(request) ?? 'Understood.';
    const frame = (words: string) => options.frame?.(words, request) ?? words;
    return JSON.stringify(hostileCompletion(hostility, { request, key, honest, frame }));
  }

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const read = await readModelCall(incoming, response);
    const call = { call: calls.length + 1, ...read };
    calls.push(call);
    arrivals.emit(String(call.call), call);
    const hostility = hostilityTo(call);
    answers.push(hostility?.kind ?? 'honest');
    if (hostility && misbehave(hostility, { incoming, response, answer: () => answerTo(call, hostility) })) return;
    const isKnown = call.about !== 'other' && call.method === 'POST';
    response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/json' });
    const unknown = () => errorBody(`Invalid URL (${call.method} ${call.path})`, 'invalid_request_error');
    response.end(isKnown ? answerTo(call, hostility) : unknown());
  }

  const server = createServer((incoming, response) => {
    handle(incoming, response).catch((error: unknown) => {
      if (response.destroyed || response.headersSent) return response.destroy();
      response.writeHead(500).end(errorBody(`the hostile model failed: ${String(error)}`, 'server_error'));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    next: (...lines) => void script.push(...lines),
    calls: () => calls,
    heard: (number) => {
      const call = calls[number - 1];
      return call ? Promise.resolve(call) : new Promise((resolve) => arrivals.once(String(number), resolve));
    },
    answeredWith: () => answers,
    leaks: (secrets) => findLeaks(calls, secrets),
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
