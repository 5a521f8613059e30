import { DomainError } from '@answerdesk/domain';
import { chosenByText } from '../chosen-by-text.ts';
import { greetingOf, helpOf, say } from '../own-words.ts';
import { modelAtOnceOf, withOneModel } from './model-of-turn.ts';
import { replyToChoice } from './reply-to-choice.ts';
import { replyToQuestion } from './reply-to-question.ts';
import {
  type ComposeDeps,
  type ComposedReply,
  type ConversationSoFar,
  speaking,
  systemLine,
  type ToReplyTo,
  type Turn,
} from './turn.ts';

/** Makes the bot's one reply to one message; there always is one. */
export async function composeReply(
  deps: ComposeDeps,
  conversation: ConversationSoFar,
  message: ToReplyTo,
): Promise<ComposedReply> {
  const tenant = await deps.findTenant(message.tenantId);
  if (!tenant) throw new DomainError('not-found', 'This tenant does not exist.');
  const known = conversation.languageWish?.language ?? conversation.language ?? message.inbound.contact.locale;
  const language = known ?? tenant.locale;
  const once = withOneModel(deps);
  const turn: Turn = {
    deps: once,
    modelAtOnce: modelAtOnceOf(once, tenant),
    conversation,
    message,
    tenant,
    language,
    certainty: known ? 'likely' : 'assumed',
  };
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
      const chosen = chosenByText(conversation.offered, content.text, { ...conversation, language });
      return chosen ? replyToChoice(turn, chosen.id) : replyToQuestion(turn, content.text);
    }
    case 'edited':
      return replyToQuestion(turn, content.text);
    case 'left':
    case 'deleted':
      throw new DomainError('invalid', 'There is nobody to reply to.');
  }
}
