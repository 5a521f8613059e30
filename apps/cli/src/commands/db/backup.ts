import { backUpEmbedded } from '@answerdesk/database';
import { type Command, UsageError } from '../../command.ts';
import { readCliConfig } from '../../config.ts';
import { embeddedDataDir } from './own-database.ts';

export const dbBackup: Command = {
  name: 'db backup',
  usage: 'db backup FILE [--force]   (also while it runs)',
  options: { force: { type: 'boolean' } },
  async run(input) {
    const [file] = input.positionals;
    if (file === undefined || input.positionals.length !== 1) throw new UsageError('name one file');
    const made = backUpEmbedded(embeddedDataDir(readCliConfig()), file, { force: input.values['force'] === true });
    const { path, collections, documents, indexes } = made;
    return {
      json: { path, collections, documents, indexes },
      words: `${path} holds all ${documents} documents of ${collections} collections, read back and checked.\nKeep SECRET_KEY, or secret.key of the data directory, too: it opens your tenants' credentials and is not in the file.`,
    };
  },
};
