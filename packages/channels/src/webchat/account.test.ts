import { DomainError, tenantIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { createWebchat } from './index.ts';

const tenantId = tenantIdSchema.parse('t1');
const identify = (credentials: Readonly<Record<string, string>>) => createWebchat().identify({ tenantId, credentials });

test.each([
  ['https://Shop.Example', 'https://shop.example', 'shop.example'],
  [' https://shop.example:443/ ', 'https://shop.example', 'shop.example'],
  ['https://shop.example:8443', 'https://shop.example:8443', 'shop.example:8443'],
  ['https://bücher.example', 'https://xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['http://127.0.0.1:3000', 'http://127.0.0.1:3000', '127.0.0.1:3000'],
  ['http://localhost', 'http://localhost', 'localhost'],
])('takes %j for %j', async (origin, normal, label) => {
  const identified = await identify({ origin });
  expect(identified).toEqual({
    platformId: `t1/${normal}`,
    label,
    credentials: { origin: normal, sessionKey: expect.stringMatching(/^[\w-]{43}$/) },
    settings: { origin: normal },
  });
});

test('makes another key each time, and keeps one that is given', async () => {
  const [one, two] = await Promise.all([
    identify({ origin: 'https://a.example' }),
    identify({ origin: 'https://a.example' }),
  ]);
  expect(one.credentials['sessionKey']).not.toBe(two.credentials['sessionKey']);
  const sessionKey = 'k'.repeat(43);
  expect((await identify({ origin: 'https://a.example', sessionKey })).credentials).toMatchObject({ sessionKey });
});

test.each([
  ['', /Enter the address of your website/],
  ['shop.example', /must begin with https:\/\//],
  ['//shop.example', /must begin with https:\/\//],
  ['javascript:alert(1)', /must begin with https:\/\//],
  ['http://shop.example', /secure pages only/],
  ['http://127.0.0.1.evil.example', /secure pages only/],
  ['ftp://shop.example', /secure pages only/],
  ['https://shop.example/chat', /Leave out what follows .* enter https:\/\/shop\.example\./],
  ['https://shop.example/?a=1', /Leave out what follows/],
  ['https://shop.example/#top', /Leave out what follows/],
  ['https://ann:secret@shop.example', /must hold no name or password/],
  ['https://', /not the address of a website/],
  [
    `https://${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.example`,
    /not the address of a website/,
  ],
])('refuses %j in words an owner understands', async (origin, words) => {
  const refusal = await identify({ origin }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(DomainError);
  expect(refusal).toMatchObject({ code: 'invalid', message: expect.stringMatching(words) });
  expect(String(refusal)).not.toContain('secret@');
});
