import { connect, type Socket } from 'node:net';
import { MongoClient } from 'mongodb';
import { type Dice, diceOf, mutatedFrame } from './frame-mutations.ts';
import { frameEnds, signIn } from './raw-client.ts';
import type { Served } from './served.ts';

export interface Sent {
  frames: number;
  answered: number;
  /** Connections the server closed. */
  closed: number;
  /** What was neither answered nor closed in time, as the bytes sent last, in base64. */
  unheard: string[];
  /** How much larger the process is at the end than after the first fifth. */
  grownBytes: number;
}

const deadlineMs = 20_000;
const connectionsAtOnce = 12;
const framesPerConnection = 12;
const moreToCome = 2;
const portions = 20;

/** Sends random and mutated frames, half of the connections signed in, and waits for what becomes of each. */
export async function sendFrames(server: Served, frames: number, seed: number): Promise<Sent> {
  const sent: Sent = { frames: 0, answered: 0, closed: 0, unheard: [], grownBytes: 0 };
  let early = 0;
  for (let portion = 1; portion <= portions; portion++) {
    const until = (frames * portion) / portions;
    await Promise.all(
      Array.from({ length: connectionsAtOnce }, async (_, at) => {
        const dice = diceOf(seed + portion * 1000 + at);
        while (sent.frames < until && sent.unheard.length === 0) await talk(server, dice, sent);
      }),
    );
    await forget(server);
    if (portion === portions / 5) early = await server.rssBytes();
  }
  sent.grownBytes = (await server.rssBytes()) - early;
  return sent;
}

/** Collections that mutated names made are no leak; they go before memory is read. */
async function forget(server: Served): Promise<void> {
  const client = await MongoClient.connect(server.uri, { maxPoolSize: 1 });
  const { databases } = await client.db('admin').admin().listDatabases({ nameOnly: true });
  for (const { name } of databases) await client.db(name).dropDatabase();
  await client.close();
}

async function talk(server: Served, dice: Dice, sent: Sent): Promise<void> {
  const { port } = new URL(server.uri.replace('mongodb:', 'http:'));
  const socket = dice(2) === 0 ? connect(Number(port), '127.0.0.1') : await signIn(server.uri);
  const heard = listen(socket);
  for (let left = framesPerConnection; left > 0 && !heard.isClosed; left--) {
    const frame = mutatedFrame(dice);
    sent.frames++;
    const before = heard.replies;
    write(socket, frame, dice);
    const end = answersTo(frame) > 0 ? undefined : socket.end();
    const wanted = end ? Number.POSITIVE_INFINITY : before + answersTo(frame);
    if (!(await heard.until(wanted))) sent.unheard.push(frame.toString('base64'));
    sent.answered += heard.replies - before;
  }
  if (heard.isClosed) sent.closed++;
  socket.destroy();
}

function write(socket: Socket, bytes: Buffer, dice: Dice): void {
  const middle = dice(4) === 0 ? dice(bytes.length) : 0;
  socket.write(bytes.subarray(0, middle));
  socket.write(bytes.subarray(middle));
}

/**
 * How many answers the bytes have to bring unless the connection is closed; 0 when they end within a frame or ask for none:
 * then we close our side, and the server has to close its own.
 */
function answersTo(bytes: Buffer): number {
  let answers = 0;
  let start = 0;
  for (const end of frameEndsWithin(bytes)) {
    const isSilent = bytes.length >= start + 20 && (bytes.readInt32LE(start + 16) & moreToCome) !== 0;
    if (!isSilent) answers++;
    start = end;
  }
  return start === bytes.length ? answers : 0;
}

/** A stated length below a header ends the walk: such a frame closes the connection. */
function frameEndsWithin(bytes: Buffer): number[] {
  const ends: number[] = [];
  let at = 0;
  while (at + 4 <= bytes.length) {
    const length = bytes.readInt32LE(at);
    if (length < 16 || at + length > bytes.length) break;
    at += length;
    ends.push(at);
  }
  return ends;
}

interface Heard {
  replies: number;
  isClosed: boolean;
  /** True once so many replies are there or the connection is closed, false when the time is over. */
  until(replies: number): Promise<boolean>;
}

function listen(socket: Socket): Heard {
  let rest = Buffer.alloc(0);
  let wake = () => {};
  const heard: Heard = {
    replies: 0,
    isClosed: false,
    until: (replies) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => resolve(false), deadlineMs);
        wake = () => {
          if (heard.replies < replies && !heard.isClosed) return;
          clearTimeout(timer);
          resolve(true);
        };
        wake();
      }),
  };
  socket.on('data', (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const ends = frameEnds(rest);
    heard.replies += ends.length;
    rest = rest.subarray(ends.at(-1) ?? 0);
    wake();
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    heard.isClosed = true;
    wake();
  });
  return heard;
}
