import type { ChatRequest } from './chat-request.ts';
import { wordsOf } from './chat-request.ts';

/** A letter or two of languages that have a script of their own. */
const scripts: Readonly<Record<string, string>> = {
  zh: '译文',
  ja: 'やく',
  ko: '번역',
  ar: 'ترجمة',
  ru: 'перевод',
  el: 'μετ',
  he: 'תרגום',
  th: 'แปล',
  hi: 'अनुवाद',
};

/**
 * What a model says that "translates" by reading each word backwards, so that tests know the outcome: `[es] ` and the words,
 * with everything that is no letter where it was. It finds the text between the tags of the user's message and the language
 * in brackets, `(es)`, in the system's.
 */
export function pretendToTranslate(request: ChatRequest): string {
  const to = [...wordsOf(request, 'system').matchAll(/\(([a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)/g)].at(-1)?.[1] ?? 'xx';
  return pretendTranslation(textToTranslate(request), to);
}

/** The outcome of `pretendToTranslate` for a text and a language. */
export function pretendTranslation(text: string, to: string): string {
  const script = scripts[to.split('-', 1)[0] ?? ''];
  const backwards = text.replace(/[\p{L}\p{M}]+/gu, (word) => [...word].reverse().join(''));
  return `[${to}] ${script === undefined ? '' : `${script} `}${backwards}`;
}

/** The text between tags, or the whole message where there are none. */
export function textToTranslate(request: ChatRequest): string {
  const said = wordsOf(request, 'user');
  return /<(text-[\w-]+)>\n?([\s\S]*?)\n?<\/\1>/.exec(said)?.[2] ?? said;
}

/** What a model says that does as the text tells it: shows its instructions, or says the words it is told to say. */
export function obey(request: ChatRequest): string {
  const text = textToTranslate(request);
  if (/your (?:system )?(?:prompt|instructions)/i.test(text)) return wordsOf(request, 'system');
  return /\b(?:say|output|reply with)\s+["“]?([^"”.!\n]+)/i.exec(text)?.[1] ?? pretendToTranslate(request);
}
