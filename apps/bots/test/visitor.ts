export interface WidgetPart {
  readonly id: string;
  readonly spans: readonly { readonly text: string }[];
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  readonly agentName?: string;
}

export interface EventsReader {
  readonly parts: readonly WidgetPart[];
  typings(): number;
  readonly status: number;
  /** Resolves when the server ended the stream; rejects when it broke. */
  readonly ended: Promise<void>;
  stop(): void;
}

/** A browser's side of the widget, without a browser. */
export async function startVisitor(address: string, accountId: string, origin: string) {
  const root = `${address}/widget/${accountId}`;
  const opened = await fetch(`${root}/session`, { method: 'POST', headers: { origin }, body: '{}' });
  const { session }: { session: string } = await opened.json();
  const { visitor: visitorId }: { visitor: string } = JSON.parse(
    Buffer.from(session.split('.')[0] ?? '', 'base64url').toString(),
  );
  let count = 0;
  return {
    session,
    visitorId,
    root,
    post: (message: object, { at = address, headers = {} }: { at?: string; headers?: Record<string, string> } = {}) => {
      count += 1;
      return fetch(`${at}/widget/${accountId}/messages`, {
        method: 'POST',
        headers: { origin, authorization: `Bearer ${session}`, 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ id: `message-${count}`, ...message }),
      });
    },
    async transcript(before?: string) {
      const response = await fetch(`${root}/messages${before === undefined ? '' : `?before=${before}`}`, {
        headers: { origin, authorization: `Bearer ${session}` },
      });
      const page: {
        lines: ({ kind: string; id: string; text?: string; clientId?: string } & Partial<WidgetPart>)[];
        before?: string;
        after: string;
      } = await response.json();
      return page;
    },
    listen: (lastId?: string, at = address) =>
      readEvents(`${at}/widget/${accountId}/events?session=${session}`, {
        origin,
        ...(lastId !== undefined && { 'last-event-id': lastId }),
      }),
  };
}

async function readEvents(url: string, headers: Record<string, string>): Promise<EventsReader> {
  const stopping = new AbortController();
  const response = await fetch(url, { headers, signal: stopping.signal });
  const parts: WidgetPart[] = [];
  let typings = 0;
  const read = async () => {
    let rest = '';
    for await (const chunk of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      const events = `${rest}${chunk}`.split('\n\n');
      rest = events.pop() ?? '';
      for (const event of events) {
        const data = /^data: (.*)$/m.exec(event)?.[1];
        if (data !== undefined && event.includes('event: part')) parts.push(JSON.parse(data));
        if (event.includes('event: typing')) typings += 1;
      }
    }
  };
  const ended = read();
  ended.catch(() => undefined);
  return { parts, status: response.status, ended, stop: () => stopping.abort(), typings: () => typings };
}
