import { openConnection, SESSION } from './connection.ts';
import { openOutbox } from './outbox.ts';
import { openMemory } from './storage.ts';
import { makeView } from './view.ts';
import type { PartLine, Settings } from './wire.ts';

const SEEN = 'seen';
const SILENT_FOR_MS = 5_000;
const LONGEST_WAIT_MS = 60_000;
const RENEW_EVERY_MS = 24 * 3_600_000;

/** Puts the chat on the page: nothing is asked of the server for a visitor until they open it, or have before. */
export async function startChat(base: string, account: string): Promise<void> {
  if (document.querySelector(`[data-answerdesk="${CSS.escape(account)}"]`)) return;
  const memory = openMemory(account);
  const connection = openConnection(base, account, memory);
  const locale = document.documentElement.lang || navigator.language;
  const settings = await untilItWorks(() => connection.readSettings(locale));
  if (document.querySelector(`[data-answerdesk="${CSS.escape(account)}"]`)) return;
  runChat(settings, account, connection, memory);
}

function runChat(
  settings: Settings,
  account: string,
  connection: ReturnType<typeof openConnection>,
  memory: ReturnType<typeof openMemory>,
): void {
  const say = (word: string) => settings.words[word] ?? '';
  let connecting: Promise<void> | undefined;
  let lostInARow = 0;
  let stop: (() => void) | undefined;
  let after = '';
  let before: string | undefined;
  let isStuck = false;
  let isLive = true;
  let silence: number | undefined;

  const view = makeView(settings, account, {
    opened() {
      markSeen();
      void connect();
    },
    wrote: (text) => void view.append(outbox.add(text)),
    chose: ({ id, label }) => void view.append(outbox.add(label, id)),
    async wantedOlder() {
      if (before === undefined) return;
      const page = await connection.readPage(before);
      before = page.before;
      view.prepend(page.lines);
      view.setOlder(before !== undefined);
    },
  });
  const outbox = openOutbox(memory, connection, settings.language, {
    sent(clientId) {
      view.setState(clientId, '');
      void connect();
    },
    writtenElsewhere: (line) => void view.append(line),
    refused: (clientId) => view.setState(clientId, say('refused')),
    stuck(now) {
      isStuck = now;
      for (const { clientId } of outbox.list()) view.setState(clientId, say(now ? 'notSent' : 'sending'));
      tellState();
    },
  });

  function tellState(): void {
    if (!navigator.onLine) view.setNotice(say('offline'));
    else view.setNotice(isStuck || !isLive ? say('unavailable') : '');
  }

  function setLive(now: boolean): void {
    window.clearTimeout(silence);
    silence = undefined;
    isLive = now;
    tellState();
  }

  function markSeen(): void {
    if (after !== '') memory.set(SEEN, after);
  }

  function take(line: PartLine): void {
    after = line.id;
    if (!view.append(line)) return;
    if (view.isOpen()) markSeen();
    else if (line.id > (memory.get(SEEN) ?? '')) view.addUnread(1);
  }

  function connect(): Promise<void> {
    connecting ??= untilItWorks(async () => {
      try {
        if (await connection.renew()) after = '';
        const page = await connection.readPage();
        for (const line of page.lines) view.append(line);
        for (const line of outbox.list()) view.append(line);
        before ??= page.before;
        view.setOlder(before !== undefined);
        const seen = memory.get(SEEN) ?? '';
        if (!view.isOpen())
          view.addUnread(page.lines.filter((line) => line.kind === 'part' && line.id > seen && line.id > after).length);
        after = page.after;
        if (view.isOpen()) markSeen();
        setLive(true);
      } catch (error) {
        setLive(false);
        throw error;
      }
      stop?.();
      stop = connection.listen(after, {
        part: take,
        typing: (forMs) => view.showTyping(forMs),
        live(now) {
          // A server that is replaced is back before anybody need be told.
          if (now) lostInARow = 0;
          if (now) setLive(true);
          else silence ??= window.setTimeout(setLive, SILENT_FOR_MS, false);
        },
        lost: reconnect,
      });
      void outbox.flush();
    });
    return connecting;
  }

  function reconnect(): void {
    stop?.();
    stop = undefined;
    connecting = undefined;
    // A server that is full, or down, is asked less and less often.
    const waitMs = Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** lostInARow) * (1 + Math.random());
    lostInARow += 1;
    window.setTimeout(() => void connect(), waitMs);
  }

  memory.onChange((name, isThere) => {
    if (name === SESSION && isThere) void connect();
    if (name === SEEN && (memory.get(SEEN) ?? '') >= after) view.clearUnread();
  });
  window.addEventListener('pageshow', ({ persisted }) => {
    // A page that the browser had put aside heard nothing.
    if (persisted && stop) reconnect();
  });
  window.addEventListener('offline', tellState);
  window.addEventListener('online', () => {
    isStuck = false;
    tellState();
    void outbox.flush();
    if (stop) reconnect();
  });
  window.setInterval(() => {
    if (connection.hasSession()) void connection.renew().catch(() => undefined);
  }, RENEW_EVERY_MS);
  if (connection.hasSession() || outbox.list().length > 0) void connect();
}

async function untilItWorks<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch {
      await new Promise((resume) => window.setTimeout(resume, Math.min(60_000, 1_000 * 2 ** Math.min(tries, 6))));
    }
  }
}
