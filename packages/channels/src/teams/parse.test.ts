import type { InboundMessage, ParsedWebhook } from '@answerdesk/domain';
import { describe, expect, test } from 'vitest';
import { readFixture, requestOf } from './fixture.ts';
import { parseTeams } from './parse.ts';

type Json = Record<string, unknown>;

const jsonOfFixture = (name: string): Json => JSON.parse(new TextDecoder().decode(readFixture(name)));
const parseJson = (body: unknown) => parseTeams(requestOf(new TextEncoder().encode(JSON.stringify(body))));
const parse = (name: string, changes: Json = {}) => parseJson({ ...jsonOfFixture(name), ...changes });

function messageIn(parsed: ParsedWebhook): InboundMessage {
  const [message] = parsed.kind === 'parsed' ? parsed.messages : [];
  if (!message) throw new Error(`no message: ${JSON.stringify(parsed)}`);
  return message;
}
const contentOf = (name: string, changes: Json = {}) => messageIn(parse(name, changes)).content;

test('a personal message is read whole, with what is needed to answer it later', () => {
  const { conversation } = jsonOfFixture('personal-text') as { conversation: { id: string; tenantId: string } };
  const message = messageIn(parse('personal-text'));
  expect(message).toEqual({
    dedupeKey: expect.stringMatching(/^[\w-]{22}:[\w-]{22}$/),
    chatKey: conversation.id,
    isGroup: false,
    contact: { platformId: '7faf8cda-3d44-4a2d-9a39-2f0a8f2c3c11', displayName: 'Megan Bowen', locale: 'en-US' },
    content: { kind: 'text', text: 'When do you open?' },
    sentAt: new Date('2017-02-01T21:10:07.437Z'),
    replyHandle: expect.any(String),
  });
  expect(JSON.parse(message.replyHandle ?? '')).toEqual({
    serviceUrl: 'https://smba.trafficmanager.net/amer/',
    conversationId: conversation.id,
    botId: '28:c9e8c047-2a34-40a1-b28a-b162d5f5327c',
    tenantId: conversation.tenantId,
  });
});

test('who has no directory id is known by the id that Teams gives', () => {
  const from = { id: '29:1abc', name: '' };
  expect(messageIn(parse('personal-text', { from })).contact).toEqual({ platformId: '29:1abc', locale: 'en-US' });
});

test('the same number in another conversation is another message', () => {
  const elsewhere = { conversationType: 'personal', id: 'a:elsewhere' };
  const keys = [parse('personal-text'), parse('personal-text', { conversation: elsewhere })].map(
    (parsed) => messageIn(parsed).dedupeKey,
  );
  expect(new Set(keys).size).toBe(2);
});

describe('in a group', () => {
  test('the bot hears what speaks to it, without its own name', () => {
    const message = messageIn(parse('group-mention'));
    expect(message).toMatchObject({ isGroup: true, contact: { locale: 'de-DE' } });
    expect(message.content).toEqual({ kind: 'text', text: 'do you have <green> tea & cake?' });
  });

  test('the bot does not hear what does not', () => {
    expect(parse('group-unmentioned')).toEqual({
      kind: 'parsed',
      messages: [],
      ignored: [expect.stringMatching(/does not speak to the bot/)],
    });
  });

  test('a name that is written but not meant is no mention', () => {
    expect(parse('group-mention', { entities: [] })).toMatchObject({ messages: [] });
  });

  test("a thread is a chat of its own, and other people's names stay", () => {
    const message = messageIn(parse('channel-thread'));
    expect(message.chatKey).toMatch(/;messageid=1485983194839$/);
    expect(message.isGroup).toBe(true);
    expect(message.content).toEqual({ kind: 'text', text: 'what about Adele?' });
  });

  test('a pressed button needs no mention', () => {
    const { conversation } = jsonOfFixture('group-mention');
    expect(contentOf('action-submit', { conversation: conversation })).toEqual({ kind: 'choice', choiceId: 'faq:f1' });
  });

  test('somebody who takes the bot out of it has not left', () => {
    const { conversation } = jsonOfFixture('group-mention');
    expect(parse('installation-remove', { conversation: conversation })).toMatchObject({ messages: [] });
  });
});

