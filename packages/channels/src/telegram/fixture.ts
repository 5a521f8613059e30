import { readdirSync, readFileSync } from 'node:fs';
import type { ConnectedAccount, WebhookRequest } from '@answerdesk/domain';
import { accountIdSchema, tenantIdSchema } from '@answerdesk/domain';

const FOLDER = new URL('./fixtures/', import.meta.url);

/** A webhook's body as the platform posts it, for tests. */
export function readFixture(name: string): Uint8Array {
  return readFileSync(new URL(`${name}.json`, FOLDER));
}

export function fixtureNames(): string[] {
  return readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ''));
}

export const fixtureAccount: ConnectedAccount = {
  id: accountIdSchema.parse('t1.a1'),
  tenantId: tenantIdSchema.parse('t1'),
  channel: 'telegram',
  label: '@tea_house_bot',
  credentials: {
    token: '5312998877:AAF-x0_fixture-token-0123456789abcd',
    webhookSecret: 'sEcret_of-the-webhook-0123456789',
  },
  stage: 'live',
  settings: { botId: 5_312_998_877, username: 'tea_house_bot', name: 'Tea House' },
  isSilent: false,
};

export function requestOf(rawBody: Uint8Array, secret: string | undefined): WebhookRequest {
  return {
    method: 'POST',
    query: {},
    headers: { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret },
    rawBody,
  };
}
