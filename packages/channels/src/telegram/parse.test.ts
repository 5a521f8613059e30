import type { InboundContent } from '@answerdesk/domain';
import { checkType } from '@answerdesk/testing';
import { describe, expect, test } from 'vitest';
import { fixtureAccount, fixtureNames, readFixture, requestOf } from './fixture.ts';
import { parseTelegram } from './parse.ts';

/** Fixtures that show what the published API does not have. */
const INVENTED = ['unknown-kind', 'unknown-message-kind', 'wrong-shape'];

const parseBody = (rawBody: Uint8Array) => parseTelegram(requestOf(rawBody, 'x'), fixtureAccount);
const parseFixture = (name: string) => parseBody(readFixture(name));
const parseUpdate = (update: unknown) => parseBody(new TextEncoder().encode(JSON.stringify(update)));

function onlyMessage(parsed: ReturnType<typeof parseTelegram>) {
  if (parsed.kind !== 'parsed' || !parsed.messages[0]) throw new Error(JSON.stringify(parsed));
  return parsed.messages[0];
}

const ana = { id: 7_104_583_921, is_bot: false, first_name: 'Ana' };
const textUpdate = (changes: object, from: object = ana) => ({
  update_id: 1,
  message: { message_id: 1, date: 1_764_000_000, chat: { id: 7_104_583_921, type: 'private' }, from, ...changes },
});

test.each(fixtureNames().filter((name) => !INVENTED.includes(name)))('the fixture %s is what the API sends', (name) => {
  expect(checkType('Update', JSON.parse(new TextDecoder().decode(readFixture(name))))).toBeUndefined();
});

test('a text is read with its chat, its sender, its time and its key', () => {
  expect(parseFixture('text')).toEqual({
    kind: 'parsed',
    ignored: [],
    messages: [
      {
        dedupeKey: 'message:7104583921:413',
        chatKey: '7104583921',
        isGroup: false,
        contact: { platformId: '7104583921', displayName: 'Ana Souza', locale: 'pt-BR' },
        content: { kind: 'text', text: 'Oi! Vocês entregam aos sábados?' },
        sentAt: new Date(1_764_015_281_000),
      },
    ],
  });
});

test('an answer under a message names it, and one under nothing readable names none', () => {
  expect(onlyMessage(parseFixture('text-reply-with-link')).inReplyTo).toBe('380');
  expect(onlyMessage(parseFixture('text'))).not.toHaveProperty('inReplyTo');
  for (const reply_to_message of [7, {}, { message_id: 'x' }, { message_id: -1 }, null]) {
    expect(onlyMessage(parseUpdate(textUpdate({ text: 'x', reply_to_message })))).not.toHaveProperty('inReplyTo');
  }
});

describe('content', () => {
  test.each<[string, InboundContent]>([
    ['text-large-id', { kind: 'text', text: 'كم سعر التوصيل إلى المنزل؟' }],
    ['text-reply-with-link', { kind: 'text', text: 'Is this the right page? https://tea.example/menu' }],
    ['command-start', { kind: 'command', name: 'start', argument: '' }],
    ['command-start-payload', { kind: 'command', name: 'start', argument: 'table-12' }],
    ['command-at-bot', { kind: 'command', name: 'human', argument: 'I want a person\nplease' }],
    ['callback-query', { kind: 'choice', choiceId: 'faq:0mi1x2', acknowledgeHandle: '3051899204417283650' }],
    ['callback-query-old-message', { kind: 'choice', choiceId: 'human', acknowledgeHandle: '3051899204417283651' }],
  ])('of %s', (name, content) => expect(onlyMessage(parseFixture(name)).content).toEqual(content));

  test.each([
    ['photo', 'image', 'photo', 'AgACAgIAAxkBAAIBn2kkbQABNeYAAhR8wUq3', 'Isto chegou quebrado.'],
    ['photo-of-album', 'image', 'photo', 'AgACAgIAAxkBAAIBn2kkeQABNeYAAhR8wUq3', undefined],
    ['voice', 'voice', 'voice', 'AwACAgIAAxkBAAICBmkvoice', undefined],
    ['audio', 'audio', 'audio', 'CQACAgIAAxkBAAICaudio', undefined],
    ['video', 'video', 'video', 'BAACAgIAAxkBAAICvideo', 'Look'],
    ['video-note', 'video', 'video_note', 'DQACAgIAAxkBAAICnote', undefined],
    ['animation', 'video', 'animation', 'CgACAgIAAxkBAAICanim', undefined],
    ['sticker', 'sticker', 'sticker', 'CAACAgIAAxkBAAICsticker', undefined],
    ['document', 'file', 'document', 'BQACAgIAAxkBAAICdoc', 'A fatura'],
    ['location', 'location', 'location', undefined, undefined],
    ['venue', 'location', 'venue', undefined, undefined],
    ['contact', 'contact-card', 'contact', undefined, undefined],
    ['poll', 'other', 'poll', undefined, undefined],
    ['dice', 'other', 'dice', undefined, undefined],
    ['story', 'other', 'story', undefined, undefined],
  ])('of an attachment: %s is %s', (name, attachment, platformKind, fileId, caption) => {
    const { content } = onlyMessage(parseFixture(name));
    expect({ fileId: undefined, caption: undefined, ...content }).toMatchObject({
      kind: 'attachment',
      attachment,
      platformKind,
      fileId,
      caption,
    });
  });

  test.each(['/', '/ help', '/usr/bin is full', '/größe', 'a /start', `/${'x'.repeat(33)}`])(
    '%j is a text, not a command',
    (text) => expect(onlyMessage(parseUpdate(textUpdate({ text }))).content).toEqual({ kind: 'text', text }),
  );
});

