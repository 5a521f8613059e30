import type { OutboundContent } from '@answerdesk/domain';
import fc from 'fast-check';

const WORDS = [
  'a',
  'tea',
  'Öffnungszeiten',
  '我们几点开门',
  '。',
  '؟',
  'مرحبا',
  'e\u0301',
  '👩‍👩‍👧‍👦',
  '🇩🇪',
  '. ',
  ' ',
  '\n',
  '\n\n',
];

/** Bodies that no platform sends: random bytes, random JSON, and fixtures with a piece torn out or a value replaced. */
export function garbage(fixtures: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> {
  const encode = (text: string) => new TextEncoder().encode(text);
  const fixture = fc.constantFrom(...fixtures);
  const spliced = fc
    .tuple(fixture, fc.nat(), fc.nat(20), fc.uint8Array({ maxLength: 20 }))
    .map(([body, at, drop, insert]) => {
      const start = at % (body.length + 1);
      return Uint8Array.from([...body.slice(0, start), ...insert, ...body.slice(start + drop)]);
    });
  const odd = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(null, '', '\u0000', '\ud800', -1, 2 ** 53, 1e300, 'x'.repeat(20_000), '😀'.repeat(9_000)),
  );
  const altered = fc
    .tuple(fixture, fc.nat(), odd)
    .map(([body, at, value]) => encode(withOneValue(new TextDecoder().decode(body), at, value)));
  return fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.json().map(encode), spliced, altered);
}

/** A JSON or XML text with one of its values replaced; any other text as it is. */
function withOneValue(text: string, at: number, value: unknown): string {
  if (text.trimStart().startsWith('<')) return withOneElement(text, at, value);
  if (!text.trimStart().startsWith('{')) return text;
  let count = 0;
  JSON.parse(text, (_, kept) => {
    count += 1;
    return kept;
  });
  let seen = 0;
  return JSON.stringify(
    JSON.parse(text, (_, kept) => {
      seen += 1;
      return seen === (at % count) + 1 ? value : kept;
    }),
  );
}

/** An XML text with what one of its innermost elements holds replaced. */
function withOneElement(text: string, at: number, value: unknown): string {
  const elements = [...text.matchAll(/<(\w+)>((?:<!\[CDATA\[.*?\]\]>|[^<])*)<\/\1>/gs)];
  const chosen = elements[at % elements.length];
  if (!chosen) return text;
  const [whole, name] = chosen;
  const odd = typeof value === 'string' ? `<![CDATA[${value}]]>` : JSON.stringify(value);
  return `${text.slice(0, chosen.index)}<${name}>${odd}</${name}>${text.slice(chosen.index + whole.length)}`;
}

/** Texts without markup, of many scripts. */
export function words(longest: number): fc.Arbitrary<string> {
  return fc
    .tuple(fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 60 }), fc.nat(400))
    .map(([pieces, times]) => `w${pieces.join('').repeat(times + 1)}`.slice(0, longest).toWellFormed());
}

/** Replies with markup that is right, wrong or half, as long as three messages, with up to 12 choices. */
export function contents(limit: number): fc.Arbitrary<OutboundContent> {
  const marks = ['*', '**', '`', '[', '](https://example.com/?a=1&b=2)', '<', '>', '&', '"', '&lt;', '</b>', '\\', '_'];
  const marked = fc
    .tuple(
      fc.array(fc.oneof(fc.constantFrom(...marks, ...WORDS), fc.string({ unit: 'binary' })), { maxLength: 60 }),
      fc.nat(400),
    )
    .map(([pieces, times]) =>
      pieces
        .join('')
        .repeat(times + 1)
        .slice(0, limit * 3),
    );
  const choice = fc.record({
    id: fc.stringMatching(/^[a-z0-9:]{1,20}$/),
    label: fc.oneof(fc.string({ unit: 'binary' }), words(200)),
  });
  return fc.record(
    { kind: fc.constant('reply' as const), text: marked, choices: fc.array(choice, { maxLength: 12 }) },
    { requiredKeys: ['kind', 'text'] },
  );
}
