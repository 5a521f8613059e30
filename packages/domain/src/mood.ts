import { type Emotion, type EmotionName, emotionNames } from './emotion.ts';
import type { MessageId } from './ids.ts';

/** What one message of a customer showed. */
export interface MoodTurn {
  readonly messageId: MessageId;
  readonly at: Date;
  readonly emotion: Emotion;
}

/** How a customer has felt lately: the last turns, newest last, and when each emotion was last spoken to by the bot. */
export interface Mood {
  readonly turns: readonly MoodTurn[];
  readonly soothedAt?: Readonly<Partial<Record<EmotionName, Date>>>;
}

export type MoodTrend = 'rising' | 'steady' | 'falling';

const MOST_TURNS = 5;
/** What was shown this many turns ago, and not since, is over. */
const LASTING_TURNS = 3;
const CLEAR_CHANGE = 0.15;

/** A mood with one turn more; a message that was counted before counts once. */
export function moodAfter(mood: Mood | undefined, turn: MoodTurn): Mood {
  const others = (mood?.turns ?? []).filter(({ messageId }) => messageId !== turn.messageId);
  return { ...mood, turns: [...others, turn].slice(-MOST_TURNS) };
}

/** The emotion that a customer showed last and whether it grows; undefined where the last turns showed none. */
export function moodNow(
  mood: { readonly turns: readonly { readonly emotion: Emotion }[] } | undefined,
): { readonly emotion: EmotionName; readonly trend: MoodTrend } | undefined {
  const recent = (mood?.turns ?? []).map(({ emotion }) => emotion).slice(-LASTING_TURNS);
  const shown = recent.findLast(({ leading }) => leading !== 'neutral')?.leading;
  const emotion = emotionNames.find((name) => name === shown);
  if (!emotion) return undefined;
  const now = recent.at(-1)?.[emotion] ?? 0;
  const change = now - (recent.at(-2)?.[emotion] ?? now);
  return { emotion, trend: change >= CLEAR_CHANGE ? 'rising' : change <= -CLEAR_CHANGE ? 'falling' : 'steady' };
}
