import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findPairs } from './find-pairs.ts';

const base = new URL('https://shop.example/help/');
const pairs = (html: string) => findPairs(html, base).map(({ question, answer }) => [question, answer]);

test('an FAQPage in the page’s own data is read, whatever else is around it', () => {
  const data = {
    '@context': 'https://schema.org',
    '@graph': [
      {
        '@type': 'FAQPage',
        mainEntity: [
          {
            '@type': 'Question',
            name: 'Do you ship &amp; pack?',
            acceptedAnswer: { '@type': 'Answer', text: '<p>Yes, <a href="/ship">see here</a>.</p><script>x</script>' },
          },
          { '@type': 'Question', name: 'No answer?' },
        ],
      },
    ],
  };
  const html = `<script type="application/ld+json">${JSON.stringify(data).replaceAll('</', '<\\/')}</script><script type="application/ld+json">{broken</script>`;
  expect(findPairs(html, base)).toEqual([
    {
      question: 'Do you ship & pack?',
      answer: 'Yes, [see here](https://shop.example/ship).',
      source: 'structured-data',
    },
  ]);
});

test('details, definition lists and headings that ask are read; menus and forms are not', () => {
  const html = `
    <nav><h2>What is this menu?</h2><p>A menu.</p></nav>
    <h1>Help</h1>
    <details><summary><b>Can I return it?</b></summary><p>Within <i>30</i> days:</p><ul><li>unused<li>with a receipt</ul></details>
    <dl><dt>Are you open on Sunday?<dd>No.<dt>And on Monday?</dt><dd>Yes,<br>all day.</dd></dl>
    <h2>Where are you?</h2><p>At the harbour.</p><p>Next to the church.</p>
    <h2>About us</h2><p>Since 1970.</p>
    <footer><h3>Questions?</h3><p>Write.</p></footer>`;
  expect(pairs(html)).toEqual([
    ['Can I return it?', 'Within 30 days:\n\n- unused\n- with a receipt'],
    ['Are you open on Sunday?', 'No.'],
    ['And on Monday?', 'Yes,\nall day.'],
    ['Where are you?', 'At the harbour.\n\nNext to the church.'],
  ]);
});

test('headings are proposed where nothing on the page asks', () => {
  expect(pairs('<h2>Returns</h2>Within 30 days.<h2>Empty</h2><h3>营业时间</h3><p>九点到六点</p>')).toEqual([
    ['Returns', 'Within 30 days.'],
    ['营业时间', '九点到六点'],
  ]);
});

test('of a link to a script only its words are left, and marks of markdown in a label make no other link', () => {
  const html = '<h2>Q?</h2><p><a href="javascript:alert(1)">click</a> <a href="//evil.example/(x)">a](b</a></p>';
  expect(pairs(html)).toEqual([['Q?', 'click a](b']]);
});

test('any text is read without failing, and a hostile one of 2 MB soon', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '</',
    '<!--',
    '-->',
    '<a href="',
    '<dt>',
    '<details>',
    '<script',
    '&#x',
    ' x ',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (parts) => {
      expect(Array.isArray(findPairs(parts.join(''), base))).toBe(true);
    }),
  );
  const hostile = ['<', '<script>', '<!--', '<a b=', '</', '<details><summary>', '<dt>', '<h2>x?', '<dl><dd>', '&#1'];
  for (const unit of hostile) {
    const page = unit.repeat(Math.floor(2_000_000 / unit.length));
    const began = process.cpuUsage();
    findPairs(page, base);
    expect(process.cpuUsage(began).user, unit).toBeLessThan(4_000_000);
  }
});
