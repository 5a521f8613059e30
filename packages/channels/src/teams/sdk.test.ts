import { expect, test } from 'vitest';
import { createTeamsBot } from './sdk.ts';

test.each(['', ' ', '\n'])(
  'a bot with the app id %j, which the SDK would let everybody speak to, is never made',
  async (appId) => {
    const never = () => Promise.reject(new Error('never'));
    const options = { appId, openIdMetadataUrl: 'http://127.0.0.1:9', loginUrl: 'http://127.0.0.1:9' };
    await expect(createTeamsBot({ ...options, authorize: never, call: never })).rejects.toThrow(
      /would believe everybody/,
    );
  },
);
