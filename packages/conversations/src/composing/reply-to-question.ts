import { asksForPerson } from '@answerdesk/answers';
import {
  ASKED_LENGTH,
  type Choice,
  FAQ_CHOICE,
  type FaqId,
  type OutboundContent,
  settingsOf,
} from '@answerdesk/domain';
import { say } from '../own-words.ts';
import { phraseUnsure } from '../phrase-unsure.ts';
import { saidJustBefore } from '../small-talk.ts';
import { type Felt, isAngrierStill, languageToFeelIn, noteMood, soothe } from '../soothe.ts';
import { answeredBy, inTheirWords, mayAnswer, openedBefore, served } from './approved-answer.ts';
import { askEngine, hear, isWordForWord } from './ask-engine.ts';
import { callPerson, handOverTurn, queueOf } from './hand-over-turn.ts';
import { personChoiceOf, wayOutOf } from './person-choice.ts';
import { withRelatedQuestions } from './related-questions.ts';
import { smallTalkIn } from './small-talk-in.ts';
import { type ComposedReply, type ConversationSoFar, speaking, systemLine, type Turn } from './turn.ts';

export async function replyToQuestion(unheard: Turn, message: string): Promise<ComposedReply> {
  const { text, language, certainty, changes } = await hear(unheard, message);
  const wish = changes.languageWish ?? unheard.conversation.languageWish;
  const spokenIn = wish ? languageToFeelIn(message, unheard.conversation.wroteIn?.[0]) : language;
  const turn: Turn = { ...unheard, language, certainty, words: message, spokenIn };
  const isWishAlone = text === '' && !asksForPerson(message, language) && !(await isWordForWord(turn, message));
  const reply = isWishAlone
    ? systemLine(turn, 'greeted', await say(speaking(turn), 'smallTalkHello'))
    : await replyToWords(turn, text === '' ? message : text);
  return { ...reply, changes: { ...changes, ...reply.changes } };
}

async function replyToWords(turn: Turn, text: string): Promise<ComposedReply> {
  const { conversation, message, deps, words = text, spokenIn = turn.language } = turn;
  const answer = await answerTo(turn, text);
  const felt: Felt = { messageId: message.id, text: words, at: deps.now(), conversation };
  const mood = noteMood(conversation.mood, felt, spokenIn);
  const reply =
    answer.handledAs !== 'handover' && isAngrierStill(speaking(turn), felt, mood)
      ? await callPerson(turn, text, answer)
      : answer;
  const soothed = await soothe(speaking(turn), felt, mood, reply, personChoiceOf(turn));
  return withRelatedQuestions(turn, soothed, mood);
}

async function answerTo(turn: Turn, text: string): Promise<ComposedReply> {
  const smallTalk = await smallTalkIn(turn, text);
  if (smallTalk) return smallTalk;
  const answer = await askEngine(turn, text);
  if (!answer) return handOverTurn(turn, { reason: 'no-answer', asked: text }, { failure: 'the answer engine failed' });
  const { models, reply } = await phraseUnsure(turn.deps, {
    ...{ tenant: turn.tenant, answer, text, channel: turn.message.channel },
    rejectedId: rejectedFaqOf(turn.conversation),
  });
  const { confidence, outcome } = answer;
  const trace = { ...answer.trace, confidence, outcome, ...(models && { models }) };
  if (reply) {
    const { content, faqId } = reply;
    return {
      content,
      handledAs: 'answered',
      changes: { unsureTurns: 0, language: answer.language, ...answeredBy(turn, faqId, text) },
      ...openedBefore(turn),
      rule: 'generated',
      trace: { ...trace, outcome: 'answered', faqId },
    };
  }
  switch (answer.outcome) {
    case 'answered':
      if (answer.faqId === rejectedFaqOf(turn.conversation)) {
        return handOverTurn(turn, { reason: 'no-answer', asked: text }, { ...trace, faqId: answer.faqId });
      }
      if (!(await mayAnswer(turn))) {
        return handOverTurn(turn, { reason: 'spend-cap', asked: text }, { ...trace, faqId: answer.faqId });
      }
      return served(await inTheirWords(turn, answer), {
        content: {
          kind: 'reply',
          text: answer.text,
          ...(answer.imageUrl !== undefined && { imageUrl: answer.imageUrl }),
          ...(answer.choices && { choices: answer.choices }),
        },
        handledAs: 'answered',
        changes: { unsureTurns: 0, language: answer.language, ...answeredBy(turn, answer.faqId, text) },
        ...openedBefore(turn),
        trace: { ...trace, faqId: answer.faqId },
      });
    case 'clarify': {
      if (turn.conversation.unsureTurns + 1 >= settingsOf(turn.tenant).handover.unsureTurns) {
        return handOverTurn(turn, { reason: 'unsure-twice', asked: text }, trace);
      }
      const declined = declinedIn(turn.conversation);
      const asked = answer.choices.filter(({ faqId }) => !declined.has(faqId));
      if (asked.length === 0) return handOverTurn(turn, { reason: 'no-answer', asked: text }, trace);
      return {
        content: await askBack(turn, asked),
        handledAs: 'clarify',
        changes: {
          unsureTurns: turn.conversation.unsureTurns + 1,
          language: answer.language,
          ...(turn.conversation.unsureTurns === 0 && { openSince: turn.deps.now() }),
          askedBack: { messageId: turn.message.id, asked: text.slice(0, ASKED_LENGTH) },
        },
        trace,
      };
    }
    case 'handover':
      return handOverTurn(
        turn,
        { reason: answer.reason, asked: text, ...(await queueOf(turn, answer.faqId)) },
        { ...trace, ...(answer.faqId !== undefined && { faqId: answer.faqId }) },
      );
  }
}

/** The question whether one of these is meant, with a way out. */
async function askBack(
  turn: Turn,
  asked: readonly { readonly faqId: FaqId; readonly question: string }[],
): Promise<OutboundContent> {
  const isOne = asked.length === 1;
  const [text, wayOut] = await Promise.all([
    say(speaking(turn), isOne ? 'clarifyOne' : 'clarify'),
    say(speaking(turn), isOne ? 'clarifyOther' : 'clarifyNone'),
  ]);
  const choices = asked.map(({ faqId, question }): Choice => ({ id: `${FAQ_CHOICE}${faqId}`, label: question }));
  return { kind: 'reply', text, choices: [...choices, { id: wayOutOf(turn), label: wayOut }] };
}

/** FAQs whose answer was rejected just now, or that were asked back about in vain. */
function declinedIn(conversation: ConversationSoFar): ReadonlySet<string> {
  const { unsureTurns, offered = [] } = conversation;
  const asked = unsureTurns > 0 ? offered.map(({ id }) => id.slice(FAQ_CHOICE.length)) : [];
  return new Set([rejectedFaqOf(conversation), ...asked].filter((id) => id !== undefined));
}

/** The FAQ whose answer is not given again: this message rejects it, or the one before it did. */
function rejectedFaqOf(conversation: ConversationSoFar): FaqId | undefined {
  if (conversation.rejected) return conversation.rejected.faqId;
  return saidJustBefore(conversation) === 'not-helped' ? conversation.lastAnswered?.faqId : undefined;
}
