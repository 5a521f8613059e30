import { connect, type Socket } from 'node:net';
import { BSONRegExp } from 'bson';
import { Long, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeDocument } from '../src/bson/decode.ts';
import { encodeDocument } from '../src/bson/encode.ts';
import type { Reply } from '../src/bson/value.ts';
import { embedded } from './databases.ts';
import { frameEnds, frames, message, signIn } from './raw-client.ts';

let server: Awaited<ReturnType<typeof embedded.start>>;
let port: number;
beforeAll(async () => {
  server = await embedded.start();
  port = Number(new URL(server.uri.replace('mongodb:', 'http:')).port);
});
afterAll(async () => {
  await server.stop();
});

/** Sends bytes once signed in and collects what comes back until the server closes or `replies` frames are there. */
async function exchange(bytes: Buffer, replies: number): Promise<Buffer> {
  const socket = await signIn(server.uri);
  return collect(socket, bytes, replies);
}

function collect(socket: Socket, bytes: Buffer, replies: number): Promise<Buffer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      if (frameEnds(Buffer.concat(chunks)).length >= replies) socket.destroy();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(Buffer.concat(chunks)));
    socket.write(bytes);
  });
}

const ping: Reply = { ping: 1, $db: 'admin' };

describe('the wire', () => {
  test('frames are answered one by one however they are cut', async () => {
    const two = Buffer.concat([message(ping), message(ping, 1, Buffer.alloc(4))]);
    const socket = connect(port, '127.0.0.1');
    const chunks: Buffer[] = [];
    for (const byte of two) socket.write(Buffer.from([byte]));
    for await (const chunk of socket) {
      chunks.push(chunk);
      if (frames(Buffer.concat(chunks)).length === 2) break;
    }
    expect(frames(Buffer.concat(chunks)).map((reply) => reply.get('ok'))).toEqual([1, 1]);
  });

  test('a document sequence is the array it is named after', async () => {
    const documents = [1, 2, 3].map((_id) => encodeDocument({ _id }));
    const name = Buffer.from('documents\0');
    const size = Buffer.alloc(4);
    size.writeInt32LE(4 + name.length + documents.reduce((sum, one) => sum + one.length, 0));
    const sequence = Buffer.concat([Buffer.from([1]), size, name, ...documents]);
    const [reply] = frames(await exchange(message({ insert: 'seq', $db: 'wire' }, 0, sequence), 1));
    expect(reply?.get('n')).toBe(3);
  });

  test('a silent write is done and not answered', async () => {
    const write = message({ insert: 'quiet', documents: [{ _id: 1 }], $db: 'wire' }, 2);
    const count = message({ count: 'quiet', $db: 'wire' });
    const replies = frames(await exchange(Buffer.concat([write, count]), 1));
    expect(replies.map((reply) => reply.get('n'))).toEqual([1]);
  });

  test('the legacy handshake is answered with a legacy reply', async () => {
    const body = encodeDocument({ ismaster: 1, helloOk: true });
    const name = Buffer.from('admin.$cmd\0');
    const frame = Buffer.concat([Buffer.alloc(20), name, Buffer.alloc(8), body]);
    frame.writeInt32LE(frame.length, 0);
    frame.writeInt32LE(2004, 12);
    const answer = await exchange(frame, 1);
    expect(answer.readInt32LE(12)).toBe(1);
    expect(decodeDocument(answer, 36).get('ismaster')).toBe(true);
  });

  test('broken BSON in a sound frame is refused and the connection goes on', async () => {
    const broken = message(ping);
    broken[25] = 0x55;
    const replies = frames(await exchange(Buffer.concat([broken, message(ping)]), 2));
    expect(replies.map((reply) => reply.get('code') ?? reply.get('ok'))).toEqual([22, 1]);
  });

  test('a regular expression whose options nobody knows ends nothing, not even for a stranger', async () => {
    const unknown = message({ ping: 1, comment: new BSONRegExp('a', 'i'), $db: 'admin' });
    unknown[unknown.indexOf('a\0i\0') + 2] = 0x01;
    const replies = frames(await collect(connect(port, '127.0.0.1'), Buffer.concat([unknown, message(ping)]), 2));
    expect(replies.map((reply) => reply.get('code') ?? reply.get('ok'))).toEqual([115, 1]);
  });

  test.each([
    ['an impossible length', Buffer.from([255, 255, 255, 127, 0, 0, 0, 0])],
    ['a length below the header', Buffer.from([3, 0, 0, 0])],
    [
      'an unknown operation',
      (() => {
        const frame = message(ping);
        frame.writeInt32LE(999, 12);
        return frame;
      })(),
    ],
    ['unknown required flags', message(ping, 8)],
    ['another protocol', Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n')],
  ])('%s closes the connection', async (_what, bytes) => {
    const endless = 1000;
    const padding = Buffer.alloc(bytes.readInt32LE(0) > 400 ? 0 : 400);
    expect(frames(await exchange(Buffer.concat([bytes, padding]), endless))).toEqual([]);
  });

  test('who has not signed in may send no more than 64 KiB at once', async () => {
    const large = message({ ping: 1, $db: 'admin', comment: 'x'.repeat(70_000) });
    expect(frames(await collect(connect(port, '127.0.0.1'), large, 1))).toEqual([]);
    expect(frames(await exchange(large, 1)).map((reply) => reply.get('ok'))).toEqual([1]);
  });

  test('after all that, and any number of mutated frames, it serves', async () => {
    const base = message({ find: 'seq', filter: { a: { $in: [1, 'x', { b: 2 }] } }, limit: 3, $db: 'wire' });
    for (let round = 0; round < 300; round++) {
      const frame = Buffer.from(base);
      for (let at = 0; at < 3; at++)
        frame[4 + Math.floor(Math.random() * (frame.length - 4))] = Math.floor(Math.random() * 256);
      // A mutation may ask for silence, so what follows is answered in its place.
      await exchange(Buffer.concat([frame, message(ping)]), 1);
    }
    const client = new MongoClient(server.uri);
    expect(await client.db('wire').collection('seq').countDocuments()).toBe(3);
    expect(await client.db('wire').command({ count: 'seq', limit: Long.fromNumber(2) })).toMatchObject({ n: 2 });
    await client.close();
  });
});
