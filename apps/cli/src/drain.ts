import type { IncomingMessage } from 'node:http';

const MOST_BYTES = 32 * 1024 * 1024;
const LONGEST_MS = 5_000;

/**
 * Reads what a client is still sending and forgets it, so that the refusal reaches it: a connection closed under a
 * client that writes is reset, and the answer lost. Ends after 32 MB or 5 s, whatever the client does.
 */
export function drain(request: IncomingMessage): Promise<void> {
  if (request.complete || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let seen = 0;
    const count = (chunk: Buffer) => {
      seen += chunk.length;
      if (seen > MOST_BYTES) end();
    };
    const end = () => {
      clearTimeout(timer);
      request.off('data', count).off('end', end).off('close', end);
      resolve();
    };
    const timer = setTimeout(end, LONGEST_MS);
    request.on('data', count).once('end', end).once('close', end);
    request.resume();
  });
}
