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
    for (const kind of ['verify-email', 'reset-password', 'invitation'] as const) {
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
