import { type AccountId, accountIdSchema, tenantIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { type RotateDeps, rotateSecrets, type SealedPlace } from './rotate-secrets.ts';
import { createSecretBox } from './secrets.ts';
import { modelKeyOwner } from './tenant-settings.ts';

const tenantId = tenantIdSchema.parse('t1');
const accountId = accountIdSchema.parse('t1.a1');
const account = (sealed: string, id: AccountId = accountId): SealedPlace => ({
  kind: 'account',
  tenantId,
  accountId: id,
  sealed,
});

function makeDeps(places: readonly SealedPlace[], reseal: RotateDeps['reseal']): RotateDeps {
  return {
    async *listSealed() {
      yield* places;
    },
    reseal,
    secretBox: createSecretBox('the new key of tests', 'the old key of tests'),
  };
}

test('what the old key sealed is sealed under the new one alone, whatever it is', async () => {
  const old = createSecretBox('the old key of tests');
  const places: SealedPlace[] = [
    account(old.seal({ token: 'x' }, accountId)),
    { kind: 'model', tenantId, sealed: old.seal({ key: 'y' }, modelKeyOwner(tenantId)) },
  ];
  const written: string[] = [];
  const rotated = await rotateSecrets(makeDeps(places, async (_place, sealed) => written.push(sealed) > 0));
  expect(rotated).toEqual({ resealed: 2, current: 0, unreadable: [] });
  const onlyNew = createSecretBox('the new key of tests');
  expect(onlyNew.open(written[0] ?? '', accountId)).toEqual({ token: 'x' });
  expect(onlyNew.open(written[1] ?? '', modelKeyOwner(tenantId))).toEqual({ key: 'y' });
  expect(() => old.open(written[0] ?? '', accountId)).toThrow(/another SECRET_KEY/);
});

test('a second time changes nothing, and what somebody changed meanwhile is theirs', async () => {
  const current = account(createSecretBox('the new key of tests').seal({ token: 'x' }, accountId));
  const changed = account(createSecretBox('the old key of tests').seal({ token: 'x' }, accountId));
  const rotated = await rotateSecrets(makeDeps([current, changed], async () => false));
  expect(rotated).toEqual({ resealed: 0, current: 2, unreadable: [] });
});

test('what no known key opens is named and left as it is', async () => {
  const lost = account(createSecretBox('a lost key of tests').seal({ token: 'x' }, accountId));
  const moved = account(createSecretBox('the old key of tests').seal({ token: 'x' }, 't9.a9'));
  const rotated = await rotateSecrets(makeDeps([lost, moved], () => Promise.reject(new Error('written'))));
  expect(rotated).toEqual({
    resealed: 0,
    current: 0,
    unreadable: [
      { tenantId, accountId },
      { tenantId, accountId },
    ],
  });
});