describe('ignored, with a reason that names the kind', () => {
  test.each([
    ['supergroup-message', 'supergroup that is not for the bot'],
    ['channel-post', 'channel_post'],
    ['message-reaction', 'message_reaction'],
    ['message-from-bot', 'bot'],
    ['pinned-message', 'pinned_message'],
    ['callback-query-inline', 'without a message'],
    ['unknown-kind', 'telepathy'],
    ['unknown-message-kind', 'hologram'],
    ['wrong-shape', 'not an Update: message.message_id'],
  ])('%s', (name, reason) => {
    expect(parseFixture(name)).toEqual({ kind: 'parsed', messages: [], ignored: [expect.stringContaining(reason)] });
  });

  test('an id too large to be held exactly, which would name another chat', () => {
    const body = JSON.stringify(textUpdate({ text: 'hello' })).replaceAll('7104583921', '9007199254740993');
    expect(parseBody(new TextEncoder().encode(body))).toMatchObject({ messages: [], ignored: [expect.any(String)] });
  });

  test('a text of nothing but spaces and NULs', () => {
    expect(parseUpdate(textUpdate({ text: ' \u0000\n' }))).toMatchObject({ messages: [] });
  });
});

describe('the contact', () => {
  const contactOf = (from: object) => onlyMessage(parseUpdate(textUpdate({ text: 'x' }, { ...ana, ...from }))).contact;

  test('keeps an id beyond 32 bits digit by digit', () => {
    expect(onlyMessage(parseFixture('text-large-id')).contact.platformId).toBe('4503599627370497');
    expect(onlyMessage(parseFixture('text-large-id')).chatKey).toBe('4503599627370497');
  });

  test.each([
    [{ first_name: 'Ana', last_name: 'Souza' }, 'Ana Souza'],
    [{ first_name: '', username: 'ana_s' }, 'ana_s'],
    [{ first_name: '\u0000 ' }, undefined],
    [{ first_name: 'x'.repeat(500) }, 'x'.repeat(300)],
    [{ first_name: `${'x'.repeat(299)}😀` }, 'x'.repeat(299)],
    [{ first_name: 'A\ud800B' }, 'A\ufffdB'],
  ])('of %.60j is called %.20j', (from, name) => expect(contactOf(from).displayName).toBe(name));

  test.each([
    ['zh-hans', 'zh-CN'],
    ['zh-Hans-SG', 'zh-CN'],
    ['zh-hant', 'zh-TW'],
    ['pt-br', 'pt-BR'],
    ['EN', 'en'],
    ['', undefined],
    ['klingon language', undefined],
    ['x'.repeat(100), undefined],
  ])('with the language code %.20j speaks %j', (code, locale) => {
    expect(contactOf({ language_code: code }).locale).toBe(locale);
  });
});

