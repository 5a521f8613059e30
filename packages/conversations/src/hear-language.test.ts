import { describe, expect, it } from 'vitest';
import { type HeardLanguage, hearLanguage, type LanguagesSoFar } from './hear-language.ts';

const begun: LanguagesSoFar = { locale: 'zh-CN', candidates: ['en', 'zh-CN'] };

/** Says one message after the other; what is heard of the last one. */
function hearAll(...texts: string[]): HeardLanguage {
  let soFar = begun;
  let heard = hearLanguage('', soFar);
  for (const text of texts) {
    heard = hearLanguage(text, soFar);
    soFar = { ...soFar, language: heard.language, ...heard.changes };
  }
  return heard;
}

describe('a wish for a language', () => {
  it('alone leaves nothing to answer, and is kept', () => {
    expect(hearAll('in English please')).toEqual({
      language: 'en',
      certainty: 'shown',
      text: '',
      changes: { languageWish: { language: 'en' } },
    });
  });

  it('holds for short messages in whatever language', () => {
    expect(hearAll('in English please', '好的', '谢谢', '退货')).toMatchObject({ language: 'en' });
  });

  it('ends with the second clear message in a row in one other language', () => {
    const first = hearAll('in English please', '我的订单现在到哪里了');
    expect(first).toMatchObject({ language: 'en', changes: { languageWish: { language: 'en', strayedTo: 'zh-CN' } } });
    const second = hearAll('in English please', '我的订单现在到哪里了', '请问你们什么时候发货');
    expect(second).toMatchObject({ language: 'zh-CN', changes: { languageWish: null } });
  });

  it('does not end where the customer came back to it between', () => {
    const texts = ['我的订单现在到哪里了', 'but when will it be here', '请问你们什么时候发货'];
    expect(hearAll('in English please', ...texts)).toMatchObject({ language: 'en' });
  });

  it('is replaced by another', () => {
    expect(hearAll('in English please', 'auf Deutsch bitte', 'ok')).toMatchObject({ language: 'de' });
  });

  it('is named as the tenant names the language', () => {
    expect(hearLanguage('in English please', { candidates: ['en-GB'] })).toMatchObject({ language: 'en-GB' });
    expect(hearLanguage('em português por favor', { candidates: [] })).toMatchObject({ language: 'pt-BR' });
  });
});

it('what the customer has clearly written in is remembered, the newest first', () => {
  const { changes } = hearAll('where is my order please', 'wo ist meine Bestellung geblieben');
  expect(changes.wroteIn).toEqual(['de', 'en']);
  expect(hearAll('ok').changes.wroteIn).toBeUndefined();
});

it('a message that tells nothing is in the language of the conversation, not of the platform', () => {
  expect(hearAll('wo ist meine Bestellung geblieben', '👍')).toMatchObject({ language: 'de', certainty: 'assumed' });
});
