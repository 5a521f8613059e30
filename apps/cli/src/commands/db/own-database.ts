import { DomainError } from '@answerdesk/domain';
import type { CliConfig } from '../../config.ts';

/** The directory of the embedded database. Throws DomainError `invalid` when the product's data is elsewhere. */
export function embeddedDataDir(config: CliConfig): string {
  if (config.mongodbUri === undefined) return config.dataDir;
  const words = `MONGODB_URI is set, so the product's data is in that MongoDB and not in ${config.dataDir}. Use MongoDB's own tools there, or unset it.`;
  throw new DomainError('invalid', words);
}
