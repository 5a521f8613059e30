import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { accountIdSchema, type ConnectedAccount, tenantIdSchema, type WebhookRequest } from '@answerdesk/domain';
import { createAccessTokens, createLocalTokenStore } from '../access-tokens.ts';
import { seal, signatureOf } from '../tencent-crypto.ts';
import { writeXml } from '../tencent-xml.ts';
import { createWechat, type WechatOptions } from './index.ts';

const FOLDER = new URL('./fixtures/', import.meta.url);

/** A webhook's body as the platform posts it in plain mode, for tests. */
export function readFixture(name: string): Uint8Array {
  return readFileSync(new URL(`${name}.xml`, FOLDER));
}

export function fixtureNames(): string[] {
  return readdirSync(FOLDER).map((file) => file.replace(/\.xml$/, ''));
}

export const OPENID = 'oia2TjjewbmiOUlr6X-1crbLOvLw';
const aesKey = 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG';

export const fixtureAccount: ConnectedAccount = {
  id: accountIdSchema.parse('t1.a1'),
  tenantId: tenantIdSchema.parse('t1'),
  channel: 'wechat',
  label: 'wx2c2769f8efd9abc2',
  credentials: {
    appId: 'wx2c2769f8efd9abc2',
    appSecret: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
    token: 'spamtestToken',
    aesKey,
  },
  stage: 'live',
  settings: { appId: 'wx2c2769f8efd9abc2', pushes: true },
  isSilent: false,
  webhookOpenedAt: new Date('2026-01-01T00:00:00Z'),
};

/** The same account without a key: its calls are plain. */
export const plainAccount: ConnectedAccount = {
  ...fixtureAccount,
  credentials: Object.fromEntries(Object.entries(fixtureAccount.credentials).filter(([name]) => name !== 'aesKey')),
};

export interface Signing {
  readonly at?: Date;
  readonly nonce?: string;
  readonly token?: string;
  /** Whom a sealed call is sealed for. */
  readonly receiver?: string;
}

/** The query that every call of the platform carries. */
export function signedQuery({ at = new Date(), nonce = String(randomBytes(6).readUIntBE(0, 6)), token }: Signing = {}) {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signature = signatureOf(token ?? fixtureAccount.credentials['token'] ?? '', timestamp, nonce);
  return { signature, timestamp, nonce, openid: OPENID };
}

export function plainRequest(rawBody: Uint8Array, signing: Signing = {}): WebhookRequest {
  return { method: 'POST', query: signedQuery(signing), headers: { 'content-type': 'text/xml' }, rawBody };
}

/** A call in safe mode, or in compatible mode with `beside`, what stands beside the sealed part. */
export function sealedRequest(message: string, signing: Signing = {}, beside = ''): WebhookRequest {
  const query = signedQuery(signing);
  const { appId = '', token = '' } = fixtureAccount.credentials;
  const sealed = seal(aesKey, { message, receiver: signing.receiver ?? appId });
  const outer = writeXml({ ToUserName: 'gh_7f083739789a', Encrypt: sealed }).replace('</xml>', `${beside}</xml>`);
  return {
    method: 'POST',
    query: {
      ...query,
      encrypt_type: 'aes',
      msg_signature: signatureOf(signing.token ?? token, query.timestamp, query.nonce, sealed),
    },
    headers: { 'content-type': 'text/xml' },
    rawBody: new TextEncoder().encode(outer),
  };
}

/** The channel with tokens of its own. */
export function makeWechat(options: Partial<WechatOptions> = {}) {
  const accessTokens = createAccessTokens(createLocalTokenStore(), options.now ?? (() => new Date()));
  return createWechat({ accessTokens, ...options });
}
