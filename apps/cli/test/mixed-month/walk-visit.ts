import type { RehearsalState, RehearsedTurn } from '@answerdesk/conversations';
import { FAQ_CHOICE, type InboundContent } from '@answerdesk/domain';
import type { Chance, SmallTalkRow } from '@answerdesk/testing';
import type { Said, Visit } from './plan-month.ts';

/** What happened, once for each time that it did. */
export type Happening =
  | `standard${'' | ': right at once' | ': right by a choice' | ': right when asked anew' | ': wrong' | ': handed over' | ': neither'}`
  | `angry question${'' | ': right' | ': wrong'}`
  | `stranger${'' | ': answered'}`
  | `follow-up${'' | ': answered'}`
  | 'right answer'
  | `wrong answer to ${'a standard question' | 'a stranger' | 'anything else'}`
  | `small talk${'' | ': understood'}`
  | `anger${'' | ': soothed' | ': called'}`
  | `wish${'' | ': called'}`
  | `calm${'' | ': soothed' | ': called'}`;

type WrongAnswer = Extract<Happening, `wrong answer${string}`>;

/** A question that a person answered, and what the person answered. */
export interface PutRight {
  readonly text: string;
  readonly answer: string;
}

export interface Visited {
  readonly happened: readonly Happening[];
  readonly putRight: readonly PutRight[];
}

/** The bot as a customer has it: a message, what the turns before came to, and how long after the visit began it is said. */
export type Bot = (content: InboundContent, state: RehearsalState, minutes: number) => Promise<RehearsedTurn>;

/** What the judge knows beside the replies. */
export interface Truth {
  /** The approved answer of the FAQ that was sent. */
  answerOf(faqId: string): string | undefined;
  /** The paragraphs that soothe. */
  readonly soothing: readonly string[];
}

/** Why a question goes to a person without anybody's having asked for one. */
const reasonsOfQuestions: readonly string[] = ['no-answer', 'unsure-twice', 'rule', 'spend-cap'];

/** How customers act, as shares. */
const PRESSES_BUTTON = 0.8;
const ASKS_ANEW = 0.3;
const SAYS_THANKS = 0.45;
const afterWrong = { saysSo: 0.35, wantsPerson: 0.15, asksAnew: 0.2 };
const TAKES_OFFER = 0.7;
const STRANGER_WANTS_PERSON = 0.6;

