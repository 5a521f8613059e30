import { restoreEmbedded } from '@answerdesk/database';
import { type Command, UsageError } from '../../command.ts';
import { readCliConfig } from '../../config.ts';
import { embeddedDataDir } from './own-database.ts';

export const dbRestore: Command = {
  name: 'db restore',
  usage: 'db restore FILE   (while it is stopped)',
  options: {},
  async run(input) {
    const [file] = input.positionals;
    if (file === undefined || input.positionals.length !== 1) throw new UsageError('name one file');
    const { path, keptAs, collections, documents, indexes } = restoreEmbedded(
      embeddedDataDir(readCliConfig()),
      file,
      new Date(),
    );
    return {
      json: { path, keptAs: keptAs ?? null, collections, documents, indexes },
      words: [
        `${path} now is what ${file} holds: ${documents} documents of ${collections} collections.`,
        ...(keptAs === undefined ? [] : [`The database that was there is kept as ${keptAs}.`]),
      ].join('\n'),
    };
  },
};
