import { readList } from '@answerdesk/testing';
import { describe, expect, it } from 'vitest';
import { readLanguageWish } from '../index.ts';

describe('a wish for a language', () => {
  it.each([
    ['in English please', 'en'],
    ['Do you speak English?', 'en'],
    ['English', 'en'],
    ['请说中文', 'zh-CN'],
    ['可以用中文吗？', 'zh-CN'],
    ['請說中文', 'zh-TW'],
    ['请用繁体中文回复', 'zh-TW'],
    ['能说英语吗', 'en'],
    ['auf Deutsch bitte', 'de'],
    ['Können Sie bitte Deutsch sprechen?', 'de'],
    ['¿puedes hablar español?', 'es'],
    ['en espanol por favor', 'es'],
    ['日本語でお願いします', 'ja'],
    ['英語で話せますか？', 'en'],
    ['한국어로 말해 주세요', 'ko'],
    ['영어로 부탁드립니다', 'en'],
    ['تكلم بالعربية من فضلك', 'ar'],
    ['ممكن بالانجليزي', 'en'],
    ['en français s’il vous plaît', 'fr'],
    ['vous parlez français ?', 'fr'],
    ['in italiano per favore', 'it'],
    ['pode falar português?', 'pt-BR'],
    ['in het Nederlands graag', 'nl'],
    ['po polsku proszę', 'pl'],
    ['Türkçe lütfen', 'tr'],
    ['İngilizce konuşabilir misiniz?', 'en'],
    ['по-русски, пожалуйста', 'ru'],
    ['на английском можно?', 'en'],
    ['українською будь ласка', 'uk'],
    ['nói tiếng Việt được không', 'vi'],
    ['tolong pakai bahasa Indonesia', 'id'],
    ['ขอภาษาไทยครับ', 'th'],
    ['พูดภาษาอังกฤษได้ไหม', 'en'],
    ['हिंदी में बात करें', 'hi'],
    ['hindi mein please', 'hi'],
    ['på dansk tak', 'da'],
    ['på svenska tack', 'sv'],
    ['kan dere snakke norsk?', 'nb'],
    ['suomeksi kiitos', 'fi'],
    ['puhutteko suomea?', 'fi'],
    ['česky prosím', 'cs'],
    ['στα ελληνικά παρακαλώ', 'el'],
    ['אפשר בעברית?', 'he'],
    ['în română vă rog', 'ro'],
    ['magyarul kérem', 'hu'],
    ['لطفا فارسی صحبت کنید', 'fa'],
    ['Englishでお願いします', 'en'],
  ])('%s → %s', (text, language) => {
    expect(readLanguageWish(text)).toEqual({ language, rest: '' });
  });

  it.each([
    ['in English: where is my order', 'en', 'where is my order'],
    ['Where is my order? In English please.', 'en', 'Where is my order?'],
    ['请用英文回答：怎么退货', 'en', '怎么退货'],
    ['Auf Deutsch bitte: wo ist mein Paket?', 'de', 'wo ist mein Paket?'],
    ['Hello, in French please', 'fr', ''],
    ["I don't understand Chinese, English please", 'en', ''],
    ['my German is bad. English please', 'en', ''],
    ['我不懂中文，请说英文', 'en', ''],
    ['Hello! In English please. Thank you', 'en', ''],
    ['English, please', 'en', ''],
    ['Can you speak English? In English please.', 'en', ''],
    ['In English please. Do you ship to French Guiana?', 'en', 'Do you ship to French Guiana?'],
    ['In English please. Do you have the manual in German?', 'en', 'Do you have the manual in German?'],
    ['In English please. Do you have it in German?', 'en', 'Do you have it in German?'],
    ['English please, where can I buy Polish sausage?', 'en', 'where can I buy Polish sausage?'],
    ['English please, I want to buy Polish sausage', 'en', 'I want to buy Polish sausage'],
    ['English please. Can I change it?', 'en', 'Can I change it?'],
    ['English please. Can I change it', 'en', 'Can I change it'],
    ['English. I sell English tea', 'en', 'I sell English tea'],
    ['En inglés por favor. ¿Tienen el manual en alemán?', 'en', '¿Tienen el manual en alemán?'],
    ['Do you speak English? Can I return it?', 'en', 'Can I return it?'],
    ['请说英文。有德语说明书吗？', 'en', '有德语说明书吗？'],
  ])('with a question leaves the question: %s', (text, language, rest) => {
    expect(readLanguageWish(text)).toEqual({ language, rest });
  });

  it.each([
    ['is there anyone who speaks English?', 'en'],
    ['can I have it in German please', 'de'],
    ['¿hay alguien que hable español?', 'es'],
    ['有会说中文的人吗', 'zh-CN'],
    ['한국어로 말할 수 있어요?', 'ko'],
  ])('is a wish where talking is asked for, or it is asked politely: %s', (text, language) => {
    expect(readLanguageWish(text)).toEqual({ language, rest: '' });
  });

  it.each([
    'Do you have it in English',
    'I need it in Spanish',
    'I want it in English',
    'Do you support Arabic?',
    'can I change it to English?',
    'Is there this in Polish?',
    '¿Hay en español?',
    'lo quiero en español',
    'Haben Sie das auf Deutsch?',
    'je le veux en français',
    '有中文的吗',
    '日本語はありますか',
    '한국어 있어요?',
    'есть на русском?',
    'Türkçe var mı?',
  ])('is not read from a question for a thing: %s', (text) => {
    expect(readLanguageWish(text)).toBeUndefined();
  });

  it('is heard in most wishes that somebody else wrote, and in hardly any near miss', () => {
    const heard = (isWish: boolean) =>
      readList('languages').filter(({ wish, text }) => wish === isWish && readLanguageWish(text) !== undefined).length;
    console.info(`wishes for a language heard: ${heard(true)}; near misses taken for one: ${heard(false)}`);
    expect(heard(true)).toBeGreaterThanOrEqual(85);
    expect(heard(false)).toBeLessThanOrEqual(1);
  });

  it.each([
    'do you have the manual in English',
    'I don’t speak German',
    'ich spreche kein Deutsch',
    '我不会说英语',
    'where is my order',
    'do you sell Turkish delight',
    'polish',
    'is the Swedish version in stock?',
    'English, German?',
    'tôi không nói tiếng Anh',
    'en puhu suomea',
    '英語は話せません',
    'the French press is broken',
    '英语课本多少钱',
    'no entiendo inglés',
    '',
    '?!',
    '\ud800',
  ])('is not read from %j', (text) => {
    expect(readLanguageWish(text)).toBeUndefined();
  });
});
