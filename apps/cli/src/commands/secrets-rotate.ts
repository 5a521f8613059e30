import { createSealedStore } from '@answerdesk/database';
import { DomainError } from '@answerdesk/domain';
import {
  beginKeyRotation,
  createSecretBox,
  endKeyRotation,
  rotateSecondFactors,
  rotateSecrets,
  signInKeysOf,
} from '@answerdesk/tenants';
import { type Command, UsageError } from '../command.ts';
import { readCliConfig } from '../config.ts';
import { withDesk } from '../desk.ts';

const TWO_KEYS = 'Set SECRET_KEY to the new key and SECRET_KEY_OLD to the one until now.';

export const secretsRotate: Command = {
  name: 'secrets rotate',
  usage: 'secrets rotate',
  options: {},
  async run(input) {
    if (input.positionals.length > 0) throw new UsageError('takes nothing more');
    const config = readCliConfig();
    if (config.secretKey !== undefined && config.oldSecretKey === undefined) throw new DomainError('invalid', TWO_KEYS);
    if (config.secretKey === undefined) await beginKeyRotation(config.dataDir);
    return withDesk(config, async ({ database, platformWide, secretKey, oldSecretKey }) => {
      const { listSealed } = platformWide;
      const { reseal } = createSealedStore(database.models);
      const rotated = await rotateSecrets({ listSealed, reseal, secretBox: createSecretBox(secretKey, oldSecretKey) });
      const factors = await rotateSecondFactors(database.authDb, signInKeysOf(secretKey, oldSecretKey));
      const isComplete = rotated.unreadable.length + factors.unreadable === 0;
      if (config.secretKey === undefined && isComplete) await endKeyRotation(config.dataDir);
      const lost = rotated.unreadable.map(
        ({ tenantId, accountId }) => `  ${accountId ?? `the model key of ${tenantId}`}`,
      );
      return {
        json: { ...rotated, secondFactors: factors },
        exitCode: isComplete ? 0 : 1,
        words: [
          `${rotated.resealed} secrets are sealed under the new key, ${rotated.current} were already; ${factors.rotated} second factors too.`,
          ...(lost.length > 0 ? ['No known key opens these; connect them anew:', ...lost] : []),
          config.secretKey === undefined
            ? 'Restart every Answerdesk process now: those that run know the old key alone.'
            : 'Leave SECRET_KEY_OLD away from now on, and restart every Answerdesk process that has it.',
          'Everybody signs in again.',
        ].join('\n'),
      };
    });
  },
};
