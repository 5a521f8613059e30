import { spawn } from 'node:child_process';
import { buildProduct } from '@answerdesk/testing';
import { childEnvironment } from '../src/config.ts';

export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one `answerdesk` command in a process of its own, built as people run it, until it ends. */
export async function runCommand(
  args: readonly string[],
  options: { readonly environment: Readonly<Record<string, string>>; readonly input?: string },
): Promise<Ended> {
  const child = spawn(process.execPath, [await buildProduct(), ...args], {
    env: childEnvironment({ LOG_LEVEL: 'error', ...options.environment }),
  });
  child.stdin.end(options.input ?? '');
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const exitCode = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { exitCode, stdout, stderr };
}
