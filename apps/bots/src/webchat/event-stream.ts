import { once } from 'node:events';
import type { FastifyReply } from 'fastify';
import { lineOfPart } from './transcript.ts';
import type { VisitorNews } from './visitor-streams.ts';

const HEARTBEAT_MS = 15_000;

/**
 * Writes news as server-sent events until they end, which they do once `ended` is aborted; until then what a
 * browser has not read yet is waited for.
 */
export async function writeEvents(
  reply: FastifyReply,
  headers: Readonly<Record<string, string>>,
  news: AsyncGenerator<VisitorNews>,
  ended: AbortSignal,
): Promise<void> {
  reply.hijack();
  const { raw } = reply;
  raw.on('error', () => undefined);
  raw.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
    // A stream that ends with the server must not leave a connection that the server then waits for.
    connection: 'close',
  });
  raw.write('retry: 2000\n\n');
  const heartbeat = setInterval(() => raw.write(': alive\n\n'), HEARTBEAT_MS);
  try {
    for await (const each of news) {
      if (ended.aborted) break;
      const isTaken = raw.write(eventOf(each));
      if (!isTaken && !raw.destroyed) {
        await once(raw, 'drain', { signal: ended }).catch(() => undefined);
      }
    }
  } finally {
    clearInterval(heartbeat);
    if (raw.writableLength > 0) raw.destroy();
    else raw.end();
  }
}

function eventOf(news: VisitorNews): string {
  if (news.kind === 'typing') return `event: typing\ndata: ${JSON.stringify({ forMs: news.forMs })}\n\n`;
  const line = lineOfPart(news.part);
  return `id: ${line.id}\nevent: part\ndata: ${JSON.stringify(line)}\n\n`;
}
