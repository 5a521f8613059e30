import type { Happening } from './walk-visit.ts';

/** What a time at the desk came to; shares are 0–1, and NaN of nothing. */
export interface Figures {
  readonly standard: number;
  readonly strangers: number;
  readonly answers: number;
  /** Of standard questions: got the right answer at once or after one choice; the first of these; the second. */
  readonly right: number;
  readonly rightAtOnce: number;
  readonly rightByChoice: number;
  /** Of standard questions: were sent another FAQ's answer. */
  readonly wrong: number;
  /** Of standard questions: went to a person; were answered rightly only when asked in other words; none of these. */
  readonly handedOver: number;
  readonly rightAnew: number;
  readonly neither: number;
  /** Wrong answers to anything at all, of standard questions and of all answers. */
  readonly wrongOfStandard: number;
  readonly wrongOfAnswers: number;
  /** Wrong answers to what is neither a standard question nor a stranger, of all answers. */
  readonly wrongToOthers: number;
  /** Of questions that no FAQ answers: were answered. */
  readonly strangersAnswered: number;
  readonly goingOnAnswered: number;
  readonly smallTalk: number;
  readonly angryRight: number;
  readonly angryWrong: number;
  /** Of angry messages: were soothed, and brought a person. */
  readonly soothed: number;
  readonly angryCalled: number;
  readonly called: number;
  /** Of messages in which nobody is angry or wishes for a person. */
  readonly soothedInVain: number;
  readonly calledInVain: number;
}

/** Sums up what happened. */
export function figuresOf(happened: readonly Happening[]): Figures {
  const counts = new Map<Happening, number>();
  for (const each of happened) counts.set(each, (counts.get(each) ?? 0) + 1);
  const of = (each: Happening) => counts.get(each) ?? 0;
  const wrong =
    of('wrong answer to a standard question') + of('wrong answer to a stranger') + of('wrong answer to anything else');
  const answers = of('right answer') + wrong;
  const share = (some: Happening, all: Happening) => of(some) / of(all);
  const rightAtOnce = share('standard: right at once', 'standard');
  const rightByChoice = share('standard: right by a choice', 'standard');
  return {
    standard: of('standard'),
    strangers: of('stranger'),
    answers,
    right: rightAtOnce + rightByChoice,
    rightAtOnce,
    rightByChoice,
    wrong: share('standard: wrong', 'standard'),
    handedOver: share('standard: handed over', 'standard'),
    rightAnew: share('standard: right when asked anew', 'standard'),
    neither: share('standard: neither', 'standard'),
    wrongOfStandard: wrong / of('standard'),
    wrongOfAnswers: wrong / answers,
    wrongToOthers: of('wrong answer to anything else') / answers,
    strangersAnswered: share('stranger: answered', 'stranger'),
    goingOnAnswered: share('follow-up: answered', 'follow-up'),
    smallTalk: share('small talk: understood', 'small talk'),
    angryRight: share('angry question: right', 'angry question'),
    angryWrong: share('angry question: wrong', 'angry question'),
    soothed: share('anger: soothed', 'anger'),
    angryCalled: share('anger: called', 'anger'),
    called: share('wish: called', 'wish'),
    soothedInVain: share('calm: soothed', 'calm'),
    calledInVain: share('calm: called', 'calm'),
  };
}
