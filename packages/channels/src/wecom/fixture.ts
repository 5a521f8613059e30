import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { accountIdSchema, type ConnectedAccount, tenantIdSchema, type WebhookRequest } from '@answerdesk/domain';
import { createAccessTokens, createLocalTokenStore } from '../access-tokens.ts';
import { seal, signatureOf } from '../tencent-crypto.ts';
import { writeXml } from '../tencent-xml.ts';
import { createWecom, type WecomOptions } from './index.ts';

/** What the platform seals, or answers, as its documentation shows it. */
export function readFixture(file: string): Uint8Array {
  return readFileSync(new URL(`./fixtures/${file}`, import.meta.url));
}

export const CUSTOMER = 'wmAJ2GCAAAme1XQRC-NI-q0_ZM9ukoAw';
export const OPEN_KFID = 'wkAJ2GCAAASSm4_FhToWMFea0xAFfd3Q';
const CORP_ID = 'ww12345678910abcde';
const TOKEN = 'QDG6eKToken';
const AES_KEY = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C';

export const fixtureAccount: ConnectedAccount = {
  id: accountIdSchema.parse('t1.a1'),
  tenantId: tenantIdSchema.parse('t1'),
  channel: 'wecom',
  label: 'Tea House',
  credentials: {
    corpId: CORP_ID,
    secret: 'kGl1PDJ5ZZkFg2oUuXBGDSVJMgHVI3pKXIVFrgh3xyz',
    token: TOKEN,
    aesKey: AES_KEY,
    openKfid: OPEN_KFID,
  },
  stage: 'live',
  settings: { name: 'Tea House' },
  isSilent: false,
  webhookOpenedAt: new Date('2026-01-01T00:00:00Z'),
};

export interface Signing {
  readonly at?: Date;
  readonly token?: string;
  readonly receiver?: string;
}

/** A sealed text, and the query that it is signed with. */
export function sealedFor(message: string, { at = new Date(), token = TOKEN, receiver = CORP_ID }: Signing = {}) {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const nonce = String(randomBytes(6).readUIntBE(0, 6));
  const sealed = seal(AES_KEY, { message, receiver });
  return { sealed, query: { timestamp, nonce, msg_signature: signatureOf(token, timestamp, nonce, sealed) } };
}

export function postRequest(message: string, signing: Signing = {}): WebhookRequest {
  const { sealed, query } = sealedFor(message, signing);
  const rawBody = new TextEncoder().encode(writeXml({ ToUserName: CORP_ID, Encrypt: sealed, AgentID: '' }));
  return { method: 'POST', query, headers: { 'content-type': 'text/xml' }, rawBody };
}

export function echoRequest(message: string, signing: Signing = {}): WebhookRequest {
  const { sealed, query } = sealedFor(message, signing);
  return { method: 'GET', query: { ...query, echostr: sealed }, headers: {}, rawBody: new Uint8Array() };
}

/** The channel with tokens of its own. */
export function makeWecom(options: Partial<WecomOptions> = {}) {
  const accessTokens = createAccessTokens(createLocalTokenStore(), options.now ?? (() => new Date()));
  return createWecom({ accessTokens, ...options });
}
