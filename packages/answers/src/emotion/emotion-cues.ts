import type { EmotionName } from '@answerdesk/domain';

/** What a text says of its writer's emotion besides words. */
export interface Cues {
  /** 0–1: shouting, exclamation upon exclamation, stretched words. */
  readonly arousal: number;
  readonly signs: Readonly<Partial<Record<EmotionName, number>>>;
}

const SIGNS: readonly { readonly emotion: EmotionName; readonly weight: number; readonly letters: RegExp }[] = [
  { emotion: 'anger', weight: 1, letters: /[😡🤬👿💢🖕😠]/gu },
  { emotion: 'anger', weight: 0.5, letters: /[😤🙄👎💩😒]/gu },
  { emotion: 'disappointment', weight: 0.8, letters: /[😢😭😞😔😟🙁☹😥😿💔😩😫]|:'?-?\(|;_;|T_T|ㅠㅠ|ㅜㅜ/gu },
  { emotion: 'satisfaction', weight: 0.6, letters: /[😊😀😃😄😁🥰😍🤩❤💖👍👏🎉💯😇🤗🌹⭐]|:-?[)D]/gu },
  { emotion: 'satisfaction', weight: 0.3, letters: /[🙏🙂😉👌]/gu },
  { emotion: 'urgency', weight: 0.6, letters: /[🚨⏰🆘🏃⏳]/gu },
];
const MANY_EXCLAMATIONS = /[!！]{2,}|[!！][?？]|[?？][!！]|[?？]{3,}/u;
const FEWEST_SHOUTED = 8;
const SHOUTED_SHARE = 0.7;
const SHOUTED_WORD = /(?<!\p{L})\p{Lu}{4,}(?!\p{L})/gu;
const STRETCHED = /(\p{L})\1{3,}/u;
const MOST_OF_A_SIGN = 2;

/** Emoji, capitals, exclamation marks and stretched words: read the same way in every language. */
export function cuesOf(text: string): Cues {
  const signs: Partial<Record<EmotionName, number>> = {};
  for (const { emotion, weight, letters } of SIGNS) {
    const count = Math.min(MOST_OF_A_SIGN, text.match(letters)?.length ?? 0);
    if (count > 0) signs[emotion] = (signs[emotion] ?? 0) + weight * count;
  }
  const exclaimed = MANY_EXCLAMATIONS.test(text) ? 0.5 : /[!！]/u.test(text) ? 0.15 : 0;
  const shouted = isShouted(text) ? 0.6 : (text.match(SHOUTED_WORD)?.length ?? 0) > 0 ? 0.2 : 0;
  return { arousal: Math.min(1, exclaimed + shouted + (STRETCHED.test(text) ? 0.3 : 0)), signs };
}

function isShouted(text: string): boolean {
  const capitals = text.match(/\p{Lu}/gu)?.length ?? 0;
  const small = text.match(/\p{Ll}/gu)?.length ?? 0;
  return capitals >= FEWEST_SHOUTED && capitals >= SHOUTED_SHARE * (capitals + small);
}
