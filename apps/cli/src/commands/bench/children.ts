import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';

/** The processes of one run of the bench, which ends them all when it ends. */
export interface Children {
  /** Starts a process, hands it `input` on stdin, and resolves with the first address it prints. */
  start(args: readonly string[], options?: StartOptions): Promise<string>;
  end(): Promise<void>;
}

export interface StartOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly input?: string;
}

/** The channel is there to be hung up on: what only serves the bench ends with it. */
const stdio: StdioOptions = ['pipe', 'pipe', 'inherit', 'ipc'];

export function createChildren(): Children {
  const children: ChildProcess[] = [];
  return {
    async start(args, { env, input = '' } = {}) {
      const child = spawn(process.execPath, args, { stdio, ...(env && { env }) });
      children.push(child);
      child.stdin?.end(input);
      return addressOf(child);
    },
    async end() {
      await Promise.all(children.map(end));
    },
  };
}

/** Where a script of the bench is: beside this one in the source, and beside the bundle. */
export function scriptOfBench(name: 'floor' | 'naive'): string {
  const isBundled = import.meta.url.endsWith('.js');
  return new URL(isBundled ? `./bench-${name}.js` : `./${name}.ts`, import.meta.url).pathname;
}

/** What else a process prints first, as some libraries do, is passed over. */
function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const address = /(http:\/\/\S+)\s/.exec(text)?.[1];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', (code) => reject(new Error(`A process of the bench ended with ${code}`)));
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
  await gone;
  clearTimeout(late);
}
