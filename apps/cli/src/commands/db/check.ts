import { checkEmbedded } from '@answerdesk/database';
import { type Command, UsageError } from '../../command.ts';
import { readCliConfig } from '../../config.ts';
import { embeddedDataDir } from './own-database.ts';

const mostShown = 50;

export const dbCheck: Command = {
  name: 'db check',
  usage: 'db check   (also while it runs)',
  options: {},
  async run(input) {
    if (input.positionals.length > 0) throw new UsageError('db check takes no file');
    const found = checkEmbedded(embeddedDataDir(readCliConfig()));
    const counts = `${found.documents} documents in ${found.collections} collections, ${found.entries} entries in ${found.indexes} indexes`;
    if (found.problems.length === 0) return { json: found, words: `${found.path} is whole: ${counts}.` };
    const hidden = found.problems.length - mostShown;
    return {
      json: found,
      words: [
        `${found.path} is damaged (${counts} read):`,
        ...found.problems.slice(0, mostShown).map((problem) => `  ${problem}`),
        ...(hidden > 0 ? [`  and ${hidden} more`] : []),
        'Stop Answerdesk and put your last backup back: answerdesk db restore FILE',
      ].join('\n'),
      exitCode: 1,
    };
  },
};
