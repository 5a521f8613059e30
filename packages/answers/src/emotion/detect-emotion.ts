import { type Emotion, type EmotionName, emotionNames, type Locale, languageOf } from '@answerdesk/domain';
import { cuesOf } from './emotion-cues.ts';
import { guessEnglish } from './english-model.ts';
import { lexiconFor } from './lexicons.ts';
import { type Hit, scanLexicon } from './scan-lexicon.ts';

/** From which probability (0–1) on an emotion is taken to be there, so that a reply may change by it. */
export const EMOTION_THRESHOLD = 0.6;

/** Much of ordinary business is wanted soon: a hurry is heeded only where it is said outright. */
const HURRY_THRESHOLD = 0.81;

/** What of an emotion presses on whoever answers. */
export type PressingEmotion = Exclude<EmotionName, 'satisfaction'>;

const LONGEST_TEXT = 2_000;
/** How fast evidence becomes probability: one plain word makes 0.82, half a one 0.57. */
const TELLING = 1.7;
/** What is added to the model's log odds, so that the threshold stands where seven of ten angry texts are found. */
const MODEL_SHIFT = { anger: 1.35, disappointment: 0.6, satisfaction: -0.3 } as const;
const CALMED = 0.25;
/** Capitals and exclamation upon exclamation together. */
const SHOUTING = 0.9;

type Scores = Record<EmotionName, number>;

/**
 * The emotion in what a customer wrote, read by the lexicon of its language, by signs that all languages share, and in English
 * also by a model. Each probability stands for itself; they do not add up to 1. Never throws, whatever the text.
 */
export function detectEmotion(text: string, { language }: { readonly language: Locale }): Emotion {
  const read = text.slice(0, LONGEST_TEXT);
  const tag = languageOf(language);
  const lexicon = lexiconFor(tag);
  const hits = lexicon ? scanLexicon(lexicon, read) : [];
  const scores = weigh(read, hits);
  const chances = Object.fromEntries(
    emotionNames.map((name) => [name, 1 - Math.exp(-TELLING * scores[name])]),
  ) as Scores;
  if (tag === 'en') addModel(chances, read, hits);
  const leading = emotionNames.reduce((best, name) => (chances[name] > chances[best] ? name : best));
  return { ...chances, leading: chances[leading] >= EMOTION_THRESHOLD ? leading : 'neutral' };
}

/** The anger, disappointment or hurry that a reply should heed; undefined where there is none, or contentment is stronger. */
export function pressingEmotion(emotion: Emotion): PressingEmotion | undefined {
  const upset = emotion.anger >= emotion.disappointment ? 'anger' : 'disappointment';
  const isUpset = emotion[upset] >= EMOTION_THRESHOLD && emotion[upset] >= emotion.satisfaction;
  const isHurried = emotion.urgency >= HURRY_THRESHOLD;
  if (isHurried && (!isUpset || emotion.urgency > emotion[upset])) return 'urgency';
  return isUpset ? upset : undefined;
}

function weigh(text: string, hits: readonly Hit[]): Scores {
  const { arousal, signs } = cuesOf(text);
  const scores: Scores = { anger: 0, disappointment: 0, urgency: 0, satisfaction: 0 };
  let problems = 0;
  let hasPlainProblem = false;
  let praise = 0;
  for (const { kind, weight, isNegated, isPutRight } of hits) {
    if (kind === 'problem') {
      problems += isNegated ? 0 : 0.5 + weight / 2;
      hasPlainProblem ||= weight >= 1 && !isNegated;
    }
    if (kind === 'anger' || kind === 'disappointment' || kind === 'urgency') scores[kind] += isNegated ? 0 : weight;
    else if (kind === 'satisfaction') {
      if (isNegated) scores.disappointment += 0.8 * weight;
      else scores.satisfaction += weight;
      if (!isNegated) praise += isPutRight ? Number.NEGATIVE_INFINITY : weight;
    }
  }
  for (const name of emotionNames) scores[name] += signs[name] ?? 0;
  if (arousal >= SHOUTING) scores.anger += 0.6;
  const isUpset = scores.anger + scores.disappointment > 0;
  if (problems > 0 || isUpset) {
    if (praise >= 1 && hasPlainProblem) {
      // Praise beside what went wrong is said in irony.
      scores.anger += 0.4;
      scores.disappointment += 0.6;
    }
    if ((praise > 0 && hasPlainProblem) || isUpset) scores.satisfaction *= CALMED;
    const trouble = Math.min(3, problems);
    scores.disappointment += 0.1 * trouble;
    scores.anger += arousal * (0.35 + 0.15 * trouble) + (scores.anger > 0 ? 0.1 * trouble : 0);
  }
  if (scores.urgency > 0) scores.urgency += 0.4 * arousal;
  return scores;
}

/** In English the words that no lexicon has speak too; where the lexicon says the contrary they count for little. */
function addModel(chances: Scores, text: string, hits: readonly Hit[]): void {
  const guess = guessEnglish(text);
  const isDenied = hits.some(
    ({ kind, isNegated }) => kind === 'ordinary' || (isNegated && (kind === 'anger' || kind === 'disappointment')),
  );
  const isPraised = chances.satisfaction >= EMOTION_THRESHOLD;
  const isUpset = Math.max(chances.anger, chances.disappointment) >= EMOTION_THRESHOLD;
  for (const name of ['anger', 'disappointment', 'satisfaction'] as const) {
    const share = guess[name];
    const shifted = 1 / (1 + Math.exp(-(Math.log(share / (1 - share)) + MODEL_SHIFT[name])));
    const isContrary = name === 'satisfaction' ? isUpset : isDenied || isPraised;
    chances[name] = 1 - (1 - chances[name]) * (1 - shifted * (isContrary ? CALMED : 1));
  }
}
