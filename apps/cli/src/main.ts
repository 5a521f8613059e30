import { DomainError } from '@answerdesk/domain';
import { type Command, readArguments, UsageError } from './command.ts';
import { ask } from './commands/ask.ts';
import { bench } from './commands/bench/bench.ts';
import { billingSetup } from './commands/billing/setup.ts';
import { channelConnect } from './commands/channel-connect.ts';
import { dbBackup } from './commands/db/backup.ts';
import { dbCheck } from './commands/db/check.ts';
import { dbMove } from './commands/db/move.ts';
import { dbRestore } from './commands/db/restore.ts';
import { evaluate } from './commands/evaluate.ts';
import { faqExport } from './commands/faq-export.ts';
import { faqImport } from './commands/faq-import.ts';
import { secretsRotate } from './commands/secrets-rotate.ts';
import { simulate } from './commands/simulate/simulate.ts';
import { start } from './commands/start.ts';
import { tenantCreate } from './commands/tenant-create.ts';

const commands: readonly Command[] = [
  start,
  tenantCreate,
  faqImport,
  faqExport,
  channelConnect,
  ask,
  evaluate,
  bench,
  simulate,
  billingSetup,
  secretsRotate,
  dbCheck,
  dbBackup,
  dbRestore,
  dbMove,
];

const say = (line: string) => process.stderr.write(`${line}\n`);

async function main(args: readonly string[]): Promise<number> {
  const major = Number(process.versions.node.split('.', 1)[0]);
  if (major < 24) {
    say(`Answerdesk runs on Node 24; this is Node ${process.versions.node}. Start it with npm, which brings its own.`);
    return 1;
  }
  const command = commands.find(({ name }) => name.split(' ').every((word, index) => args[index] === word));
  if (!command) {
    say(['Usage: answerdesk COMMAND [--json]', ...commands.map(({ usage }) => `  ${usage}`)].join('\n'));
    return args.length === 0 || args.includes('--help') ? 0 : 2;
  }
  const wantsJson = args.includes('--json');
  try {
    const input = readArguments(command, args.slice(command.name.split(' ').length));
    const result = await command.run({
      ...input,
      say,
      print: wantsJson ? () => undefined : (words) => print(`${words}\n`),
    });
    if (wantsJson) print(`${JSON.stringify(result.json)}\n`);
    else if (result.output) print(result.output);
    else print(`${result.words}\n`);
    return result.exitCode ?? 0;
  } catch (error) {
    if (error instanceof UsageError) {
      say(`${error.message}\nUsage: answerdesk ${command.usage}`);
      return 2;
    }
    const known = asDomainError(error);
    if (!known) throw error;
    say(known.message);
    if (wantsJson) print(`${JSON.stringify({ error: { code: known.code, message: known.message } })}\n`);
    return 1;
  }
}

/** What a person can act on without a stack trace: our own errors, and files and ports that are not as they should be. */
function asDomainError(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  switch (error.code) {
    case 'ENOENT':
    case 'EACCES':
    case 'EISDIR':
      return new DomainError('invalid', `A file could not be read: ${error.message}`);
    case 'EADDRINUSE':
      return new DomainError('unavailable', 'PORT is in use by another program; set PORT to a free one.');
    default:
      return undefined;
  }
}

function print(text: string | Uint8Array): void {
  process.stdout.write(text);
}

process.exitCode = await main(process.argv.slice(2));