/** Walks one conversation as its customer would, until it is over or a person has it, and judges every reply. */
export async function walkVisit(bot: Bot, visit: Visit, truth: Truth, chance: Chance): Promise<Visited> {
  const happened: Happening[] = [];
  const putRight: PutRight[] = [];
  let state: RehearsalState = { unsureTurns: 0, isWaiting: false };
  let minutes = 0;
  let given: string | undefined;
  let isPleased = false;

  async function say(content: InboundContent | string, isExpected: 'calm' | 'anger' | 'wish' | 'chosen') {
    const said = typeof content === 'string' ? ({ kind: 'text', text: content } as const) : content;
    const before = state.isWaiting;
    const turn = await bot(said, state, minutes);
    minutes += 1;
    state = turn.state;
    const isCalled = turn.state.isWaiting && !before;
    const isSoothed = truth.soothing.some((paragraph) => turn.content.text.startsWith(paragraph));
    if (isExpected !== 'chosen') {
      happened.push(isExpected);
      const isByQuestion = turn.repliedAs === 'handover' && reasonsOfQuestions.includes(turn.trace?.reason ?? '');
      if (isCalled && !(isExpected === 'calm' && isByQuestion)) happened.push(`${isExpected}: called`);
      if (isSoothed && isExpected !== 'wish') happened.push(`${isExpected}: soothed`);
    }
    const sent = turn.repliedAs === 'answered' ? truth.answerOf(turn.trace?.faqId ?? '') : undefined;
    if (turn.repliedAs === 'answered' && sent === undefined) throw new Error('An answer of no FAQ was sent');
    return { turn, sent };
  }

  /** Notes an answer as right or wrong, and remembers it as the one given last. */
  function judge(sent: string, verdict: 'right answer' | WrongAnswer): void {
    happened.push(verdict);
    given = sent;
    isPleased = verdict === 'right answer';
  }

  async function wantPerson(turn: RehearsedTurn): Promise<void> {
    const person = turn.content.choices?.find(({ id }) => !id.startsWith(FAQ_CHOICE));
    if (person && chance.hits(TAKES_OFFER)) await say({ kind: 'choice', choiceId: person.id }, 'chosen');
  }

  /** What a customer does who got a wrong answer; whether a person is called by it. */
  async function objectTo(asked: Said): Promise<void> {
    const at = chance.next();
    if (at < afterWrong.saysSo) {
      const { turn } = await say(visit.notHelped, 'calm');
      if (!state.isWaiting) await wantPerson(turn);
    } else if (at < afterWrong.saysSo + afterWrong.wantsPerson) await say(visit.wish, 'wish');
    else if (at < afterWrong.saysSo + afterWrong.wantsPerson + afterWrong.asksAnew && asked.kind === 'standard') {
      const { sent } = await say(asked.again, 'calm');
      if (sent !== undefined) judge(sent, verdictOn(sent, asked.answer));
    }
  }

  /** Takes a choice, by its button or its number; where one question was asked for, with a yes or a no. */
  async function choose(choices: readonly { readonly id: string }[], place: number) {
    const id = choices[place]?.id ?? '';
    const isOne = choices.filter((each) => each.id.startsWith(FAQ_CHOICE)).length === 1;
    const typed = isOne ? (id.startsWith(FAQ_CHOICE) ? visit.yes : visit.no) : String(place + 1);
    const content: InboundContent = chance.hits(PRESSES_BUTTON)
      ? { kind: 'choice', choiceId: id }
      : { kind: 'text', text: typed };
    return say(content, 'chosen');
  }

  async function askStandard(asked: Extract<Said, { kind: 'standard' }>): Promise<void> {
    happened.push('standard');
    const note = (ending: 'right at once' | 'right by a choice' | 'right when asked anew' | 'wrong' | 'neither') => {
      happened.push(`standard: ${ending}`);
      if (!asked.isAngry) return;
      if (ending === 'wrong') happened.push('angry question: wrong');
      else if (ending !== 'neither') happened.push('angry question: right');
    };
    if (asked.isAngry) happened.push('angry question');
    const first = await say(asked.text, asked.isAngry ? 'anger' : 'calm');
    let { sent } = first;
    let ending: 'at once' | 'by a choice' | 'when asked anew' = 'at once';
    if (first.turn.repliedAs === 'clarify' && !state.isWaiting) {
      const choices = first.turn.content.choices ?? [];
      const right = choices.findIndex(
        ({ id }) => id.startsWith(FAQ_CHOICE) && truth.answerOf(id.slice(FAQ_CHOICE.length)) === asked.answer,
      );
      const none = choices.findIndex(({ id }) => !id.startsWith(FAQ_CHOICE));
      if (right >= 0) {
        ending = 'by a choice';
        ({ sent } = await choose(choices, right));
      } else if (none === -1 || chance.hits(ASKS_ANEW)) {
        ending = 'when asked anew';
        ({ sent } = await say(asked.again, 'calm'));
      } else await choose(choices, none);
    }
    if (sent !== undefined) {
      const isRight = sent === asked.answer;
      judge(sent, verdictOn(sent, asked.answer));
      note(isRight ? `right ${ending}` : 'wrong');
      if (!isRight) await objectTo(asked);
    } else if (state.isWaiting) happened.push('standard: handed over');
    else note('neither');
    if (state.isWaiting && sent !== asked.answer) putRight.push({ text: asked.plain, answer: asked.answer });
  }

  async function makeSmallTalk({ text, intent }: SmallTalkRow): Promise<void> {
    happened.push('small talk');
    const { sent, turn } = await say(text, 'calm');
    if (sent !== undefined) judge(sent, 'wrong answer to anything else');
    if (turn.repliedAs === 'small-talk' && turn.trace?.intent === intent) happened.push('small talk: understood');
  }

  for (const said of visit.said) {
    switch (said.kind) {
      case 'standard':
        await askStandard(said);
        break;
      case 'stranger': {
        happened.push('stranger');
        const { sent, turn } = await say(said.text, 'calm');
        if (sent !== undefined) {
          happened.push('stranger: answered');
          judge(sent, 'wrong answer to a stranger');
          await objectTo(said);
        } else if (turn.repliedAs === 'clarify' && chance.hits(STRANGER_WANTS_PERSON)) await wantPerson(turn);
        break;
      }
      case 'follow-up': {
        // What was just answered may be said again.
        if (given === undefined) break;
        happened.push('follow-up');
        const before = given;
        const { sent } = await say(said.text, 'calm');
        if (sent === undefined || sent === before) break;
        happened.push('follow-up: answered');
        judge(sent, 'wrong answer to anything else');
        break;
      }
      case 'rant': {
        const { sent } = await say(said.text, 'anger');
        if (sent !== undefined) judge(sent, 'wrong answer to anything else');
        break;
      }
      case 'wish': {
        const { sent } = await say(said.text, 'wish');
        if (sent !== undefined) judge(sent, 'wrong answer to anything else');
        break;
      }
      case 'small-talk': {
        await makeSmallTalk(said);
        break;
      }
    }
    if (state.isWaiting) return { happened, putRight };
  }
  if (isPleased && chance.hits(SAYS_THANKS)) await makeSmallTalk(visit.thanks);
  return { happened, putRight };
}

function verdictOn(sent: string, wanted: string): 'right answer' | WrongAnswer {
  return sent === wanted ? 'right answer' : 'wrong answer to a standard question';
}
