/** Something said by a subscription: its number, and what it holds. */
export interface StreamEvent {
  readonly id: string;
  readonly data: ReturnType<typeof JSON.parse>;
}

export interface EventStream {
  /** Waits for what is said next. Throws when the stream ended. */
  next(): Promise<StreamEvent>;
  leave(): void;
}

/** Opens a subscription as a browser does, and reads what it says. */
export async function openStream(
  origin: string,
  procedure: string,
  jar: ReadonlyMap<string, string>,
  lastEventId?: string,
): Promise<EventStream> {
  const leaving = new AbortController();
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  const search = lastEventId ? `?input=${encodeURIComponent(JSON.stringify({ lastEventId }))}` : '';
  const headers = { cookie, accept: 'text/event-stream', 'accept-encoding': 'gzip' };
  const answer = await fetch(`${origin}/trpc/${procedure}${search}`, { headers, signal: leaving.signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    async next() {
      for (;;) {
        const end = text.indexOf('\n\n');
        if (end < 0) {
          const { value, done } = (await reader?.read()) ?? { done: true };
          if (done) throw new Error('the stream ended');
          text += value;
          continue;
        }
        const lines = text.slice(0, end).split('\n');
        text = text.slice(end + 2);
        const id = lines.find((line) => line.startsWith('id: '))?.slice(4);
        const data = lines.find((line) => line.startsWith('data: '))?.slice(6);
        if (id && data) return { id, data: JSON.parse(data) };
      }
    },
    leave: () => leaving.abort(),
  };
}
