import { type ClientRequest, get } from 'node:http';

/** A row of a conversation as an open inbox is told it. */
export interface ToldRow {
  readonly id: string;
  readonly lastExchange?: { readonly asked: string };
}

/** Something an open inbox was told, and when it arrived, in ms since 1970. */
export interface Told {
  readonly id: string;
  readonly at: number;
  readonly news: { readonly kind: string; readonly rows?: readonly ToldRow[] };
}

export interface InboxStream {
  /** Everything heard so far, over all connections. */
  readonly told: readonly Told[];
  /** Cuts the connection without a word. */
  cut(): void;
  /** Connects again from what was heard last. */
  resume(): void;
  /** Reads nothing from now on, though the connection stays. */
  stall(): void;
}

/** Opens an inbox on a running product as a browser does. */
export function openInbox(address: string, cookie: string): InboxStream {
  const told: Told[] = [];
  let request: ClientRequest | undefined;
  let isStalled = false;

  function connect(): void {
    const last = told.at(-1)?.id;
    const search = last === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify({ lastEventId: last }))}`;
    const mine = get(`${address}/trpc/queues.live${search}`, {
      agent: false,
      headers: { cookie, accept: 'text/event-stream' },
    });
    request = mine;
    mine.on('error', () => undefined);
    mine.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('error', () => undefined);
      response.on('data', (chunk: string) => {
        if (request !== mine) return;
        if (isStalled) response.pause();
        const events = (text + chunk).split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) read(event);
      });
    });
  }

  function read(event: string): void {
    const lines = event.split('\n');
    const id = lines.find((line) => line.startsWith('id: '))?.slice(4);
    const data = lines.find((line) => line.startsWith('data: '))?.slice(6);
    if (id && data) told.push({ id, at: Date.now(), news: JSON.parse(data) });
  }

  connect();
  return {
    told,
    cut() {
      request?.destroy();
      request = undefined;
    },
    resume: connect,
    stall() {
      isStalled = true;
    },
  };
}
