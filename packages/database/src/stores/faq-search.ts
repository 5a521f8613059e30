import { type FaqContent, type FaqRecord, rowOfFaq, workingContent } from '@answerdesk/domain';
import type { FaqDoc } from '../faq-schemas.ts';

const UNSPACED = '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}ー々〆\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';
const RUN = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+`, 'gu');
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');
const MARKS = /\p{Mn}/gu;

/** Prefixes of words that are looked up, shortest first, and runs of characters where no spaces are set. */
const PREFIXES = [1, 3, 5];
const MOST_KEYS = 400;
const MOST_TEXT = 6_000;
const ANSWER_SEARCHED = 200;
const MOST_WORDS = 8;
const SORTED_BY = 80;

/** What of an FAQ stands in its document so that lists need look at nothing else. */
export type FaqListing = Required<Pick<FaqDoc, 'row' | 'searchKeys' | 'searchText' | 'byUpdate' | 'byQuestion'>>;

/** `writtenAt` is the moment of the write, so that whatever is written later stands later in the order. */
export function listingOf(record: FaqRecord, writtenAt: Date): FaqListing {
  const { id, revision: _revision, ...row } = rowOfFaq(record);
  const content = workingContent(record);
  const words = runsOf(textOf(content));
  const facets =
    row.status === 'archived'
      ? [facetKeys.archived]
      : [
          facetKeys.all,
          facetKeys.status(row.status),
          ...(row.hasChanges ? [facetKeys.changed] : []),
          ...(row.outOfDate.length > 0 ? [facetKeys.outOfDate] : []),
          ...(row.validFrom ? [facetKeys.begins] : []),
          ...(row.validUntil ? [facetKeys.ends] : []),
          ...(row.scheduledAt ? [facetKeys.scheduled] : []),
          ...(row.category === undefined ? [] : [facetKeys.category(row.category)]),
          ...row.languages.map(facetKeys.language),
          ...words.flatMap(wordKeysOf),
        ];
  return {
    row,
    searchKeys: [...new Set(facets)].slice(0, MOST_KEYS),
    searchText: words.join(' '),
    byUpdate: `${writtenAt.toISOString()} ${id}`,
    byQuestion: `${runsOf(content.question).join(' ').slice(0, SORTED_BY)} ${id}`,
  };
}

/** The keys under which a list finds FAQs by what they are. */
export const facetKeys = {
  all: 'all',
  archived: 'archived',
  changed: 'changed',
  outOfDate: 'outdated',
  begins: 'begins',
  ends: 'ends',
  scheduled: 'scheduled',
  status: (status: string) => `status:${status}`,
  category: (category: string) => `category:${category}`,
  language: (language: string) => `language:${language}`,
} as const;

/** What finds FAQs by words: the key that narrows most, and what their text must hold. */
export interface WordSearch {
  readonly key: string;
  readonly patterns: readonly RegExp[];
}

/** Reads what somebody searches for; undefined when it holds no letter and no digit. */
export function readSearch(search: string): WordSearch | undefined {
  const words = runsOf(search).slice(0, MOST_WORDS);
  if (words.length === 0) return undefined;
  const longest = words.reduce((best, word) => (weightOf(word) > weightOf(best) ? word : best));
  const keys = wordKeysOf(longest);
  return {
    key: keys.at(-1) ?? facetKeys.all,
    patterns: words.map((word) => new RegExp(IS_UNSPACED.test(word) ? word : `(?:^| )${word}`, 'u')),
  };
}

function textOf({ question, variants, category, answer, translations = [] }: FaqContent): string {
  const answers = [answer, ...translations.map((translation) => translation.answer)];
  const starts = answers.map((text) => text.slice(0, ANSWER_SEARCHED));
  return [question, category ?? '', ...starts, ...variants].join('\n').slice(0, MOST_TEXT);
}

/** The words of a text without case, width and accents; scripts without spaces stay in one run. They hold no marks of patterns. */
function runsOf(text: string): string[] {
  return text.normalize('NFKD').replace(MARKS, '').normalize('NFKC').toLowerCase().match(RUN) ?? [];
}

function wordKeysOf(word: string): string[] {
  const characters = [...word];
  if (!IS_UNSPACED.test(word)) {
    return PREFIXES.filter((length) => characters.length >= length).map(
      (length) => `w:${characters.slice(0, length).join('')}`,
    );
  }
  const pairs = characters.slice(1).map((character, at) => `w:${characters[at]}${character}`);
  return [...characters.map((character) => `w:${character}`), ...pairs];
}

/** A character of a script without spaces says about as much as two letters. */
function weightOf(word: string): number {
  return IS_UNSPACED.test(word) ? word.length * 2 : word.length;
}
