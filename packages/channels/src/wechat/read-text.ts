import type { RenderedPart } from '@answerdesk/domain';
import { withoutLinks } from './render.ts';

/** What a reader sees of a part: of links their words, or, over a menu, their words and addresses. */
export function readText({ text, choices }: Pick<RenderedPart, 'text' | 'choices'>): string {
  const shown = choices.length > 0 ? withoutLinks(text) : text.replace(/<a href="[^"]*">(.*?)<\/a>/gs, '$1');
  if (/<\/?a/i.test(shown)) throw new Error(`markup is left: ${shown}`);
  return shown.replaceAll('<\u2060', '<');
}
