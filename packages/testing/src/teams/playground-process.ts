import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface PlaygroundProcess {
  readonly kind: 'started';
  readonly root: string;
  end(): Promise<void>;
}

/** Who talks in the playground. */
export interface PlaygroundCast {
  readonly appId: string;
  readonly tenantId: string;
  readonly userId: string;
  readonly chatId: string;
}

const require = createRequire(import.meta.url);
const STARTS_WITHIN_MS = 30_000;

/**
 * Starts Microsoft's Agents Playground without a browser, on 127.0.0.1 alone and cut off from every other machine: it
 * would send usage data even when told not to.
 */
export async function startPlaygroundProcess(options: {
  readonly appEndpoint: string;
  readonly serviceUrl: string;
  readonly cast: PlaygroundCast;
}): Promise<PlaygroundProcess | { readonly kind: 'unavailable'; readonly why: string }> {
  let cli: string;
  try {
    cli = require.resolve('@microsoft/m365agentsplayground/cli.js');
  } catch {
    return { kind: 'unavailable', why: '@microsoft/m365agentsplayground is not installed' };
  }
  const folder = await mkdtemp(join(tmpdir(), 'answerdesk-playground-'));
  const configPath = join(folder, 'playground.yml');
  await writeFile(configPath, configOf(options.cast));
  const preload = fileURLToPath(new URL('./loopback-only.ts', import.meta.url));
  const flags = ['-e', options.appEndpoint, '-c', 'msteams', '--su', options.serviceUrl, '--dt', '--port', '0'];
  const child = spawn(process.execPath, ['--import', preload, cli, 'start', ...flags], {
    cwd: folder,
    env: {
      HOME: folder,
      TEAMSAPPTESTER_BROWSER: 'none',
      M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, 'playground.log'),
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: configPath,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = async () => {
    await endProcess(child);
    await rm(folder, { recursive: true, force: true });
  };
  const outcome = await portOf(child);
  if (typeof outcome === 'string') {
    await end();
    return { kind: 'unavailable', why: outcome };
  }
  return { kind: 'started', root: `http://127.0.0.1:${outcome}`, end };
}

/** The port it tells of, or why there is none. */
function portOf(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve) => {
    let told = '';
    const timer = setTimeout(
      () => resolve(`it did not start within ${STARTS_WITHIN_MS} ms: ${told}`),
      STARTS_WITHIN_MS,
    );
    const settle = (outcome: number | string) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    const hear = (chunk: unknown) => {
      told += String(chunk);
      const port = /Listening on (\d+)\n/.exec(told)?.[1];
      if (port !== undefined) settle(Number(port));
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('error', (error) => settle(`it could not be run: ${error.message}`));
    child.once('exit', (code) => settle(`it ended with ${code}: ${told}`));
  });
}

async function endProcess(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), 2_000);
  await ended;
  clearTimeout(timer);
}

function configOf({ appId, tenantId, userId, chatId }: PlaygroundCast): string {
  return JSON.stringify({
    version: '0.1.1',
    tenantId,
    bot: { id: `28:${appId}`, name: 'Shop Bot' },
    currentUser: personOf(userId, 0),
    users: [1, 2, 3, 4, 5].map((number) => personOf(`29:1playground-other-${number}`, number)),
    personalChat: { id: chatId },
    groupChat: { id: '19:group@thread.v2', name: 'Group' },
    team: {
      id: '19:team@thread.tacv2',
      name: 'Team',
      aadGroupId: '5f2c0000-0000-4000-8000-000000000002',
      channels: [{ id: '19:channel@thread.tacv2', name: 'Announcements' }],
    },
  });
}

function personOf(id: string, number: number) {
  const email = `person${number}@shop.example`;
  const aadObjectId = `5f2c0000-0000-4000-8000-00000000001${number}`;
  const givenName = `Person${number}`;
  return { id, name: `${givenName} Vega`, userPrincipleName: email, aadObjectId, givenName, surname: 'Vega', email };
}
