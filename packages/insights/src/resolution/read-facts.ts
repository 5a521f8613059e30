import { rejectsAnswer, understand } from '@answerdesk/answers';
import { type Intent, idsFrom, type ResolutionFact } from '@answerdesk/domain';
import type { SaidMessage, Transcript } from './ports.ts';

const GOOD_SCORE = 4;
const BAD_SCORE = 2;
const THUMB_UP = /^\s*👍/u;
const THUMB_DOWN = /^\s*👎/u;

type Placed = readonly [place: string, facts: readonly ResolutionFact[]];
type What<Fact = ResolutionFact> = Fact extends ResolutionFact ? Omit<Fact, 'id' | 'at'> : never;

const wasSaid: What = { kind: 'rejected', how: 'said-so' };
const handedOver: What = { kind: 'handed-over' };

/** What a conversation says of whether its customer was helped, in its order. */
export function readFacts({ messages, events, ratings }: Transcript): ResolutionFact[] {
  const replies = new Map(messages.flatMap((one) => (one.author === 'bot' && one.causeId ? [[one.causeId, one]] : [])));
  const placed: Placed[] = [
    ...messages.map((one): Placed => [one.id, saidIn(one, replies.get(one.id)).map((what) => factOf(one, what))]),
    ...events.map((one): Placed => [one.id, [factOf(one, { kind: one.kind })]]),
    ...ratings.map((one): Placed => [ratedFrom(one), ratedAs(one.score).map((what) => factOf(one, what))]),
  ];
  return placed.sort(([a], [b]) => (a < b ? -1 : Number(a > b))).flatMap(([, facts]) => facts);
}

/** A rating comes after it was asked for, also where ids run ahead of the clock. */
function ratedFrom({ id, at }: { readonly id: string; readonly at: Date }): string {
  const from = idsFrom(at);
  return from > id ? from : id;
}

function factOf({ id, at }: Pick<ResolutionFact, 'id' | 'at'>, what: What): ResolutionFact {
  return { id, at, ...what };
}

function saidIn(message: SaidMessage, reply: SaidMessage | undefined): readonly What[] {
  switch (message.author) {
    case 'agent':
      return [{ kind: 'answered', by: 'person' }];
    case 'bot':
      return message.handledAs === 'answered' ? answerOf(message) : [];
    case 'contact':
      return askedIn(message, reply);
  }
}

function answerOf({ faqId, callsPerson }: SaidMessage): readonly What[] {
  return [{ kind: 'answered', by: 'bot', ...(faqId !== undefined && { faqId }) }, ...(callsPerson ? [handedOver] : [])];
}

function askedIn(message: SaidMessage, reply: SaidMessage | undefined): readonly What[] {
  const { text } = message;
  const handledAs = reply?.handledAs ?? message.handledAs;
  switch (handledAs) {
    case 'greeted':
    case 'rated':
    case 'noted':
    case 'from-staff':
      return [];
    case 'small-talk':
      return reply?.intent === undefined ? [] : meantBy(reply.intent, message);
    case 'left-to-agent':
    case 'drafted':
      return leftToPeople(message);
    // The button was dead: nothing was asked.
    case 'choice-expired':
      return [];
    case 'attachment-noted':
      return message.isSticker ? [] : [{ kind: 'asked' }];
    default: {
      const rejection = text !== undefined && rejectsAnswer(text) ? [wasSaid] : [];
      if (handledAs !== 'handover' || !reply?.callsPerson) {
        const faqId = reply?.faqId;
        return [...rejection, { kind: 'asked', ...(faqId !== undefined && { faqId }) }];
      }
      return [...rejection, { kind: reply.callsPerson.isWished ? 'asked-for-person' : 'asked' }, handedOver];
    }
  }
}

/** What the bot said nothing to: a person is to answer it, unless it asks nothing. */
function leftToPeople(message: SaidMessage): readonly What[] {
  const { text, isSticker, language } = message;
  if (isSticker) return [];
  const intent = text === undefined ? undefined : understand(text, language)?.intent;
  if (intent === 'person') return [{ kind: 'asked-for-person' }];
  if (intent !== undefined) return meantBy(intent, message);
  const rejection = text !== undefined && rejectsAnswer(text) ? [wasSaid] : [];
  return [...rejection, { kind: 'asked' }, handedOver];
}

/** An "ok" only says that something was heard. */
function meantBy(intent: Intent, { text = '', language }: SaidMessage): readonly What[] {
  if (THUMB_DOWN.test(text)) return [wasSaid];
  switch (intent) {
    case 'thanks':
      return [{ kind: 'confirmed', how: 'thanked' }];
    case 'yes':
      return THUMB_UP.test(text) || !understand(text, language)?.isOkay ? [{ kind: 'confirmed', how: 'said-yes' }] : [];
    case 'not-helped':
    case 'insult':
      return [wasSaid];
    default:
      return [];
  }
}

function ratedAs(score: number): readonly What[] {
  if (score >= GOOD_SCORE) return [{ kind: 'confirmed', how: 'rated-well' }];
  return score <= BAD_SCORE ? [{ kind: 'rejected', how: 'rated-badly' }] : [];
}
