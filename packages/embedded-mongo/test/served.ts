import { type ChildProcess, execFileSync, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** The embedded database in a process of its own, as far from the client as any other server on this machine. */
export interface Served {
  uri: string;
  rssBytes(): Promise<number>;
  /** Whether the process is still there. */
  isAlive(): boolean;
  /** Ends it orderly. */
  stop(): Promise<void>;
  /** Ends it with SIGKILL. */
  kill(): Promise<void>;
}

const fromSource = join(import.meta.dirname, 'serve-child.ts');

export async function serve(dataDir: string, script = fromSource): Promise<Served> {
  const child = fork(script, [dataDir], { execArgv: [] });
  const uri = String(await heard(child));
  const isAlive = () => child.exitCode === null && child.signalCode === null;
  const ended = async (end: () => void) => {
    if (!isAlive()) return;
    const exited = once(child, 'exit');
    end();
    await exited;
  };
  return {
    uri,
    isAlive,
    async rssBytes() {
      child.send('memory');
      return Number(await heard(child));
    },
    stop: () => ended(() => child.disconnect()),
    kill: () => ended(() => child.kill('SIGKILL')),
  };
}

async function heard(child: ChildProcess): Promise<unknown> {
  const waiting = new AbortController();
  const died = once(child, 'exit', { signal: waiting.signal }).then(([code, signal]) => {
    throw new Error(`the server's process ended with ${code ?? signal}`);
  });
  try {
    const [said]: unknown[] = await Promise.race([once(child, 'message', { signal: waiting.signal }), died]);
    return said;
  } finally {
    waiting.abort();
    died.catch(() => undefined);
  }
}

/** What Node itself takes before it does anything. */
export function emptyNodeRssBytes(): number {
  return Number(execFileSync(process.execPath, ['-p', 'process.memoryUsage.rss()'], { encoding: 'utf8' }));
}
