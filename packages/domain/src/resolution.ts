import type { FaqId, MessageId } from './ids.ts';

/** Who an enquiry was dealt with by: the bot alone, or a person who had any part in it. */
export const resolvers = ['bot', 'person'] as const;
export type Resolver = (typeof resolvers)[number];

/**
 * What happened in a conversation that says whether the customer was helped, each with the message (or event) that shows it.
 *
 * `asked`: the customer wants something; `faqId` is what it turned out to be about. `answered`: an answer that reached the
 * customer; greetings, apologies, questions back and hand-overs are none. `confirmed`: the customer's own word that they were
 * helped; `rejected`: that they were not. `handed-over`: the bot called a person; `handed-back`: a person gave it back.
 */
export type ResolutionFact = { readonly id: MessageId; readonly at: Date } & (
  | { readonly kind: 'asked'; readonly faqId?: FaqId }
  | { readonly kind: 'asked-for-person' }
  | { readonly kind: 'answered'; readonly by: Resolver; readonly faqId?: FaqId }
  | { readonly kind: 'handed-over' | 'handed-back' | 'closed' }
  | { readonly kind: 'confirmed'; readonly how: 'thanked' | 'said-yes' | 'rated-well' }
  | { readonly kind: 'rejected'; readonly how: 'said-so' | 'rated-badly' }
);

/**
 * `open`: something is not answered yet. `pending`: answered, and the customer still has time to come back. `confirmed`: the
 * customer said that it helped. `assumed`: answered, and quiet for the whole window. `unresolved`: the window passed without an
 * answer that stands. `reopened`: it had been confirmed or assumed, and the customer came back with it.
 */
export const enquiryStates = ['open', 'pending', 'confirmed', 'assumed', 'unresolved', 'reopened'] as const;
export type EnquiryState = (typeof enquiryStates)[number];

/**
 * Why an enquiry is where it is. Not resolved: nobody has answered, a person is wanted, the answer was rejected, or the same
 * answer was given twice. `quiet` and `closed` (by an agent) are waited out or assumed; the next three confirm; the last two
 * reopen, as a rejection does.
 */
export const resolutionReasons = [
  'unanswered',
  'person-wanted',
  'rejected',
  'rated-badly',
  'same-answer',
  'quiet',
  'closed',
  'thanked',
  'said-yes',
  'rated-well',
  'asked-again',
  'asked-for-person',
] as const;
export type ResolutionReason = (typeof resolutionReasons)[number];

/**
 * What a customer came with, in one sitting, from their first message about it until it is settled: the unit that is resolved
 * or not, however many questions it took. It has the id of its first message.
 */
export interface Enquiry {
  readonly id: MessageId;
  readonly startedAt: Date;
  readonly state: EnquiryState;
  readonly reason: ResolutionReason;
  /** Who answered; none where nobody has. */
  readonly by?: Resolver;
  /** The answer that it rests on. */
  readonly answerId?: MessageId;
  readonly answeredAt?: Date;
  /** When it was confirmed or could be assumed; stays where it was reopened. */
  readonly resolvedAt?: Date;
  readonly reopenedAt?: Date;
  /** The message with which it came back. */
  readonly reopenedById?: MessageId;
  /** When it settles by itself if nothing happens. */
  readonly settlesAt?: Date;
}

export interface ResolutionRule {
  /** How long a customer must be quiet after an answer, in ms. */
  readonly windowMs: number;
  readonly now: Date;
}

/** For so long after an enquiry was resolved the customer's word that it was not reverses it. */
export const REJECTABLE_FOR_MS = 7 * 86_400_000;

interface Course {
  readonly id: MessageId;
  readonly startedAt: Date;
  /** From when on it has been quiet. */
  readonly quietSince: Date;
  readonly isUnanswered: boolean;
  readonly wantsPerson: boolean;
  readonly isClosed: boolean;
  /** An agent closed it, whenever, and nothing was asked since: a rating is about this one. */
  readonly isRateable: boolean;
  /** The answer given last is one that was given before. */
  readonly isSameAnswer: boolean;
  readonly faqIds: readonly FaqId[];
  readonly by?: Resolver;
  readonly answer?: { readonly id: MessageId; readonly at: Date };
  readonly rejected?: 'rejected' | 'rated-badly' | undefined;
  readonly confirmed?: { readonly at: Date; readonly how: 'thanked' | 'said-yes' | 'rated-well' };
  readonly reopened?: { readonly at: Date; readonly id: MessageId; readonly how: ResolutionReason };
}

