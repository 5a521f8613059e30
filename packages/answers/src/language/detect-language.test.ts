import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../index.ts';

const candidates = ['en', 'zh-CN', 'es'];

describe('the language of a question', () => {
  it.each([
    ['where is my parcel', 'en'],
    ['donde esta mi pedido', 'es'],
    ['我的订单到哪里了', 'zh-CN'],
    ['我想查詢運費', 'zh-TW'],
    ['iPhone 怎么退货', 'zh-CN'],
    ['送料はいくらですか', 'ja'],
    ['왜 안 되나요', 'ko'],
    ['ค่าส่งเท่าไร', 'th'],
    ['أين طلبي', 'ar'],
    ['где мой заказ', 'ru'],
    ['Wo ist denn mein Paket geblieben?', 'de'],
  ])('%s → %s', (text, expected) => {
    expect(detectLanguage(text, { locale: 'en', candidates })).toBe(expected);
  });

  it.each(['', '??', '👍', '12345', '\ud800', 'asdf', 'ok'])('that tells nothing is the customer’s own: %j', (text) => {
    expect(detectLanguage(text, { locale: 'es', candidates })).toBe('es');
    expect(detectLanguage(text, { candidates })).toBe('en');
    expect(detectLanguage(text, {})).toBe('en');
  });

  it('is named as the tenant names it', () => {
    expect(detectLanguage('where is my parcel', { candidates: ['en-GB'] })).toBe('en-GB');
    expect(detectLanguage('請問運費', { candidates: ['zh-CN', 'zh-HK'] })).toBe('zh-HK');
    expect(detectLanguage('請問運費', { candidates: ['zh-CN'] })).toBe('zh-TW');
  });

  it('written in Han alone is Japanese where Japanese is expected and Chinese is not', () => {
    expect(detectLanguage('営業時間', { locale: 'ja', candidates: ['en', 'ja'] })).toBe('ja');
    expect(detectLanguage('营业时间', { candidates })).toBe('zh-CN');
  });
});
