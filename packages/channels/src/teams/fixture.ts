import { readFileSync } from 'node:fs';
import { accountIdSchema, type ConnectedAccount, tenantIdSchema, type WebhookRequest } from '@answerdesk/domain';
import { jsonOf } from './call-microsoft.ts';

const FOLDER = new URL('./fixtures/', import.meta.url);

/** A webhook's body as Teams posts it, for tests. */
export function readFixture(name: string): Uint8Array {
  return readFileSync(new URL(`${name}.json`, FOLDER));
}

export const fixtureApp = {
  appId: 'c9e8c047-2a34-40a1-b28a-b162d5f5327c',
  secret: 'fixture~secret.0123456789_abcdefghijklmn',
  directoryId: '72f988bf-86f1-41af-91ab-2d7cd011db47',
};

/** The fixtures' account, of the Teams on this machine when told where that is. */
export function fixtureAccountAt(apiRoot?: string): ConnectedAccount {
  const { appId, secret, directoryId } = fixtureApp;
  return {
    id: accountIdSchema.parse('t1.a1'),
    tenantId: tenantIdSchema.parse('t1'),
    channel: 'teams',
    label: 'Teams bot c9e8c047',
    credentials: { appId, appPassword: secret, directoryId },
    stage: 'live',
    settings: { appId, directoryId },
    isSilent: false,
    webhookOpenedAt: new Date('2026-01-01T00:00:00Z'),
    ...(apiRoot !== undefined && { apiRoot }),
  };
}

export function requestOf(rawBody: Uint8Array, headers: Readonly<Record<string, string>> = {}): WebhookRequest {
  return {
    method: 'POST',
    query: {},
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    rawBody,
  };
}

/** What a body says of where it came from; nothing when it says nothing. */
export function serviceUrlIn(rawBody: Uint8Array): string {
  const body = jsonOf(Buffer.from(rawBody).toString('utf8'));
  return typeof body === 'object' && body !== null && 'serviceUrl' in body ? String(body.serviceUrl) : '';
}