type Wish = Extract<ResolutionFact, { kind: 'asked' | 'asked-for-person' }>;
type Rejection = Extract<ResolutionFact, { kind: 'rejected' }>;
type Confirmation = Extract<ResolutionFact, { kind: 'confirmed' }>;
type Answered = Extract<ResolutionFact, { kind: 'answered' }>;

/**
 * The one rule of what counts as resolved. Reads the enquiries of a conversation, oldest first, from its facts in their
 * order. An enquiry is resolved when the customer confirmed it or was quiet for the window after an answer to all they
 * asked, and stays so until they come back: with the word that it did not help (`REJECTABLE_FOR_MS`), or, within another
 * window, with the same question, or a wish for a person where it was only assumed. Of an enquiry only its own reversal
 * depends on the one behind it, so reading from where any begins gives that one and all behind it.
 */
export function readEnquiries(facts: Iterable<ResolutionFact>, rule: ResolutionRule): Enquiry[] {
  const courses: Course[] = [];
  for (const fact of facts) courses.push(...after(courses.pop(), fact, rule.windowMs));
  return courses.map((course) => enquiryOf(course, rule));
}

/** Whether an enquiry counts as resolved: by the customer's word or by their silence. */
export function isResolved({ state }: Pick<Enquiry, 'state'>): boolean {
  return state === 'confirmed' || state === 'assumed';
}

/** Whether it can be said by now if an enquiry was resolved. */
export function isDecided({ state }: Pick<Enquiry, 'state'>): boolean {
  return state !== 'open' && state !== 'pending';
}

/** What a fact makes of the enquiry before it: that one, changed or not, and the one it begins. */
function after(course: Course | undefined, fact: ResolutionFact, windowMs: number): readonly Course[] {
  if (fact.kind === 'asked' || fact.kind === 'asked-for-person') return afterWish(course, fact, windowMs);
  if (fact.kind === 'rejected') return afterRejection(course, fact, windowMs);
  if (!course) return [];
  const state = stateAt(course, fact.at, windowMs);
  if (fact.kind === 'confirmed') return [isConfirmable(course, state, fact, windowMs) ? confirm(course, fact) : course];
  if (state === 'confirmed' || state === 'assumed' || state === 'reopened') {
    return [fact.kind === 'closed' ? { ...course, isRateable: true } : course];
  }
  if (fact.kind === 'answered') return [answer(course, fact)];
  if (fact.kind === 'closed') {
    return [{ ...course, isClosed: true, isRateable: true, ...(hasGoodAnswer(course) && { quietSince: fact.at }) }];
  }
  return [{ ...course, wantsPerson: fact.kind === 'handed-over' }];
}

function afterWish(course: Course | undefined, fact: Wish, windowMs: number): readonly Course[] {
  if (!course) return [begun(fact)];
  const wantsPerson = fact.kind === 'asked-for-person';
  const state = stateAt(course, fact.at, windowMs);
  if (goesOn(course, state)) {
    return [
      {
        ...course,
        isUnanswered: true,
        isClosed: false,
        isRateable: false,
        wantsPerson: course.wantsPerson || wantsPerson,
        quietSince: fact.at,
      },
    ];
  }
  const isBack = !course.reopened && isWithin(resolvedAt(course, windowMs), fact.at, windowMs);
  if (isBack && fact.kind === 'asked' && fact.faqId !== undefined && course.faqIds.includes(fact.faqId)) {
    return [reopen(course, fact, 'asked-again'), begun(fact)];
  }
  if (isBack && wantsPerson && state === 'assumed') return [reopen(course, fact, 'asked-for-person'), begun(fact)];
  return [course, begun(fact)];
}

function afterRejection(course: Course | undefined, fact: Rejection, windowMs: number): readonly Course[] {
  const isSaid = fact.how === 'said-so';
  const next = isSaid ? [begun(fact)] : [];
  if (!course) return next;
  if (!isSaid && !course.isRateable) return [course];
  const how = isSaid ? 'rejected' : 'rated-badly';
  const state = stateAt(course, fact.at, windowMs);
  if (goesOn(course, state) || (state === 'unresolved' && !isSaid)) {
    return [
      {
        ...course,
        isUnanswered: true,
        quietSince: fact.at,
        ...(course.answer && { rejected: how }),
        ...(isSaid && { isClosed: false }),
      },
    ];
  }
  const isBack = !course.reopened && isWithin(resolvedAt(course, windowMs), fact.at, REJECTABLE_FOR_MS);
  return [isBack ? reopen(course, fact, how) : course, ...next];
}

function begun(fact: Wish | Rejection): Course {
  return {
    id: fact.id,
    startedAt: fact.at,
    quietSince: fact.at,
    isUnanswered: true,
    wantsPerson: fact.kind === 'asked-for-person',
    isClosed: false,
    isRateable: false,
    isSameAnswer: false,
    faqIds: [],
    ...(fact.kind === 'rejected' && { rejected: 'rejected' }),
  };
}

