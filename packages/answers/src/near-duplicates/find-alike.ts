import { buildTextIndex, findLike, type TextIndex } from './text-index.ts';

/** Texts made ready to find those like another among them. */
export interface AlikeTexts {
  /** The place of each text that is like another one to `least` (0–1) at least, and how like it is; most like first. */
  find(text: string, least: number): { readonly place: number; readonly likeness: number }[];
}

const MOST_FOUND = 20;

/** Makes texts ready for comparing by words and runs of three characters, as near-duplicates of FAQs are found. */
export async function indexTexts(texts: readonly string[]): Promise<AlikeTexts> {
  const index: TextIndex = await buildTextIndex(texts);
  return {
    find: (text, least) => findLike(index, text, least, MOST_FOUND).map(({ place, likeness }) => ({ place, likeness })),
  };
}
