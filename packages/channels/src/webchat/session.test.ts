import { expect, test } from 'vitest';
import { fixtureAccount as account, fixtureVisitor as visitor } from './fixture.ts';
import { readSession, SESSION_MS, signSession } from './session.ts';

const now = new Date('2026-11-29T10:00:00Z');
const origin = 'https://shop.example';
const later = (ms: number) => new Date(now.getTime() + ms);

test('lasts thirty days to the millisecond', () => {
  const session = signSession(account, visitor, now);
  expect(readSession(account, { session, origin }, later(SESSION_MS - 1))).toEqual({
    kind: 'session',
    session: { visitorId: visitor, issuedAt: now, expiresAt: later(SESSION_MS) },
  });
  expect(readSession(account, { session, origin }, later(SESSION_MS)).kind).toBe('refused');
});

test('is worth nothing once a character of it is another', () => {
  const session = signSession(account, visitor, now);
  for (let at = 0; at < session.length; at += 1) {
    const forged = `${session.slice(0, at)}${session[at] === 'A' ? 'Q' : 'A'}${session.slice(at + 1)}`;
    const reading = readSession(account, { session: forged, origin }, now);
    // The last character of a signature carries two bits that no byte has.
    if (at < session.length - 1) expect(reading.kind, `at ${at}`).toBe('refused');
  }
});

test('is bound to the origin that the account has now', () => {
  const session = signSession(account, visitor, now);
  const moved = { ...account, credentials: { ...account.credentials, origin: 'https://new.example' } };
  expect(readSession(moved, { session, origin }, now).kind).toBe('refused');
  expect(readSession(moved, { session, origin: 'https://new.example' }, now).kind).toBe('refused');
});

test('of a megabyte is refused', () => {
  expect(readSession(account, { session: 'a'.repeat(1_000_000), origin }, now).kind).toBe('refused');
});
