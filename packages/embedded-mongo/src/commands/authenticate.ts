import { Binary } from 'bson';
import { ScramRefused, startExchange } from '../access/scram.ts';
import { isTrue } from '../bson/read-value.ts';
import type { Doc, Reply } from '../bson/value.ts';
import { CommandError } from '../command-error.ts';
import type { Call, Connection } from './call.ts';

const mechanism = 'SCRAM-SHA-256';

/** What may be asked before anybody has signed in. */
const open = new Set(
  ['hello', 'isMaster', 'ismaster', 'saslStart', 'saslContinue', 'logout', 'ping', 'buildInfo', 'buildinfo'].concat(
    'connectionStatus',
  ),
);

/** Throws Unauthorized (13) unless the connection has signed in or the command may be asked by anybody. */
export function requireUser(name: string, connection: Connection): void {
  if (connection.user !== undefined || open.has(name)) return;
  throw new CommandError(13, `Command ${name} requires authentication`);
}

export function saslStart(call: Call): Reply {
  return begin(call, call.body);
}

function begin(call: Call, request: Doc): Reply {
  const { connection, engine } = call;
  const asked = request.get('mechanism');
  if (asked !== mechanism) {
    throw new CommandError(334, `Received authentication for mechanism ${String(asked)} which is not enabled`);
  }
  const options = request.get('options');
  const skipsEmpty = options instanceof Map && isTrue(options.get('skipEmptyExchange'));
  const exchange = guarded(connection, () => startExchange(engine.secret, textOf(request.get('payload'))));
  connection.signingIn = { exchange, skipsEmpty, isProven: false };
  return { conversationId: 1, done: false, payload: binary(exchange.challenge), ok: 1 };
}

export function saslContinue(call: Call): Reply {
  const { connection, engine, body } = call;
  const { signingIn } = connection;
  if (!signingIn || body.get('conversationId') !== 1) throw failed();
  if (signingIn.isProven) {
    connection.signingIn = undefined;
    return { conversationId: 1, done: true, payload: binary(''), ok: 1 };
  }
  const proof = guarded(connection, () => signingIn.exchange.finish(textOf(body.get('payload'))));
  connection.user = engine.secret.user;
  connection.signingIn = signingIn.skipsEmpty ? undefined : { ...signingIn, isProven: true };
  return { conversationId: 1, done: signingIn.skipsEmpty, payload: binary(proof), ok: 1 };
}

export function logout(call: Call): Reply {
  call.connection.user = undefined;
  return { ok: 1 };
}

/** What `hello` adds for a client that wants to know how to sign in, or begins at once. */
export function signInHints(call: Call): Reply {
  const { body, engine } = call;
  const asked = body.get('saslSupportedMechs');
  const speculative = body.get('speculativeAuthenticate');
  return {
    saslSupportedMechs: asked === `admin.${engine.secret.user}` ? [mechanism] : undefined,
    speculativeAuthenticate: speculative instanceof Map ? attempt(call, speculative) : undefined,
  };
}

/** An attempt that fails is left out of the reply: the client then signs in in the open. */
function attempt(call: Call, request: Doc): Reply | undefined {
  try {
    return begin(call, request);
  } catch (error) {
    if (error instanceof CommandError) return undefined;
    throw error;
  }
}

function guarded<T>(connection: Connection, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof ScramRefused)) throw error;
    connection.signingIn = undefined;
    throw failed();
  }
}

function failed(): CommandError {
  return new CommandError(18, 'Authentication failed.');
}

function textOf(payload: unknown): string {
  if (payload instanceof Binary) return Buffer.from(payload.buffer.subarray(0, payload.position)).toString();
  return typeof payload === 'string' ? payload : '';
}

function binary(text: string): Binary {
  return new Binary(Buffer.from(text));
}
