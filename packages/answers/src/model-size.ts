import type { AnswerModel } from './learn.ts';

/** Of an object with its texts' headers, of an entry of a map, roughly, as V8 lays them out. */
const FAQ_BYTES = 400;
const TEXT_BYTES = 32;
const ENTRY_BYTES = 100;
/** Characters beyond Latin take two bytes; so do all texts that have one. */
const CHARACTER_BYTES = 1.5;

/** About how many bytes of memory a model takes: its arrays exactly, texts and maps by their size. */
export function bytesOfModel({ faqs, knowledge, placesOfEssence }: AnswerModel): number {
  let bytes = bytesOfArrays(knowledge);
  for (const { question, variants, answer, translations = [] } of faqs) {
    const texts = [question, answer, ...variants, ...translations.map((translation) => translation.answer)];
    bytes += FAQ_BYTES;
    for (const text of texts) bytes += TEXT_BYTES + text.length * CHARACTER_BYTES;
  }
  for (const essence of placesOfEssence.keys()) bytes += ENTRY_BYTES + essence.length * CHARACTER_BYTES;
  return Math.ceil(bytes);
}

function bytesOfArrays(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, part) => sum + bytesOfArrays(part), 0);
}