describe('a pressed button', () => {
  test('is a choice', () => {
    expect(contentOf('action-submit')).toEqual({ kind: 'choice', choiceId: 'faq:f1' });
  });

  test.each([[{ other: 1 }], [{ choiceId: 7 }], [{ choiceId: '' }], ['x'], [null]])(
    'of somebody else, with %j, is nothing',
    (value) => {
      expect(parse('action-submit', { value })).toMatchObject({ messages: [] });
    },
  );

  test('of the other kind is answered in the form it waits for', () => {
    const parsed = parse('card-action');
    expect(messageIn(parsed).content).toEqual({ kind: 'choice', choiceId: 'person' });
    const { reply } = parsed.kind === 'parsed' ? parsed : {};
    expect(reply).toMatchObject({ status: 200, contentType: 'application/json; charset=utf-8' });
    expect(JSON.parse(reply?.body ?? '')).toEqual({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'OK',
    });
  });

  test('of the other kind without a choice, and what is invoked besides, is told no', () => {
    const without = parse('card-action', { value: { action: { data: {} } } });
    expect(without).toMatchObject({
      messages: [],
      reply: { status: 200, body: expect.stringMatching(/"statusCode":400/) },
    });
    expect(parse('card-action', { name: 'fileConsent/invoke' })).toMatchObject({
      messages: [],
      reply: { status: 501 },
    });
  });
});

describe('what is sent along', () => {
  const attachments = (contentType: string, more: Json = {}) => ({ attachments: [{ contentType, ...more }] });

  test('a picture keeps its address and what was said with it', () => {
    expect(contentOf('inline-image')).toEqual({
      kind: 'attachment',
      attachment: 'image',
      platformKind: 'image/*',
      url: 'https://smba.trafficmanager.net/amer/v3/attachments/0-cus-d1/views/original',
      caption: 'what is this?',
    });
  });

  test('a file keeps its name, its id and where it is', () => {
    expect(contentOf('file-download')).toEqual({
      kind: 'attachment',
      attachment: 'file',
      platformKind: 'application/vnd.microsoft.teams.file.download.info',
      fileId: '1150D938-8870-4044-9F2C-5BBDEBA70C9D',
      url: 'https://download.link/file',
      fileName: 'file_example.txt',
    });
  });

  test.each([
    ['audio/mp4', 'audio'],
    ['video/mp4', 'video'],
    ['application/pdf', 'file'],
    ['application/vnd.microsoft.card.hero', 'other'],
  ])('%s is of kind %s', (contentType, attachment) => {
    expect(contentOf('personal-text', attachments(contentType))).toMatchObject({ attachment });
  });

  test.each(['javascript:alert(1)', 'file:///etc/passwd', 'not an address', `https://x.example/${'x'.repeat(5_000)}`])(
    'the address %.40s is not kept',
    (contentUrl) => {
      expect(contentOf('personal-text', attachments('image/png', { contentUrl }))).not.toHaveProperty('url');
    },
  );

  test('several are several messages with keys of their own', () => {
    const two = { attachments: [{ contentType: 'image/png' }, { contentType: 'image/png' }] };
    const parsed = parse('personal-text', two);
    const messages = parsed.kind === 'parsed' ? parsed.messages : [];
    expect(messages.map(({ content }) => 'caption' in content)).toEqual([true, false]);
    expect(new Set(messages.map(({ dedupeKey }) => dedupeKey)).size).toBe(2);
  });
});

describe('what happens to a message', () => {
  const of = messageIn(parse('personal-text')).dedupeKey;

  test('an edit names the message that it changes, and each edit is its own', () => {
    expect(contentOf('message-update')).toEqual({ kind: 'edited', of, text: 'When do you close?' });
    const keys = ['2017-02-01T21:11:07.437Z', '2017-02-01T21:11:09.437Z'].map(
      (timestamp) => messageIn(parse('message-update', { timestamp })).dedupeKey,
    );
    expect(new Set(keys).size).toBe(2);
  });

  test('a deletion names the message that it takes back', () => {
    expect(contentOf('message-delete')).toEqual({ kind: 'deleted', of });
  });
});

describe('coming and going', () => {
  test('both ways that Teams tells of an arrival are one', () => {
    const [added, installed] = [messageIn(parse('members-added')), messageIn(parse('installation-add'))];
    expect(added.content).toEqual({ kind: 'opened' });
    expect(installed.dedupeKey).toBe(added.dedupeKey);
    const later = messageIn(parse('installation-add', { timestamp: '2017-02-02T21:00:02.400Z' }));
    expect(later.dedupeKey).not.toBe(added.dedupeKey);
  });

  test("other people's arrival is nothing", () => {
    expect(parse('members-added', { membersAdded: [{ id: '29:1other' }] })).toMatchObject({ messages: [] });
  });

  test('a bot that is uninstalled is left', () => {
    expect(contentOf('installation-remove')).toEqual({ kind: 'left' });
  });
});

test.each([
  ['reaction', {}, /messageReaction/],
  ['personal-text', { type: 'typing' }, /typing/],
  ['own-message', {}, /our own/],
  ['personal-text', { text: ' ' }, /says nothing/],
  ['personal-text', { id: '' }, /without an id/],
  ['personal-text', { from: {} }, /not an activity: from\.id/],
])('%s with %j is ignored with a reason', (name, changes, reason) => {
  const parsed = parse(name, changes);
  expect(parsed).toEqual({ kind: 'parsed', messages: [], ignored: [expect.stringMatching(reason)] });
});
