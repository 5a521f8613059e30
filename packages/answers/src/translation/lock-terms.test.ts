import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lockTerms, unlockTerms } from './lock-terms.ts';

describe('what is locked', () => {
  test.each([
    ['Pay 4111 1111 1111 1111 now', ['4111 1111 1111 1111']],
    ['Pay 4111-1111-1111-1111, please', ['4111-1111-1111-1111']],
    ['Pay 4111,1111,1111,1111', ['4111,1111,1111,1111']],
    ['Call +49 (170) 123-4567.', ['+49 (170) 123-4567']],
    ['Call (555) 123-4567', ['(555) 123-4567']],
    ['电话13800138000谢谢', ['13800138000']],
    ['اتصل على ٠٥٠١٢٣٤٥٦٧ الآن', ['٠٥٠١٢٣٤٥٦٧']],
    ['Escribe a ana.perez+shop@mail.example.com.', ['ana.perez+shop@mail.example.com']],
    ['邮箱abc@mail.example谢谢', ['abc@mail.example']],
    ['IBAN DE89 3704 0044 0532 0130 00 ok', ['DE89 3704 0044 0532 0130 00']],
    ['Order AB-12345-X is late', ['AB-12345-X']],
    ['订单号1Z999AA10123456784在哪里', ['1Z999AA10123456784']],
    ['id 550e8400-e29b-41d4-a716-446655440000!', ['550e8400-e29b-41d4-a716-446655440000']],
    ['See https://shop.example/a(b)?x=1. Thanks', ['https://shop.example/a(b)?x=1']],
    ['See www.shop.example, thanks', ['www.shop.example']],
    ['看https://shop.example/页面。谢谢', ['https://shop.example/页面']],
    ['Track at shop.example/track', ['shop.example/track']],
    ['Type `npm start` here', ['`npm start`']],
    ['[our page](https://shop.example/x) **now**', ['https://shop.example/x']],
    ['He said ⟦1⟧ and ⟧', ['⟦', '⟧']],
  ])('%s', (text, locked) => {
    expect(lockTerms(text, []).locked).toEqual(locked);
  });

  test.each([
    'It costs 12.50 for 3',
    'We are 5, come at 18:30',
    'I had covid-19',
    'iPhone 15 Pro',
    'hola.Gracias por todo',
  ])('nothing in: %s', (text) => {
    expect(lockTerms(text, [])).toEqual({ text, locked: [] });
  });

  test.each([
    ['in whatever case, as it was written', 'I want ACMEpay now', ['AcmePay'], 'I want ⟦1⟧ now', ['ACMEpay']],
    ['the longest first', 'Acme Pay Plus', ['Acme', 'Acme Pay'], '⟦1⟧ Plus', ['Acme Pay']],
    ['whole words alone', 'The propane of Pro, pro-rata', ['Pro'], 'The propane of ⟦1⟧, ⟦2⟧-rata', ['Pro', 'pro']],
    ['with letters that have marks', 'un café, deux cafés', ['café'], 'un ⟦1⟧, deux cafés', ['café']],
    ['however marks are encoded', 'un cafe\u0301 ici', ['caf\u00e9'], 'un ⟦1⟧ ici', ['caf\u00e9']],
    ['over several spaces', 'our Magic \n Box', ['magic box'], 'our ⟦1⟧', ['Magic \n Box']],
    ['beside Chinese', '我买了iPhone手机', ['iPhone'], '我买了⟦1⟧手机', ['iPhone']],
    ['anywhere in Chinese', '我要退换货服务', ['退换货'], '我要⟦1⟧服务', ['退换货']],
    ['anywhere in Japanese', 'らくらくパックで送る', ['らくらくパック'], '⟦1⟧で送る', ['らくらくパック']],
    ['before a Korean particle', '갤럭시는 어디에', ['갤럭시'], '⟦1⟧는 어디에', ['갤럭시']],
    ['in Arabic, whole words', 'أريد متجر أكمي الآن', ['أكمي'], 'أريد متجر ⟦1⟧ الآن', ['أكمي']],
    ['with signs in them', 'C++ and A.B* (tm)', ['C++', 'A.B*'], '⟦1⟧ and ⟦2⟧ (tm)', ['C++', 'A.B*']],
    ['that overlap a number, with it', 'card 4111 1111 1111 1111', ['card 4111'], '⟦1⟧', ['card 4111 1111 1111 1111']],
    ['the same one under the same marker', 'Acme or Acme?', ['acme'], '⟦1⟧ or ⟦1⟧?', ['Acme']],
  ])('terms of a glossary: %s', (_what, text, glossary, written, locked) => {
    expect(lockTerms(text, glossary)).toEqual({ text: written, locked });
  });
});

describe('what comes back', () => {
  const source = lockTerms('Acme sent AB-12345 to Acme', ['Acme']);

  test.each([
    ['in another order', '⟦2⟧ del ⟦1⟧ al ⟦1⟧', 'AB-12345 del Acme al Acme'],
    ['with other digits', 'أرسلت ⟦١⟧ ⟦٢⟧ إلى ⟦ 1 ⟧', 'أرسلت Acme AB-12345 إلى Acme'],
    ['in full width', '⟦１⟧⟦２⟧⟦1⟧', 'AcmeAB-12345Acme'],
  ])('is put back %s', (_what, translation, text) => {
    expect(unlockTerms(translation, source)).toBe(text);
  });

  test.each([
    ['is missing', '⟦1⟧ envió ⟦2⟧'],
    ['came twice too often', '⟦1⟧ ⟦2⟧ ⟦1⟧ ⟦1⟧'],
    ['is another', '⟦1⟧ ⟦3⟧ ⟦1⟧'],
    ['is broken', '⟦1⟧ ⟦2⟧ ⟦1⟧ ⟦'],
  ])('is refused where a marker %s', (_what, translation) => {
    expect(unlockTerms(translation, source)).toBeUndefined();
  });

  test('is the text itself, whatever is in it, where a translation changes nothing', () => {
    const words = fc.constantFrom(
      'Acme',
      '⟦1⟧',
      '⟧',
      '$&',
      '$1',
      '4111111111111111',
      'a@b.example',
      ' ',
      'é',
      '退',
      '`x`',
      '\n',
      '١٢٣٤٥٦',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 12 }), (parts) => {
        const text = parts.join('').normalize('NFC');
        const source = lockTerms(text, ['Acme', '退']);
        expect(unlockTerms(source.text, source)).toBe(text);
        for (const secret of ['4111111111111111', 'a@b.example']) expect(source.text).not.toContain(` ${secret} `);
      }),
      { numRuns: 500 },
    );
  });

  test('a hostile text is read in time', () => {
    const startedAt = process.cpuUsage();
    for (const piece of ['a.', '1 ', '-', 'a-1', '(', 'https://', '@', 'A1', '⟦', 'AB12 '])
      lockTerms(piece.repeat(4_000 / piece.length), ['a', 'b c']);
    expect(process.cpuUsage(startedAt).user).toBeLessThan(2_000_000);
  });
});
