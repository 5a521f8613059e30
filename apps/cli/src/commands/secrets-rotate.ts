import { createSealedStore } from '@answerdesk/database';
import { DomainError } from '@answerdesk/domain';
import {
  beginKeyRotation,
  createSecretBox,
  endKeyRotation,
  loadSecretKeys,
  rotateSecondFactors,
  rotateSecrets,
  signInKeysOf,
} from '@answerdesk/tenants';
import { type Command, UsageError } from '../command.ts';
import { readCliConfig } from '../config.ts';
import { withDesk } from '../desk.ts';

const BEGUN =
  'A new key is made, and the old one kept beside it. Restart every Answerdesk process now, so that it knows both; people sign in again. Then call this again.';
const TWO_KEYS = 'Set SECRET_KEY to the new key and SECRET_KEY_OLD to the one until now.';

export const secretsRotate: Command = {
  name: 'secrets rotate',
  usage: 'secrets rotate',
  options: {},
  async run(input) {
    if (input.positionals.length > 0) throw new UsageError('takes nothing more');
    const config = readCliConfig();
    const isByFile = config.secretKey === undefined;
    if (!isByFile && config.oldSecretKey === undefined) throw new DomainError('invalid', TWO_KEYS);
    if (isByFile && (await loadSecretKeys(config.dataDir)).oldSecretKey === undefined) {
      await beginKeyRotation(config.dataDir);
      return { json: { step: 'begun' }, words: BEGUN };
    }
    return withDesk(config, async ({ database, platformWide, secretKey, oldSecretKey }) => {
      const { listSealed } = platformWide;
      const { reseal } = createSealedStore(database.models);
      const rotating = { listSealed, reseal, secretBox: createSecretBox(secretKey, oldSecretKey) };
      const rotated = await rotateSecrets(rotating);
      const factors = await rotateSecondFactors(database.authDb, signInKeysOf(secretKey, oldSecretKey));
      // What a process that was not restarted sealed meanwhile is found by looking once more.
      const late = await rotateSecrets(rotating);
      const isComplete = rotated.unreadable.length + factors.unreadable + late.resealed === 0;
      if (isByFile && isComplete) await endKeyRotation(config.dataDir);
      const lost = rotated.unreadable.map(
        ({ tenantId, accountId }) => `  ${accountId ?? `the model key of ${tenantId}`}`,
      );
      return {
        json: { step: isComplete ? 'ended' : 'unfinished', ...rotated, secondFactors: factors },
        exitCode: isComplete ? 0 : 1,
        words: [
          `${rotated.resealed} secrets are sealed under the new key, ${rotated.current} were already; ${factors.rotated} second factors too.`,
          ...(lost.length > 0 ? ['No known key opens these; connect them anew, then call this again:', ...lost] : []),
          ...(late.resealed > 0
            ? ['A process that knows the old key alone still runs: restart it, then call this again.']
            : []),
          ...(isComplete ? [isByFile ? 'The old key is gone.' : 'Leave SECRET_KEY_OLD away from now on.'] : []),
        ].join('\n'),
      };
    });
  },
};
