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
/** More than any page for people has. */
const MOST_PIECES = 120_000;
const MOST_ELEMENTS = 2_000;
const LONGEST_ELEMENT = 5_000;
/** Parts of a page that are about the site, not about its subject. */
const ASIDE = new Set(['nav', 'header', 'footer', 'aside', 'form']);
const TERMS = new Set(['dl', 'dt', 'dd']);
const HEADING = /^h[1-6]$/;
const IS_QUESTION = /[?？؟;]\s*$/u;

/** Finds questions and answers: in schema.org's FAQPage, in details, in definition lists, in headings that ask something. */
export function findPairs(html: string, base: URL): FoundPair[] {
  const pieces = piecesOf(html);
  const main = withoutAsides(pieces);
  const ends = endsOf(main);
  const headings = headingPairs(main, ends, base);
  const asking = headings.filter(({ question }) => IS_QUESTION.test(question));
  const sure = [
    ...structuredPairs(pieces, base),
    ...detailsPairs(main, ends, base),
    ...definitionPairs(main, base),
    ...asking,
  ];
  return distinct(sure.length > 0 ? sure : headings);
}

function piecesOf(html: string): HtmlPiece[] {
  const pieces: HtmlPiece[] = [];
  for (const piece of readHtml(html)) {
    pieces.push(piece);
    if (pieces.length === MOST_PIECES) break;
  }
  return pieces;
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

/** Details hold their question in a summary: its text asks, the rest answers. */
function detailsPairs(pieces: readonly HtmlPiece[], ends: Int32Array, base: URL): FoundPair[] {
  return opensOf(pieces, (name) => name === 'details').flatMap((at) => {
    const end = ends[at] ?? pieces.length;
    if (end - at > LONGEST_ELEMENT) return [];
    const within = pieces.slice(at + 1, end);
    const asks = within.findIndex((piece) => piece.kind === 'open' && piece.name === 'summary');
    if (asks === -1) return [];
    const asked = Math.min(end, ends[at + 1 + asks] ?? end);
    const question = plainText(pieces.slice(at + 2 + asks, asked), base);
    return [{ question, answer: plainText(pieces.slice(asked + 1, end), base), source: 'details' }];
  });
}

function definitionPairs(pieces: readonly HtmlPiece[], base: URL): FoundPair[] {
  const bounds = pieces.flatMap((piece, at) => (piece.kind !== 'text' && TERMS.has(piece.name) ? [at] : []));
  const pairs: FoundPair[] = [];
  let question = '';
  for (const [index, at] of bounds.entries()) {
    const piece = pieces[at];
    if (piece?.kind !== 'open' || piece.name === 'dl') continue;
    const text = plainText(pieces.slice(at + 1, bounds[index + 1] ?? pieces.length), base);
    if (piece.name === 'dt') question = text;
    else if (question !== '') {
      pairs.push({ question, answer: text, source: 'definition-list' });
      question = '';
    }
  }
  return pairs;
}

function headingPairs(pieces: readonly HtmlPiece[], ends: Int32Array, base: URL): FoundPair[] {
  const starts = opensOf(pieces, (name) => HEADING.test(name));
  return starts.flatMap((at, index): FoundPair[] => {
    const piece = pieces[at];
    if (piece?.kind !== 'open' || piece.name === 'h1') return [];
    const next = starts[index + 1] ?? pieces.length;
    const end = Math.min(ends[at] ?? next, next);
    const question = plainText(pieces.slice(at + 1, end), base);
    return [{ question, answer: plainText(pieces.slice(end + 1, next), base), source: 'heading' }];
  });
}

function opensOf(pieces: readonly HtmlPiece[], isWanted: (name: string) => boolean): number[] {
  return pieces
    .flatMap((piece, at) => (piece.kind === 'open' && isWanted(piece.name) ? [at] : []))
    .slice(0, MOST_ELEMENTS);
}

/** Where each element that opens closes; one that never does, at the end. */
function endsOf(pieces: readonly HtmlPiece[]): Int32Array {
  const ends = new Int32Array(pieces.length).fill(pieces.length);
  const open = new Map<string, number[]>();
  for (const [at, piece] of pieces.entries()) {
    if (piece.kind === 'text') continue;
    const waiting = open.get(piece.name) ?? [];
    open.set(piece.name, waiting);
    if (piece.kind === 'open') waiting.push(at);
    else {
      const start = waiting.pop();
      if (start !== undefined) ends[start] = at;
    }
  }
  return ends;
}
