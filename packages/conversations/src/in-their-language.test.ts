import { type Tenant, tenantIdSchema } from '@answerdesk/domain';
import { createSentences } from '@answerdesk/locales';
import { describe, expect, it } from 'vitest';
import { inTheirLanguage, type Reader, type WrittenAnswer } from './in-their-language.ts';

const tenant: Tenant = {
  id: tenantIdSchema.parse('t1'),
  name: 'A shop',
  locale: 'en',
  faqsVersion: 1,
  isDemo: false,
  createdAt: new Date(0),
};
const failures: unknown[] = [];
const deps = { sentences: createSentences(), reportFailure: (what: string) => void failures.push(what) };
const spanish: Reader = { tenant, language: 'es', certainty: 'shown' };
const written = { text: 'From **9 to 17**.\n\n[Map](https://shop.example/)', writtenIn: 'en' };

describe('an answer in another language than the customer’s', () => {
  it('stands word for word under a paragraph that names its language in the customer’s', async () => {
    const { text } = await inTheirLanguage(deps, spanish, written);
    const [said, ...answer] = text.split('\n\n');
    expect(said).toContain('inglés');
    expect(answer.join('\n\n')).toBe(written.text);
  });

  it.each([
    ['the language was only guessed', { ...spanish, certainty: 'assumed' }, written],
    ['the customer wrote in its language before', { ...spanish, wroteIn: ['es', 'en-GB'] }, written],
    ['it is in the customer’s language', spanish, { ...written, writtenIn: 'es' }],
    [
      'it is in a form of the customer’s language',
      { ...spanish, language: 'zh-TW' },
      { ...written, writtenIn: 'zh-CN' },
    ],
    ['nothing tells its language', spanish, { text: '4.90' }],
  ] satisfies [string, Reader, WrittenAnswer][])('stands alone where %s', async (_when, reader, answer) => {
    expect(await inTheirLanguage(deps, reader, answer)).toEqual({ text: answer.text });
  });

  it('is known by its words where its FAQ names no language', async () => {
    const text = 'We are open from nine to five on all working days.';
    expect((await inTheirLanguage(deps, spanish, { text })).text).toContain('inglés');
    expect(await inTheirLanguage(deps, { ...spanish, language: 'en' }, { text })).toEqual({ text });
  });

  it('is translated where somebody translates, and says so', async () => {
    const translateAnswer = async (_tenantId: unknown, _text: string, from: string, to: string) => `${from} to ${to}`;
    const { text, isTranslated } = await inTheirLanguage({ ...deps, translateAnswer }, spanish, written);
    expect(isTranslated).toBe(true);
    expect(text).toMatch(/^en to es\n\n.*inglés/);
  });

  it('is said to be in its language where translating fails', async () => {
    const translateAnswer = async () => Promise.reject(new Error('no'));
    const { text } = await inTheirLanguage({ ...deps, translateAnswer }, spanish, written);
    expect(text.endsWith(`\n\n${written.text}`)).toBe(true);
    expect(failures).toEqual(['translating an answer']);
  });
});
