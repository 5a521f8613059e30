import { expect, test } from 'vitest';
import { fixtureAccount, requestOf } from './fixture.ts';
import { verifyTelegram } from './verify.ts';

test('a forged call is refused without its body being looked at', () => {
  const request = {
    ...requestOf(new Uint8Array(), 'forged'),
    get rawBody(): Uint8Array {
      throw new Error('the body was read');
    },
  };
  expect(verifyTelegram(request, fixtureAccount)).toEqual({ kind: 'refused', reason: 'the secret header is wrong' });
});
