import { expect, test } from 'vitest';
import ar from './mail/ar.json' with { type: 'json' };
import de from './mail/de.json' with { type: 'json' };
import en from './mail/en.json' with { type: 'json' };
import es from './mail/es.json' with { type: 'json' };
import fr from './mail/fr.json' with { type: 'json' };
import ja from './mail/ja.json' with { type: 'json' };
import zhCN from './mail/zh-CN.json' with { type: 'json' };
import zhTW from './mail/zh-TW.json' with { type: 'json' };
import { createMailWords, mailLanguages } from './mail-words.ts';

const bundles = { en, 'zh-CN': zhCN, 'zh-TW': zhTW, es, de, fr, ja, ar };
const valuesIn = (text: string) => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

test.each(Object.entries(bundles))(
  '%s has the words of every mail, with the same values in them',
  (_language, bundle) => {
    expect(Object.keys(bundle).sort()).toEqual(Object.keys(en).sort());
    for (const part of ['channel', 'reason'] as const) {
      expect(Object.keys(bundle.words[part]).sort()).toEqual(Object.keys(en.words[part]).sort());
    }
    for (const kind of [
      'verify-email',
      'reset-password',
      'invitation',
      'conversation-waiting',
      'conversation-given',
      'reply-due',
      'reply-overdue',
      'more-waiting',
      'cap-share',
      'cap-reached',
      'cap-forecast',
      'quota-near',
      'quota-reached',
      'past-due',
      'topic-burst',
      'publish-held-changed',
      'publish-held-losing',
    ] as const) {
      for (const part of ['subject', 'text'] as const) {
        expect(new Set(valuesIn(bundle[kind][part])), `${kind}.${part}`).toEqual(new Set(valuesIn(en[kind][part])));
      }
    }
  },
);

test('a mail is written in the nearest language there is', async () => {
  const words = createMailWords();
  const values = { link: 'https://desk.example/x', tenantName: 'A & B', inviterName: 'Ann' };
  expect(mailLanguages).toEqual(Object.keys(bundles));
  for (const [locale, bundle] of [
    ['de-AT', de],
    ['zh-Hant-HK', zhTW],
    ['zh-HK', zhTW],
    ['zh', zhCN],
    ['xx', en],
  ] as const) {
    const { subject, text } = await words(locale, 'invitation', values);
    expect(subject).toBe(
      bundle.invitation.subject.replace('{{inviterName}}', 'Ann').replace('{{tenantName}}', 'A & B'),
    );
    expect(text).toContain('https://desk.example/x');
  }
});

test('channels and reasons are said in the language of the mail, and who has no name is somebody', async () => {
  const words = createMailWords();
  const values = { customer: '', channel: 'webchat', reason: 'emotion', since: '9:00', tenantName: 'Tea', link: 'x' };
  const { subject, text } = await words('de', 'conversation-waiting', values);
  expect(subject).toBe('Ein Kunde wartet');
  expect(text).toContain('Web-Chat');
  expect(text).toContain('Der Kunde wirkt verärgert.');
});

test('a customer who calls themselves by a key of ours is called just that', async () => {
  const values = {
    customer: '$t(words.someone) {{link}}',
    channel: 'x',
    reason: 'y',
    since: 'z',
    tenantName: 'Tea',
    link: 'L',
  };
  expect((await createMailWords()('en', 'conversation-waiting', values)).subject).toBe(
    '$t(words.someone) {{link}} is waiting',
  );
});