test('a text over the limit is cut, never inside a pair', () => {
  const { content } = onlyMessage(parseUpdate(textUpdate({ text: `${'x'.repeat(9_999)}😀` })));
  expect(content).toEqual({ kind: 'text', text: 'x'.repeat(9_999) });
});

test('a date that is no date is refused rather than stored', () => {
  expect(parseUpdate(textUpdate({ text: 'x', date: 9e15 }))).toMatchObject({ messages: [] });
});

describe('in a group', () => {
  const group = { id: -4_891_234_567, type: 'group', title: 'Team lunch' };
  const said = (changes: object) => parseUpdate(textUpdate({ message_id: 77, chat: group, ...changes }));
  const mention = (text: string, name: string) => ({
    text,
    entities: [{ type: 'mention', offset: text.indexOf(name), length: name.length }],
  });

  test('a mention of the bot is for the bot, which reads it without its own name and answers that very message', () => {
    for (const name of ['@tea_house_bot', '@Tea_House_Bot']) {
      expect(onlyMessage(said(mention(`Hey ${name} when do you open?`, name)))).toMatchObject({
        dedupeKey: 'message:-4891234567:77',
        chatKey: '-4891234567',
        isGroup: true,
        replyHandle: '77',
        contact: { platformId: '7104583921' },
        content: { kind: 'text', text: 'Hey when do you open?' },
      });
    }
  });

  test('an answer to one of its messages is for the bot', () => {
    const reply_to_message = { message_id: 70, from: { id: 5_312_998_877, is_bot: true } };
    expect(onlyMessage(said({ text: 'and on Sunday?', reply_to_message })).content).toMatchObject({
      text: 'and on Sunday?',
    });
    const toAnother = { message_id: 70, from: { id: 1, is_bot: false } };
    expect(said({ text: 'and on Sunday?', reply_to_message: toAnother })).toMatchObject({ messages: [] });
  });

  test('a command that names it is for the bot, one that names nobody or another bot is not', () => {
    expect(onlyMessage(parseFixture('group-message')).content).toEqual({ kind: 'command', name: 'menu', argument: '' });
    const command = (text: string) =>
      said({ text, entities: [{ type: 'bot_command', offset: 0, length: text.length }] });
    expect(command('/menu')).toMatchObject({ messages: [] });
    expect(command('/menu@coffee_house_bot')).toMatchObject({ messages: [] });
  });

  test('what is said to others is not read', () => {
    expect(said({ text: 'when do you open?' })).toMatchObject({
      messages: [],
      ignored: [expect.stringContaining('group')],
    });
    expect(said(mention('@ana_souza when do you open?', '@ana_souza'))).toMatchObject({ messages: [] });
    expect(said({ text: 'x', entities: 'nonsense', reply_to_message: 7 })).toMatchObject({ messages: [] });
  });

  test('a button pressed there is read, and answered under its message', () => {
    expect(onlyMessage(parseFixture('supergroup-callback-query'))).toMatchObject({
      isGroup: true,
      replyHandle: '498',
      content: { kind: 'choice', choiceId: 'human' },
    });
  });
});

test('a changed message names the one that it changes, and each change has its own key', () => {
  expect(onlyMessage(parseFixture('edited-message'))).toMatchObject({
    dedupeKey: 'edit:7104583921:436:1764020000',
    content: { kind: 'edited', of: 'message:7104583921:436', text: 'Oi! Vocês entregam aos domingos?' },
  });
});

test('a customer who blocks the bot has left, one who lets it in again says nothing by that', () => {
  expect(onlyMessage(parseFixture('my-chat-member-blocked')).content).toEqual({ kind: 'left' });
  const body = new TextDecoder().decode(readFixture('my-chat-member-blocked')).replace('"kicked"', '"member"');
  expect(parseBody(new TextEncoder().encode(body))).toMatchObject({ messages: [], ignored: [expect.any(String)] });
});

test('a place is kept with its name, a file with what it is called', () => {
  expect(onlyMessage(parseFixture('venue')).content).toMatchObject({
    place: { latitude: expect.any(Number), longitude: expect.any(Number), name: expect.any(String) },
  });
  expect(onlyMessage(parseFixture('document')).content).toMatchObject({ fileName: expect.stringMatching(/\.pdf$/) });
});
