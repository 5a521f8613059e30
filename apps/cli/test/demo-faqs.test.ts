import { readFileSync } from 'node:fs';
import { readFaqFile } from '@answerdesk/answers';
import { expect, test } from 'vitest';

const demoFaqFile = new URL('../demo/faqs.jsonl', import.meta.url);
const { rows, errors } = await readFaqFile({ name: 'faqs.jsonl', bytes: readFileSync(demoFaqFile) });
const faqsIn = (locale: string) => rows.map(({ draft }) => draft).filter((draft) => draft.locale === locale);

test('every row of the demo shop is an FAQ, and each language has the same ones in the same order', () => {
  expect(errors).toEqual([]);
  const categories = faqsIn('en').map(({ category }) => category);
  expect(new Set(categories)).toEqual(
    new Set(['orders', 'shipping', 'returns', 'products', 'store', 'account', 'payment']),
  );
  for (const locale of ['zh-CN', 'es']) expect(faqsIn(locale).map(({ category }) => category)).toEqual(categories);
  for (const { draft } of rows) expect(draft.variants.length, draft.question).toBeGreaterThanOrEqual(5);
});

test.each(['en', 'zh-CN', 'es'])('no two FAQs of the demo shop in %s are nearly the same', (locale) => {
  const texts = faqsIn(locale).flatMap(({ question, variants }, faq) =>
    [question, ...variants].map((text) => ({ faq, text, pairs: pairsOf(text) })),
  );
  const near = texts.flatMap((one) =>
    texts
      .filter((other) => one.faq < other.faq && likeness(one.pairs, other.pairs) > 0.7)
      .map(({ text }) => [one.text, text]),
  );
  expect(near).toEqual([]);
});

function pairsOf(text: string): Set<string> {
  const plain = ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
  return new Set(Array.from({ length: plain.length - 1 }, (_, at) => plain.slice(at, at + 2)));
}

function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const both = [...a].filter((pair) => b.has(pair)).length;
  return both / (a.size + b.size - both);
}
