import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { Binary } from 'bson';
import { decodeDocument } from '../src/bson/decode.ts';
import { encodeDocument } from '../src/bson/encode.ts';
import type { Doc, Reply } from '../src/bson/value.ts';

/** One OP_MSG frame. */
export function message(body: Reply, flags = 0, rest: Buffer = Buffer.alloc(0)): Buffer {
  const document = encodeDocument(body);
  const frame = Buffer.concat([Buffer.alloc(21), document, rest]);
  frame.writeInt32LE(frame.length, 0);
  frame.writeInt32LE(7, 4);
  frame.writeInt32LE(2013, 12);
  frame.writeUInt32LE(flags, 16);
  return frame;
}

export function frameEnds(bytes: Buffer): number[] {
  const ends: number[] = [];
  let at = 0;
  while (at + 4 <= bytes.length && at + bytes.readInt32LE(at) <= bytes.length) {
    at += bytes.readInt32LE(at);
    ends.push(at);
  }
  return ends;
}

/** The documents of the OP_MSG frames. */
export function frames(bytes: Buffer): Doc[] {
  const starts = [0, ...frameEnds(bytes)].slice(0, -1);
  return starts.map((start) => decodeDocument(bytes, start + 21));
}

/** Opens a connection and proves the password of the address, without a driver. */
export async function signIn(uri: string): Promise<Socket> {
  const { username, password, port } = new URL(uri.replace('mongodb:', 'http:'));
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => socket.destroy());
  const bare = `n=${username},r=${randomBytes(18).toString('base64')}`;
  const first = await ask(socket, { saslStart: 1, mechanism: 'SCRAM-SHA-256', payload: binary(`n,,${bare}`) });
  const challenge = text(first.get('payload'));
  const [, nonce = '', salt = '', iterations = ''] = /^r=([^,]+),s=([^,]+),i=(\d+)$/.exec(challenge) ?? [];
  const proofKey = saltedPassword(password, salt, Number(iterations));
  const withoutProof = `c=biws,r=${nonce}`;
  const clientKey = hmac(proofKey, 'Client Key');
  const signature = hmac(createHash('sha256').update(clientKey).digest(), `${bare},${challenge},${withoutProof}`);
  const proof = Buffer.from(clientKey.map((byte, at) => byte ^ (signature[at] ?? 0))).toString('base64');
  await ask(socket, { saslContinue: 1, conversationId: 1, payload: binary(`${withoutProof},p=${proof}`) });
  const last = await ask(socket, { saslContinue: 1, conversationId: 1, payload: binary('') });
  if (last.get('done') !== true) throw new Error('the server does not let us in');
  return socket;
}

const salted = new Map<string, Buffer>();

/** Slow on purpose, so once for each salt. */
function saltedPassword(password: string, salt: string, iterations: number): Buffer {
  const name = `${password} ${salt} ${iterations}`;
  const known = salted.get(name) ?? pbkdf2Sync(password, Buffer.from(salt, 'base64'), iterations, 32, 'sha256');
  salted.set(name, known);
  return known;
}

async function ask(socket: Socket, body: Reply): Promise<Doc> {
  socket.write(message({ ...body, $db: 'admin' }));
  const bytes: Buffer = await new Promise((resolve, reject) => {
    socket.once('data', resolve);
    socket.once('close', () => reject(new Error('the server closed the connection')));
  });
  const [reply] = frames(bytes);
  return reply ?? new Map();
}

function binary(payload: string): Binary {
  return new Binary(Buffer.from(payload));
}

function text(payload: unknown): string {
  return payload instanceof Binary ? Buffer.from(payload.buffer).toString() : '';
}

function hmac(key: Uint8Array, content: string): Buffer {
  return createHmac('sha256', key).update(content).digest();
}
