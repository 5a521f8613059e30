import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const row = z.strictObject({ text: z.string().min(1), language: z.string().min(2) });
const smallTalkRow = row.extend({
  intent: z.enum(['thanks', 'goodbye', 'hello', 'yes', 'no', 'not-helped', 'stop', 'insult', 'none']),
});
const emotionRow = row.extend({
  emotion: z.enum(['anger', 'disappointment', 'urgency', 'satisfaction', 'neutral']),
});
const wishRow = row.extend({ isWish: z.boolean() });
const chatRow = wishRow.extend({ isHeldOut: z.boolean() });
const languageRow = row.extend({ wish: z.boolean().optional() });

export type ListRow = z.infer<typeof row>;
/** `isWish` says whether a person is asked for, or only spoken of. */
export type WishRow = z.infer<typeof wishRow>;
/** `isHeldOut`: nothing is developed on it. */
export type ChatRow = z.infer<typeof chatRow>;
export type SmallTalkRow = z.infer<typeof smallTalkRow>;
export type SmallTalk = SmallTalkRow['intent'];
export type EmotionRow = z.infer<typeof emotionRow>;
export type Emotion = EmotionRow['emotion'];
/** `language` is the one written in, but where `wish` is true: there it is the one wished for. */
export type LanguageRow = z.infer<typeof languageRow>;

interface Rows {
  readonly person: ListRow;
  readonly 'person-second': ListRow;
  readonly 'not-person': ListRow;
  readonly 'person-third': ListRow;
  readonly 'not-person-third': ListRow;
  readonly 'person-development': WishRow;
  readonly 'person-chat': ChatRow;
  readonly 'small-talk': SmallTalkRow;
  readonly emotion: EmotionRow;
  readonly languages: LanguageRow;
}
export type ListName = keyof Rows;

const schemas: { readonly [Name in ListName]: z.ZodType<Rows[Name]> } = {
  person: row,
  'person-second': row,
  'not-person': row,
  'person-third': row,
  'not-person-third': row,
  'person-development': wishRow,
  'person-chat': chatRow,
  'small-talk': smallTalkRow,
  emotion: emotionRow,
  languages: languageRow,
};

/** The rows of a list in `packages/testing/lists`, in their order; throws on a row that is not of the list's form. */
export function readList<Name extends ListName>(name: Name): readonly Rows[Name][] {
  const path = join(import.meta.dirname, '../lists', `${name}.jsonl`);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  return lines.map((line) => schemas[name].parse(JSON.parse(line)));
}
