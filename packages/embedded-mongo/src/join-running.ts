import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { decodeDocument } from './bson/decode.ts';
import { encodeDocument } from './bson/encode.ts';

/** The address in the directory if the server there answers and serves this very data; undefined otherwise. */
export async function joinRunning(dataDir: string): Promise<string | undefined> {
  const uri = readAddress(join(dataDir, 'mongodb.uri'));
  const parts = /^mongodb:\/\/\w+:[\w-]+@127\.0\.0\.1:(\d+)\/\?authSource=admin&replicaSet=([\w-]+)/.exec(uri);
  if (!parts) return undefined;
  return (await askSetName(Number(parts[1]))) === parts[2] ? uri : undefined;
}

function readAddress(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}

const patienceMs = 2000;
const bodyAt = 21;

function askSetName(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', timeout: patienceMs });
    const chunks: Buffer[] = [];
    const end = (answer: string | undefined): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', () => socket.write(helloFrame()));
    socket.on('error', () => end(undefined));
    socket.on('timeout', () => end(undefined));
    socket.on('close', () => end(undefined));
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      if (bytes.length < bodyAt + 4 || bytes.length < bytes.readInt32LE(0)) return;
      end(readSetName(bytes));
    });
  });
}

/** Whoever listens there may be anything: an answer that is no document is no answer. */
function readSetName(bytes: Buffer): string | undefined {
  try {
    const name = decodeDocument(bytes, bodyAt).get('setName');
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}

function helloFrame(): Buffer {
  const body = encodeDocument({ hello: 1, $db: 'admin' });
  const head = Buffer.alloc(bodyAt);
  head.writeInt32LE(bodyAt + body.length, 0);
  head.writeInt32LE(2013, 12);
  return Buffer.concat([head, body]);
}
