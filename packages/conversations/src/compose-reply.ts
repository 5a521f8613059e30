import { answerQuestion, defaultThresholds } from '@answerdesk/answers';
import {
  type Answer,
  type AnswerTrace,
  type Choice,
  type Conversation,
  DomainError,
  FAQ_CHOICE,
  type FaqId,
  faqIdSchema,
  type HandoverReason,
  isFaqValidAt,
  type LastAnswered,
  type Locale,
  type OutboundContent,
  type RepliedAs,
  replyOfFaq,
  type StoredInboundMessage,
  settingsOf,
  type TurnChanges,
  type UsageRule,
} from '@answerdesk/domain';
import { asksForPerson } from './asks-for-person.ts';
import { chosenByText } from './chosen-by-text.ts';
import { handoverOf, wasHandedBack } from './hand-over.ts';
import { readPlace } from './inbox/read-place.ts';
import { contactWords, greetingOf, handoverWords, helpOf, type Speaking, say } from './own-words.ts';
import type { HandleDeps } from './ports.ts';

const PERSON_CHOICE = 'person';

/** Whether a choice is the one for a person, offered now or before. */
export function isPersonChoice(choiceId: string): boolean {
  return choiceId === PERSON_CHOICE || choiceId.startsWith(`${PERSON_CHOICE}:`);
}

/** What composing a reply needs from outside; none of it is changed by it. */
export type ComposeDeps = Pick<
  HandleDeps,
  'faqs' | 'sentences' | 'findTenant' | 'modelFor' | 'queue' | 'allowance' | 'reportFailure' | 'now'
>;

/** What composing needs where a reply costs nothing. */
export type RehearsalDeps = Omit<ComposeDeps, 'allowance'>;

/** A reply that costs nothing, as nobody is sent it, is made whatever the tenant's plan and cap leave. */
export function freeOfCharge(deps: RehearsalDeps): ComposeDeps {
  return { ...deps, allowance: async () => 'everything' };
}

/** What of a conversation a reply depends on. */
export type ConversationSoFar = Pick<Conversation, 'unsureTurns'> &
  Partial<Pick<Conversation, 'language' | 'waiting' | 'openSince' | 'offered' | 'handedBack' | 'epoch'>> & {
    /** The answer that the message to reply to rejects: it is not given again. */
    readonly rejected?: LastAnswered;
  };

/** The message a reply is for. */
export type ToReplyTo = Pick<StoredInboundMessage, 'id' | 'tenantId'> & {
  readonly inbound: Pick<StoredInboundMessage['inbound'], 'content'> & {
    readonly contact: Pick<StoredInboundMessage['inbound']['contact'], 'locale'>;
  };
};

/** Why a reply is what it is, as far as the engine was asked; `failure` when it was asked in vain. */
export type ReplyTrace = Partial<AnswerTrace> & {
  readonly outcome?: Answer['outcome'];
  readonly confidence?: number;
  readonly faqId?: FaqId;
  readonly reason?: HandoverReason;
  readonly chosenByCustomer?: boolean;
  readonly failure?: string;
};

export interface ComposedReply {
  readonly content: OutboundContent;
  readonly handledAs: RepliedAs;
  readonly changes: TurnChanges;
  readonly openedAt?: Date;
  /** How an answer was made, where that is not word for word from an approved one. */
  readonly rule?: UsageRule;
  readonly trace?: ReplyTrace;
}

/** One turn being answered: everything the branches below share. */
interface Turn {
  readonly deps: ComposeDeps;
  readonly conversation: ConversationSoFar;
  readonly message: ToReplyTo;
  readonly tenant: NonNullable<Awaited<ReturnType<HandleDeps['findTenant']>>>;
  readonly language: Locale;
}

/** Makes the bot's one reply to one message; there always is one. */
export async function composeReply(
  deps: ComposeDeps,
  conversation: ConversationSoFar,
  message: ToReplyTo,
): Promise<ComposedReply> {
  const tenant = await deps.findTenant(message.tenantId);
  if (!tenant) throw new DomainError('not-found', 'This tenant does not exist.');
  const language = conversation.language ?? message.inbound.contact.locale ?? tenant.locale;
  const turn: Turn = { deps, conversation, message, tenant, language };
  const { content } = message.inbound;
  switch (content.kind) {
    case 'command':
      return systemLine(
        turn,
        'greeted',
        content.name === 'start' ? await greetingOf(speaking(turn)) : await helpOf(speaking(turn)),
      );
    case 'opened':
      return systemLine(turn, 'greeted', await greetingOf(speaking(turn)));
    case 'choice':
      return replyToChoice(turn, content.choiceId);
    case 'attachment': {
      const words = [content.caption, content.transcript].find((text) => text?.trim());
      return words === undefined
        ? systemLine(turn, 'attachment-noted', await say(speaking(turn), `attachmentNoted.${content.attachment}`))
        : replyToQuestion(turn, words);
    }
    case 'text': {
      const chosen = chosenByText(conversation.offered, content.text);
      return chosen ? replyToChoice(turn, chosen.id) : replyToQuestion(turn, content.text);
    }
    case 'edited':
      return replyToQuestion(turn, content.text);
    case 'left':
    case 'deleted':
      throw new DomainError('invalid', 'There is nobody to reply to.');
  }
}

