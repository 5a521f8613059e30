import { expect, test } from 'vitest';
import { fixtureAccount, postRequest, readFixture } from './fixture.ts';
import { parseWecom } from './parse.ts';

const text = new TextDecoder().decode(readFixture('kf-msg-or-event.xml'));
const SUCCESS = { status: 200, contentType: 'text/plain; charset=utf-8', body: 'success' };

test('a call says that there is something to fetch, and with what', () => {
  expect(parseWecom(postRequest(text), fixtureAccount)).toEqual({
    kind: 'parsed',
    messages: [],
    ignored: [],
    pull: { token: 'ENCApHxnGDNAVNY4AaSJKj4Tb5mwsEMzxhFmHVGcra996NR' },
    reply: SUCCESS,
  });
});

test.each([
  ['of another event', text.replace('kf_msg_or_event', 'change_contact'), /change_contact/],
  ['about no account', text.replace(/<OpenKfId>.*<\/OpenKfId>/, ''), /no customer service account/],
  ['without a token', text.replace(/<Token>.*<\/Token>/, ''), /without a token/],
])('a call %s is ignored, with a reason, and acknowledged', (_, inner, reason) => {
  expect(parseWecom(postRequest(inner), fixtureAccount)).toEqual({
    kind: 'parsed',
    messages: [],
    ignored: [expect.stringMatching(reason)],
    reply: SUCCESS,
  });
});

test('a call about another account of the corporation names it', () => {
  const other = text.replace('wkAJ2GC', 'wkOther');
  expect(parseWecom(postRequest(other), fixtureAccount)).toMatchObject({
    messages: [],
    pull: { of: { setting: 'openKfid', value: expect.stringMatching(/^wkOther/) } },
  });
});

test('what is not sealed is not read', () => {
  const call = { ...postRequest(text), rawBody: new TextEncoder().encode(text) };
  expect(parseWecom(call, fixtureAccount).kind).toBe('malformed');
});
