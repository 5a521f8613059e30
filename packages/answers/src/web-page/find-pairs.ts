import { essenceOf } from '../normalise.ts';
import { plainText } from './plain-text.ts';
import { type HtmlPiece, readHtml } from './read-html.ts';

/** A question and its answer as a page has them; `source` says by what they were known for one. */
export interface FoundPair {
  readonly question: string;
  readonly answer: string;
  readonly source: 'structured-data' | 'details' | 'definition-list' | 'heading';
}

const MOST_PAIRS = 200;
const LONGEST_QUESTION = 500;
const LONGEST_ANSWER = 8_000;
const DEEPEST = 12;
/** Parts of a page that are about the site, not about its subject. */
const ASIDE = new Set(['nav', 'header', 'footer', 'aside', 'form']);
const HEADING = /^h[1-6]$/;
const IS_QUESTION = /[?？؟;]\s*$/u;

/** Finds questions and answers: in schema.org's FAQPage, in details, in definition lists, in headings that ask something. */
export function findPairs(html: string, base: URL): FoundPair[] {
  const pieces = [...readHtml(html)];
  const main = withoutAsides(pieces);
  const headings = headingPairs(main, base);
  const asking = headings.filter(({ question }) => IS_QUESTION.test(question));
  const sure = [
    ...structuredPairs(pieces, base),
    ...elementPairs(main, base, 'details', 'summary', 'details'),
    ...definitionPairs(main, base),
    ...asking,
  ];
  return distinct(sure.length > 0 ? sure : headings);
}

/** Of the same question the first one stays. */
function distinct(pairs: readonly FoundPair[]): FoundPair[] {
  const byEssence = new Map<string, FoundPair>();
  for (const { question, answer, source } of pairs) {
    const asked = question.replace(/\s+/g, ' ').trim();
    const essence = essenceOf(asked);
    if (asked === '' || asked.length > LONGEST_QUESTION || answer === '' || answer.length > LONGEST_ANSWER) continue;
    if (!byEssence.has(essence)) byEssence.set(essence, { question: asked, answer, source });
    if (byEssence.size === MOST_PAIRS) break;
  }
  return [...byEssence.values()];
}

function withoutAsides(pieces: readonly HtmlPiece[]): HtmlPiece[] {
  let depth = 0;
  return pieces.filter((piece) => {
    if (piece.kind === 'text' || !ASIDE.has(piece.name)) return depth === 0;
    depth = Math.max(0, depth + (piece.kind === 'open' ? 1 : -1));
    return false;
  });
}

function structuredPairs(pieces: readonly HtmlPiece[], base: URL): FoundPair[] {
  return pieces.flatMap((piece, at) => {
    const before = pieces[at - 1];
    const isData =
      piece.kind === 'text' &&
      before?.kind === 'open' &&
      before.name === 'script' &&
      /^application\/ld\+json\b/i.test(before.attributes.get('type')?.trim() ?? '');
    return isData ? questionsIn(parseJson(piece.text), base, 0) : [];
  });
}

function questionsIn(value: unknown, base: URL, depth: number): FoundPair[] {
  if (depth > DEEPEST || typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((part) => questionsIn(part, base, depth + 1));
  const fields = new Map<string, unknown>(Object.entries(value));
  if ([fields.get('@type')].flat().includes('Question')) {
    const question = fields.get('name') ?? fields.get('text');
    const answers = [fields.get('acceptedAnswer') ?? fields.get('suggestedAnswer')].flat();
    const answer = answers.map(textIn).find((text) => text !== undefined);
    if (typeof question !== 'string' || answer === undefined) return [];
    const read = (html: string) => plainText([...readHtml(html)], base);
    return [{ question: read(question), answer: read(answer), source: 'structured-data' }];
  }
  return [...fields.values()].flatMap((part) => questionsIn(part, base, depth + 1));
}

function textIn(answer: unknown): string | undefined {
  if (typeof answer === 'string') return answer;
  const isText = typeof answer === 'object' && answer !== null && 'text' in answer;
  return isText && typeof answer.text === 'string' ? answer.text : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Elements that hold their question in another one: its text asks, the rest answers. */
function elementPairs(
  pieces: readonly HtmlPiece[],
  base: URL,
  outer: string,
  inner: string,
  source: FoundPair['source'],
): FoundPair[] {
  return pieces.flatMap((piece, at) => {
    if (piece.kind !== 'open' || piece.name !== outer) return [];
    const end = endOf(pieces, at, outer);
    const asks = pieces.findIndex(
      (part, index) => index > at && index < end && part.kind === 'open' && part.name === inner,
    );
    if (asks === -1) return [];
    const asked = endOf(pieces, asks, inner);
    const question = plainText(pieces.slice(asks + 1, asked), base);
    return [{ question, answer: plainText(pieces.slice(asked + 1, end), base), source }];
  });
}

function definitionPairs(pieces: readonly HtmlPiece[], base: URL): FoundPair[] {
  const pairs: FoundPair[] = [];
  let question = '';
  for (const [at, piece] of pieces.entries()) {
    if (piece.kind !== 'open' || (piece.name !== 'dt' && piece.name !== 'dd')) continue;
    const end = pieces.findIndex(
      (part, index) => index > at && part.kind !== 'text' && ['dt', 'dd', 'dl'].includes(part.name),
    );
    const text = plainText(pieces.slice(at + 1, end === -1 ? pieces.length : end), base);
    if (piece.name === 'dt') question = text;
    else if (question !== '') {
      pairs.push({ question, answer: text, source: 'definition-list' });
      question = '';
    }
  }
  return pairs;
}

function headingPairs(pieces: readonly HtmlPiece[], base: URL): FoundPair[] {
  const starts = pieces.flatMap((piece, at) => (piece.kind === 'open' && HEADING.test(piece.name) ? [at] : []));
  return starts.flatMap((at, index): FoundPair[] => {
    const piece = pieces[at];
    if (piece?.kind !== 'open' || piece.name === 'h1') return [];
    const next = starts[index + 1] ?? pieces.length;
    const end = Math.min(endOf(pieces, at, piece.name), next);
    const question = plainText(pieces.slice(at + 1, end), base);
    return [{ question, answer: plainText(pieces.slice(end + 1, next), base), source: 'heading' }];
  });
}

/** Where the element that opens at a place closes. */
function endOf(pieces: readonly HtmlPiece[], at: number, name: string): number {
  let depth = 0;
  for (let index = at; index < pieces.length; index += 1) {
    const piece = pieces[index];
    if (!piece || piece.kind === 'text' || piece.name !== name) continue;
    depth += piece.kind === 'open' ? 1 : -1;
    if (depth === 0) return index;
  }
  return pieces.length;
}
