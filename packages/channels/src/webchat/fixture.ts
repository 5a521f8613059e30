import { readFileSync } from 'node:fs';
import { accountIdSchema, type ConnectedAccount, tenantIdSchema, type WebhookRequest } from '@answerdesk/domain';
import { signSession } from './session.ts';

const FOLDER = new URL('./fixtures/', import.meta.url);

/** A body as the widget posts it, for tests. */
export function readFixture(name: string): Uint8Array {
  return readFileSync(new URL(`${name}.json`, FOLDER));
}

export const fixtureVisitor = 'm1x0c5q2a0k3b9d8f7g6h5j4';

export const fixtureAccount: ConnectedAccount = {
  id: accountIdSchema.parse('t1.a1'),
  tenantId: tenantIdSchema.parse('t1'),
  channel: 'webchat',
  label: 'shop.example',
  credentials: {
    origin: 'https://shop.example',
    sessionKey: 'f1xtUre_session-key-0123456789abcdefghijkl',
  },
  stage: 'live',
  settings: { origin: 'https://shop.example' },
  isSilent: false,
};

export function requestOf(
  rawBody: Uint8Array,
  {
    session = signSession(fixtureAccount, fixtureVisitor, new Date()),
    origin = 'https://shop.example',
  }: { readonly session?: string; readonly origin?: string | null } = {},
): WebhookRequest {
  return {
    method: 'POST',
    query: {},
    headers: {
      'content-type': 'application/json',
      ...(session !== '' && { authorization: `Bearer ${session}` }),
      ...(origin !== null && { origin }),
    },
    rawBody,
  };
}
