import { DomainError, localeSchema } from '@answerdesk/domain';
import { type FetchOptions, fetchPage } from './fetch-page.ts';
import { type FoundPair, findPairs } from './find-pairs.ts';
import { readHtml } from './read-html.ts';

/** The questions and answers that a web page proposes. */
export interface PageProposals {
  readonly url: string;
  readonly title: string;
  /** The language that the page says it is in. */
  readonly locale?: string;
  readonly proposals: readonly FoundPair[];
}

export type PageReader = (url: string) => Promise<PageProposals>;

const LONGEST_TITLE = 200;

/**
 * Makes the reader of web pages; what it may reach is said at `fetchPage`. It throws DomainError `invalid` or `unavailable`
 * with a sentence for whoever named the page, also when there is nothing like a question on it.
 */
export function createPageReader(options: FetchOptions = {}): PageReader {
  return async (address) => {
    const { url, contentType, bytes } = await fetchPage(address, options);
    const html = decode(bytes, contentType);
    const proposals = findPairs(html, url);
    if (proposals.length === 0) throw new DomainError('invalid', 'No questions with answers were found on this page.');
    const { title, language } = headOf(html);
    const locale = localeSchema.safeParse(language);
    return { url: url.href, title, proposals, ...(locale.success && { locale: locale.data }) };
  };
}

function headOf(html: string): { title: string; language: string } {
  let [title, language] = ['', ''];
  let isTitle = false;
  for (const piece of readHtml(html)) {
    if (piece.kind === 'text' && isTitle) title = piece.text.replace(/\s+/g, ' ').trim().slice(0, LONGEST_TITLE);
    isTitle = piece.kind === 'open' && piece.name === 'title';
    if (piece.kind === 'open' && piece.name === 'html') language = piece.attributes.get('lang')?.trim() ?? '';
    if (piece.kind === 'open' && piece.name === 'body') break;
  }
  return { title, language };
}

const META_CHARSET = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]+)/i;
const META_WITHIN = 2_048;

/** The text of a page in the encoding that it names: by a mark, by its server, by itself, else UTF-8. */
function decode(bytes: Uint8Array, contentType: string): string {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, META_WITHIN));
  const isMarked = bytes[0] === 0xef || bytes[0] === 0xfe || bytes[0] === 0xff;
  const marked = bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8';
  const said = /charset\s*=\s*["']?\s*([\w-]+)/i.exec(contentType)?.[1] ?? META_CHARSET.exec(start)?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(isMarked ? marked : said).decode(bytes);
  } catch {
    return new TextDecoder('utf-8').decode(bytes);
  }
}
