import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readXml, withoutControls, writeXml } from './tencent-xml.ts';

const read = (inner: string) => Object.fromEntries(readXml(`<xml>${inner}</xml>`) ?? []);

test('numbers stay the digits they are', () => {
  expect(read('<MsgId>24512345678901234567</MsgId><X>1e3</X><Y>007</Y>')).toEqual({
    MsgId: '24512345678901234567',
    X: '1e3',
    Y: '007',
  });
});

test('what is in CDATA is text, whatever it looks like', () => {
  expect(read('<C><![CDATA[<!DOCTYPE a> &amp; <b>]]]]><![CDATA[> ]]></C>')).toEqual({
    C: '<!DOCTYPE a> &amp; <b>]]> ',
  });
});

test('entities are not read', () => {
  expect(read('<C>&lt;&#65;&unknown;</C>')).toEqual({ C: '&lt;&#65;&unknown;' });
});

test('what holds other elements or comes twice is no text', () => {
  expect(read('<A><B>1</B></A><C>1</C><C>2</C><D>1</D>')).toEqual({ D: '1' });
});

describe('refused is', () => {
  test.each([
    ['a document type', '<!DOCTYPE xml [<!ENTITY a "b">]><xml><A>&a;</A></xml>'],
    ['a document type within', '<xml><!DOCTYPE x><A>1</A></xml>'],
    ['a document type in a comment after text', '<xml><A>1</A><!-- <!DOCTYPE x> --></xml>'],
    ['a root of another name', '<XML><A>1</A></XML>'],
    ['a root with attributes', '<xml a="1"><A>1</A></xml>'],
    ['an unclosed CDATA', '<xml><A><![CDATA[1</A></xml>'],
    ['something before the root', 'x<xml><A>1</A></xml>'],
    ['a name that is a property of everything', '<xml><__proto__>x</__proto__></xml>'],
    ['nothing', ''],
    ['JSON', '{"xml":{"A":"1"}}'],
    ['200 levels', `<xml>${'<a>'.repeat(200)}${'</a>'.repeat(200)}</xml>`],
    ['more than 256 kB', `<xml><A>${'x'.repeat(262_144)}</A></xml>`],
  ])('%s', (_, text) => expect(readXml(text)).toBeUndefined());
});

test('what is written is read back, less what XML cannot hold', () => {
  const texts = fc.string({ unit: 'binary', maxLength: 200 }).map((text) => text.replaceAll('\r', ''));
  fc.assert(
    fc.property(texts, (text) => {
      expect(readXml(writeXml({ A: text, N: 5 }))?.get('A')).toBe(withoutControls(text));
    }),
    { numRuns: 500 },
  );
});

test.each(['<![CDATA[', '<!', '<xml>', '<a>', '<', ']]>', '&'])('10 MB of %j come back at once', (piece) => {
  const startedAt = process.cpuUsage();
  readXml(`<xml>${piece.repeat(10_485_760 / piece.length)}`);
  readXml(`<xml>${piece.repeat(Math.floor(260_000 / piece.length))}`);
  expect(process.cpuUsage(startedAt).user).toBeLessThan(1_000_000);
});
