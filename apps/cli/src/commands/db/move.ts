import { type MoveProgress, moveDatabase } from '@answerdesk/database';
import { type Command, requiredText, UsageError } from '../../command.ts';
import { readCliConfig } from '../../config.ts';

const sayEveryMs = 1000;

export const dbMove: Command = {
  name: 'db move',
  usage: 'db move --to URI [--restart]   (while it is stopped; called again after an end by force it goes on)',
  options: { to: { type: 'string' }, restart: { type: 'boolean' } },
  async run(input) {
    if (input.positionals.length > 0) throw new UsageError('db move takes no file');
    const to = requiredText(input, 'to');
    const moved = await moveDatabase({
      dataDir: readCliConfig().dataDir,
      to,
      restart: input.values['restart'] === true,
      onProgress: sayNowAndThen(input.say),
    });
    const documents = moved.collections.reduce((sum, one) => sum + one.documents, 0);
    return {
      json: moved,
      words: [
        `${documents} documents of ${moved.collections.length} collections are in MongoDB, the same by number and hash.`,
        'Set this, with your password in place of the stars, and start Answerdesk again:',
        `  MONGODB_URI=${moved.to}`,
        'Keep SECRET_KEY, or the data directory with its secret.key. The embedded database stays there until you delete it.',
      ].join('\n'),
    };
  },
};

function sayNowAndThen(say: (line: string) => void): (progress: MoveProgress) => void {
  let saidAt = Number.NEGATIVE_INFINITY;
  return ({ namespace, step, done, documents }) => {
    const now = performance.now();
    if (step === 'copying' && now - saidAt < sayEveryMs) return;
    saidAt = now;
    say(step === 'copying' ? `${namespace}: ${done} of ${documents} copied` : `${namespace}: ${documents} verified`);
  };
}
