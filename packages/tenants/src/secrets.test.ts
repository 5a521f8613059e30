import { DomainError } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { createSecretBox } from './secrets.ts';

const box = createSecretBox('a key of tests');
const token = '123456:not-a-real-token';

test('what is sealed can be opened again, and does not show', () => {
  const sealed = box.seal({ token }, 't1.a1');
  expect(sealed).not.toContain(token);
  expect(box.open(sealed, 't1.a1')).toEqual({ token });
});

test('the same secret is sealed differently each time', () => {
  expect(box.seal({ token }, 't1.a1')).not.toBe(box.seal({ token }, 't1.a1'));
});

test('sealed credentials cannot be moved to another account', () => {
  expect(() => box.open(box.seal({ token }, 't1.a1'), 't2.a2')).toThrow(DomainError);
});

test('another key, or one altered character, opens nothing', () => {
  const sealed = box.seal({ token }, 't1.a1');
  expect(() => createSecretBox('another key').open(sealed, 't1.a1')).toThrow(/another SECRET_KEY/);
  const altered = sealed.slice(0, -2) + (sealed.endsWith('AA') ? 'BB' : 'AA');
  expect(() => box.open(altered, 't1.a1')).toThrow(/cannot be opened/);
});