async function replyToQuestion(turn: Turn, text: string): Promise<ComposedReply> {
  if (asksForPerson(text)) return handOver(turn, { reason: 'asked-for-person', asked: text }, {});
  const answer = await ask(turn, text);
  if (!answer) return handOver(turn, { reason: 'no-answer', asked: text }, { failure: 'the answer engine failed' });
  const asked: Turn = { ...turn, language: answer.language };
  const trace = { ...answer.trace, confidence: answer.confidence, outcome: answer.outcome };
  switch (answer.outcome) {
    case 'answered':
      if (answer.faqId === turn.conversation.rejected?.faqId) {
        return handOver(asked, { reason: 'no-answer', asked: text }, { ...trace, faqId: answer.faqId });
      }
      if (!(await mayAnswer(turn))) {
        return handOver(asked, { reason: 'spend-cap', asked: text }, { ...trace, faqId: answer.faqId });
      }
      return {
        content: {
          kind: 'reply',
          text: answer.text,
          ...(answer.imageUrl !== undefined && { imageUrl: answer.imageUrl }),
          ...(answer.choices && { choices: answer.choices }),
        },
        handledAs: 'answered',
        changes: { unsureTurns: 0, language: answer.language, ...answeredBy(turn, answer.faqId) },
        ...openedBefore(turn),
        trace: { ...trace, faqId: answer.faqId },
      };
    case 'clarify': {
      if (turn.conversation.unsureTurns + 1 >= settingsOf(turn.tenant).handover.unsureTurns) {
        return handOver(asked, { reason: 'unsure-twice', asked: text }, trace);
      }
      const choices: Choice[] = answer.choices.map((choice) => ({
        id: `${FAQ_CHOICE}${choice.faqId}`,
        label: choice.question,
      }));
      choices.push({ id: personChoiceOf(turn), label: await say(speaking(asked), 'clarifyNone') });
      return {
        content: { kind: 'reply', text: await say(speaking(asked), 'clarify'), choices },
        handledAs: 'clarify',
        changes: {
          unsureTurns: turn.conversation.unsureTurns + 1,
          language: answer.language,
          ...(turn.conversation.unsureTurns === 0 && { openSince: turn.deps.now() }),
        },
        trace,
      };
    }
    case 'handover':
      return handOver(
        asked,
        { reason: answer.reason, asked: text, ...(await queueOf(asked, answer.faqId)) },
        { ...trace, ...(answer.faqId !== undefined && { faqId: answer.faqId }) },
      );
  }
}

/** The engine's answer; undefined when the engine failed, which must never leave a customer without a reply. */
async function ask(turn: Turn, text: string): Promise<Answer | undefined> {
  const { deps, tenant, message } = turn;
  try {
    const model = await deps.modelFor(tenant.id, tenant.faqsVersion);
    const locale = message.inbound.contact.locale ?? turn.conversation.language;
    const question = {
      text,
      at: deps.now(),
      ...(locale !== undefined && { locale }),
      ...(tenant.personOnlyCategories && { personOnlyCategories: tenant.personOnlyCategories }),
    };
    return answerQuestion(model, question, tenant.thresholds ?? defaultThresholds);
  } catch (error) {
    deps.reportFailure('answering', error);
    return undefined;
  }
}

async function replyToChoice(turn: Turn, choiceId: string): Promise<ComposedReply> {
  if (isPersonChoice(choiceId)) {
    const saidBefore = choiceId !== personChoiceOf(turn);
    return handOver(turn, { reason: 'asked-for-person', saidBefore }, {});
  }
  const faqId = faqIdOfChoice(choiceId);
  const faq = faqId && (await turn.deps.faqs.find(turn.tenant.id, faqId));
  if (!faq || !isFaqValidAt(faq, turn.deps.now())) {
    return systemLine(turn, 'choice-expired', await say(speaking(turn), 'choiceExpired'));
  }
  if (faq.category !== undefined && turn.tenant.personOnlyCategories?.includes(faq.category)) {
    return handOver(
      turn,
      { reason: 'rule', asked: faq.question, queue: faq.category },
      { faqId: faq.id, chosenByCustomer: true, faqsVersion: turn.tenant.faqsVersion },
    );
  }
  if (!(await mayAnswer(turn))) {
    const queue = faq.category === undefined ? {} : { queue: faq.category };
    return handOver(
      turn,
      { reason: 'spend-cap', asked: faq.question, ...queue },
      { faqId: faq.id, chosenByCustomer: true, faqsVersion: turn.tenant.faqsVersion },
    );
  }
  return {
    content: replyOfFaq(faq, turn.language),
    handledAs: 'answered',
    changes: { unsureTurns: 0, ...answeredBy(turn, faq.id) },
    ...openedBefore(turn),
    trace: { faqId: faq.id, outcome: 'answered', chosenByCustomer: true, faqsVersion: turn.tenant.faqsVersion },
  };
}

