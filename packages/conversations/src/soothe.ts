import {
  detectEmotion,
  detectLanguage,
  EMOTION_THRESHOLD,
  type PressingEmotion,
  pressingEmotion,
} from '@answerdesk/answers';
import {
  type Choice,
  type Conversation,
  type Emotion,
  type Locale,
  type MessageId,
  type Mood,
  moodAfter,
  type OutboundContent,
  type RepliedAs,
  settingsOf,
  type TurnChanges,
} from '@answerdesk/domain';
import type { CustomerSentence } from '@answerdesk/locales';
import { pressedOn } from './hand-over.ts';
import { type Speaking, say } from './own-words.ts';

/** What the customer wrote, when it is dealt with, and what the conversation was like before. */
export interface Felt {
  readonly messageId: MessageId;
  readonly text: string;
  readonly at: Date;
  readonly conversation: Partial<Pick<Conversation, 'mood' | 'waiting' | 'handedBack'>>;
}

/** As much of a reply as a mood changes. */
interface Soothable {
  readonly content: OutboundContent;
  readonly handledAs: RepliedAs;
  readonly changes: TurnChanges;
  readonly trace?: { readonly emotion?: Emotion };
}

const SOOTHING: Readonly<Record<PressingEmotion, CustomerSentence>> = {
  anger: 'sootheAnger',
  disappointment: 'sootheDisappointment',
  urgency: 'sootheUrgency',
};
const SOOTHED_FOR_MS = 60 * 60_000;
const SAME_QUARREL_FOR_MS = 60 * 60_000;
const HANDED_BACK_FOR_MS = 24 * 60 * 60_000;
/** An angry turn weighs as a second one when the turn before it came near being one. */
const NEARLY_ANGRY = 0.4;
const HARDLY_CALMER = 0.05;

/** Whether what a customer writes should make it wait less long: it is upset or in a hurry, and the tenant heeds that. */
export function isPressing(tenant: Speaking['tenant'], text: string | undefined, language: Locale): boolean {
  if (text === undefined || settingsOf(tenant).handover.ignoresMood) return false;
  return pressingEmotion(detectEmotion(text, { language })) !== undefined;
}

/** The language to read a message's mood in, where no answer to it was looked for. */
export function languageToFeelIn(text: string, expected: Locale | undefined): Locale {
  return detectLanguage(text, expected === undefined ? {} : { locale: expected });
}

/** Notes what a customer felt in a conversation's mood. Noting the same message again changes nothing. */
export function noteMood(mood: Mood | undefined, felt: Omit<Felt, 'conversation'>, language: Locale): Mood {
  const { messageId, at, text } = felt;
  return moodAfter(mood, { messageId, at, emotion: rounded(detectEmotion(text, { language })) });
}

/**
 * Whether a customer's anger has risen, or has not abated, over two turns, so that a person should come now; not where one is
 * awaited, or has dealt with the same anger and given the conversation back.
 */
export function isAngrierStill({ tenant, at }: Speaking, { conversation }: Felt, mood: Mood): boolean {
  const { handover, inbox } = settingsOf(tenant);
  if (handover.ignoresMood || !inbox.isOn || conversation.waiting) return false;
  const { handedBack } = conversation;
  if (handedBack?.reason === 'emotion' && at.getTime() - handedBack.at.getTime() < HANDED_BACK_FOR_MS) return false;
  const [before, now] = mood.turns.slice(-2);
  if (!before || !now || now.at.getTime() - before.at.getTime() > SAME_QUARREL_FOR_MS) return false;
  const isAngry = now.emotion.anger >= EMOTION_THRESHOLD && before.emotion.anger >= NEARLY_ANGRY;
  return isAngry && now.emotion.anger >= before.emotion.anger - HARDLY_CALMER;
}

/**
 * A reply as an upset or hurried customer gets it: a soothing sentence as a paragraph before the same words, once an hour for
 * each emotion; a person on offer beside an answer; more priority for what waits. The mood is noted whatever it is, and nothing
 * else changes where the tenant wants none of it.
 */
export async function soothe<Reply extends Soothable>(
  speaking: Speaking,
  { at, conversation }: Felt,
  mood: Mood,
  reply: Reply,
  personChoiceId: string,
): Promise<Reply> {
  const emotion = mood.turns.at(-1)?.emotion;
  const noted = {
    ...reply,
    changes: { ...reply.changes, mood },
    ...(reply.trace && { trace: { ...reply.trace, ...(emotion && { emotion }) } }),
  };
  const { handover, inbox } = settingsOf(speaking.tenant);
  const pressing = emotion && pressingEmotion(emotion);
  if (!pressing || handover.ignoresMood || !isAnswering(reply)) return noted;
  const { changes, content } = noted;
  const waiting = changes.waiting ?? (conversation.waiting && pressedOn(conversation.waiting));
  const isOffered = inbox.isOn && !conversation.waiting && reply.handledAs === 'answered';
  const offer: Choice | undefined = isOffered
    ? { id: personChoiceId, label: await say(speaking, 'offerPerson') }
    : undefined;
  const last = mood.soothedAt?.[pressing];
  const isSoothed = last !== undefined && at.getTime() - last.getTime() < SOOTHED_FOR_MS;
  const soothing = isSoothed ? undefined : await say(speaking, SOOTHING[pressing]);
  return {
    ...noted,
    content: {
      ...content,
      text: soothing === undefined ? content.text : `${soothing}\n\n${content.text}`,
      ...(offer && { choices: [...(content.choices ?? []), offer] }),
    },
    changes: {
      ...changes,
      ...(waiting && waiting !== conversation.waiting && { waiting }),
      mood: soothing === undefined ? mood : { ...mood, soothedAt: { ...mood.soothedAt, [pressing]: at } },
    },
  };
}

function isAnswering({ handledAs }: Soothable): boolean {
  return handledAs === 'answered' || handledAs === 'clarify' || handledAs === 'handover';
}

function rounded({ leading, ...chances }: Emotion): Emotion {
  const round = (chance: number) => Math.round(chance * 1_000) / 1_000;
  return {
    anger: round(chances.anger),
    disappointment: round(chances.disappointment),
    urgency: round(chances.urgency),
    satisfaction: round(chances.satisfaction),
    leading,
  };
}