function answer({ rejected, ...course }: Course, { id, at, by, faqId }: Answered): Course {
  // What was asked before the first answer came was not asked because that was none.
  const isAskedSince = course.answer !== undefined && course.quietSince > course.answer.at;
  const isKnown = faqId !== undefined && course.faqIds.includes(faqId);
  const isSameAnswer = by === 'bot' && isKnown && isAskedSince;
  return {
    ...course,
    by: course.by === 'person' ? 'person' : by,
    answer: { id, at },
    isUnanswered: false,
    isSameAnswer,
    quietSince: at,
    faqIds: faqId === undefined || isKnown ? course.faqIds : [...course.faqIds, faqId],
    ...(by === 'person' && { wantsPerson: false, isClosed: false }),
    ...(isSameAnswer && { rejected }),
  };
}

function confirm(course: Course, { at, how }: Confirmation): Course {
  return { ...course, confirmed: { at, how } };
}

function reopen(course: Course, { at, id }: ResolutionFact, how: ResolutionReason): Course {
  return { ...course, reopened: { at, id, how } };
}

/** Thanks for being asked back, or for being told that a person comes, confirm nothing. */
function isConfirmable(course: Course, state: EnquiryState, { at, how }: Confirmation, windowMs: number): boolean {
  if (!course.answer || course.isUnanswered || course.wantsPerson || course.rejected) return false;
  if (how === 'rated-well' && !course.isRateable) return false;
  return state === 'assumed'
    ? isWithin(resolvedAt(course, windowMs), at, REJECTABLE_FOR_MS)
    : state !== 'confirmed' && state !== 'reopened';
}

/** Whether what the customer writes next belongs to the same enquiry; one that waits for a person waits until it is closed. */
function goesOn({ wantsPerson, isClosed }: Course, state: EnquiryState): boolean {
  return state === 'open' || state === 'pending' || (state === 'unresolved' && wantsPerson && !isClosed);
}

/** Whether silence may be taken for consent. */
function hasGoodAnswer({ answer, isUnanswered, wantsPerson, isSameAnswer, rejected }: Course): boolean {
  return answer !== undefined && !isUnanswered && !wantsPerson && !isSameAnswer && !rejected;
}

function stateAt(course: Course, at: Date, windowMs: number): EnquiryState {
  if (course.reopened) return 'reopened';
  if (course.confirmed) return 'confirmed';
  const isOver = at.getTime() >= settlesAt(course, windowMs).getTime();
  if (hasGoodAnswer(course)) return isOver ? 'assumed' : 'pending';
  return isOver || course.isClosed ? 'unresolved' : 'open';
}

function settlesAt({ quietSince }: Course, windowMs: number): Date {
  return new Date(quietSince.getTime() + windowMs);
}

function resolvedAt(course: Course, windowMs: number): Date | undefined {
  return course.confirmed?.at ?? (hasGoodAnswer(course) ? settlesAt(course, windowMs) : undefined);
}

function isWithin(since: Date | undefined, at: Date, ms: number): boolean {
  return since !== undefined && at.getTime() - since.getTime() < ms;
}

function reasonOf(course: Course, state: EnquiryState): ResolutionReason {
  const { reopened, confirmed, isClosed, rejected, wantsPerson, isSameAnswer, isUnanswered } = course;
  if (reopened) return reopened.how;
  if (confirmed) return confirmed.how;
  if (state === 'pending' || state === 'assumed') return isClosed ? 'closed' : 'quiet';
  if (wantsPerson) return 'person-wanted';
  if (rejected) return rejected;
  return isSameAnswer && !isUnanswered ? 'same-answer' : 'unanswered';
}

function enquiryOf(course: Course, { windowMs, now }: ResolutionRule): Enquiry {
  const { id, startedAt, by, answer: stands, reopened } = course;
  const state = stateAt(course, now, windowMs);
  const wasResolved = isResolved({ state }) || state === 'reopened';
  const resolved = wasResolved ? resolvedAt(course, windowMs) : undefined;
  return {
    id,
    startedAt,
    state,
    reason: reasonOf(course, state),
    ...(by && { by }),
    ...(stands && { answerId: stands.id, answeredAt: stands.at }),
    ...(resolved && { resolvedAt: resolved }),
    ...(reopened && { reopenedAt: reopened.at, reopenedById: reopened.id }),
    ...(!isDecided({ state }) && { settlesAt: settlesAt(course, windowMs) }),
  };
}
