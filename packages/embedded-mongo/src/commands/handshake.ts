import { Binary } from 'bson';
import type { Reply } from '../bson/value.ts';
import { maxDocumentBytes } from '../storage/collection.ts';
import { signInHints } from './authenticate.ts';
import type { Call } from './call.ts';
import { maxBatch } from './write-batch.ts';

export const maxMessageBytes = 48_000_000;
/** MongoDB 7.0's. */
const wireVersion = 21;
export const mongoVersion = '7.0.0';

/** Introduces itself as the primary of a replica set of one, so that drivers use sessions and retryable writes. */
export function hello(call: Call): Reply {
  const { address, setName } = call.engine;
  return {
    helloOk: true,
    ismaster: call.name === 'hello' ? undefined : true,
    isWritablePrimary: true,
    secondary: false,
    setName,
    setVersion: 1,
    hosts: [address],
    primary: address,
    me: address,
    maxBsonObjectSize: maxDocumentBytes,
    maxMessageSizeBytes: maxMessageBytes,
    maxWriteBatchSize: maxBatch,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId: call.connection.id,
    minWireVersion: 0,
    maxWireVersion: wireVersion,
    readOnly: false,
    ...signInHints(call),
    ok: 1,
  };
}

export function ping(): Reply {
  return { ok: 1 };
}

export function buildInfo(): Reply {
  return {
    version: mongoVersion,
    versionArray: [7, 0, 0, 0],
    gitVersion: 'embedded',
    modules: [],
    bits: 64,
    debug: false,
    maxBsonObjectSize: maxDocumentBytes,
    storageEngines: ['sqlite'],
    ok: 1,
  };
}

export function connectionStatus(call: Call): Reply {
  const { user } = call.connection;
  const authenticatedUsers = user === undefined ? [] : [{ user, db: 'admin' }];
  const authenticatedUserRoles = user === undefined ? [] : [{ role: 'root', db: 'admin' }];
  return { authInfo: { authenticatedUsers, authenticatedUserRoles }, ok: 1 };
}

export function endSessions(call: Call): Reply {
  const sessions = call.body.get(call.name);
  for (const one of Array.isArray(sessions) ? sessions : []) {
    const session = sessionKey(one instanceof Map ? one.get('id') : undefined);
    if (session === undefined) continue;
    call.engine.cursors.closeWhere((cursor) => cursor.session === session);
    call.engine.retries.forget(session);
  }
  return { ok: 1 };
}

export function sessionKey(id: unknown): string | undefined {
  return id instanceof Binary ? Buffer.from(id.buffer.subarray(0, id.position)).toString('latin1') : undefined;
}

export function startSession(): Reply {
  const id = new Binary(crypto.getRandomValues(new Uint8Array(16)), Binary.SUBTYPE_UUID);
  return { id: { id }, timeoutMinutes: 30, ok: 1 };
}