/** Whether an answer may be charged; where that cannot be found out a person is nearer than the limit of what is spent. */
async function mayAnswer({ deps, tenant }: Turn): Promise<boolean> {
  try {
    return (await deps.allowance(tenant.id)) !== 'person-only';
  } catch (error) {
    deps.reportFailure('looking at what may be spent', error);
    return false;
  }
}

function answeredBy({ deps, message }: Turn, faqId: FaqId): Pick<TurnChanges, 'lastAnswered'> {
  return { lastAnswered: { messageId: message.id, at: deps.now(), faqId } };
}

/** After asking back, the question is as old as its first message. */
function openedBefore({ conversation: { unsureTurns, openSince } }: Turn): Pick<ComposedReply, 'openedAt'> {
  return unsureTurns > 0 && openSince ? { openedAt: openSince } : {};
}

function faqIdOfChoice(choiceId: string): FaqId | undefined {
  if (!choiceId.startsWith(FAQ_CHOICE)) return undefined;
  const parsed = faqIdSchema.safeParse(choiceId.slice(FAQ_CHOICE.length));
  return parsed.success ? parsed.data : undefined;
}

/** The choice for a person; one offered before an agent handed the conversation back is told from one offered since. */
function personChoiceOf({ conversation: { handedBack, epoch } }: Turn): string {
  return handedBack ? `${PERSON_CHOICE}:${epoch ?? 0}` : PERSON_CHOICE;
}

async function queueOf({ deps, tenant }: Turn, faqId: FaqId | undefined): Promise<{ readonly queue?: string }> {
  const category = faqId && (await deps.faqs.find(tenant.id, faqId))?.category;
  return category === undefined ? {} : { queue: category };
}

interface Handing {
  readonly reason: HandoverReason;
  readonly asked?: string;
  readonly queue?: string;
  /** The customer went on with something offered earlier. */
  readonly saidBefore?: boolean;
}

async function handOver(turn: Turn, handing: Handing, trace: ReplyTrace): Promise<ComposedReply> {
  const { conversation, message, deps, tenant, language } = turn;
  const { reason, asked, queue, saidBefore } = handing;
  const said = {
    handledAs: 'handover',
    changes: { unsureTurns: 0, language },
    trace: { ...trace, outcome: 'handover', reason },
  } as const;
  if (!settingsOf(tenant).inbox.isOn) {
    return { ...said, content: { kind: 'reply', text: await contactWords(speaking(turn)) } };
  }
  const question = { ...(asked !== undefined && { words: asked }), ...(saidBefore && { saidBefore }) };
  if (!conversation.waiting && wasHandedBack(conversation, deps.now(), reason, question)) {
    const again: Choice = { id: personChoiceOf(turn), label: await say(speaking(turn), 'stillAPerson') };
    const text = await say(speaking(turn), 'handedBackBefore');
    return { ...said, handledAs: 'clarify', content: { kind: 'reply', text, choices: [again] } };
  }
  const waiting = handoverOf(conversation.waiting, {
    reason,
    since: deps.now(),
    messageId: message.id,
    ...(asked !== undefined && { asked }),
    ...(queue !== undefined && { queue }),
  });
  const line = reason === 'asked-for-person' ? 'askedForPerson' : conversation.waiting ? 'handoverAgain' : 'handover';
  const place = conversation.waiting ? undefined : await readPlace(deps, tenant, waiting.priority);
  return {
    ...said,
    content: { kind: 'reply', text: await handoverWords(speaking(turn), line, place) },
    changes: { ...said.changes, waiting },
  };
}

function systemLine(turn: Turn, handledAs: RepliedAs, text: string): ComposedReply {
  return {
    content: { kind: 'reply', text },
    handledAs,
    changes: { unsureTurns: turn.conversation.unsureTurns, language: turn.language },
  };
}

function speaking({ deps, tenant, language }: Turn): Speaking {
  return { sentences: deps.sentences, tenant, language, at: deps.now() };
}
