import type { OutboundContent } from '@answerdesk/domain';
import { hearSmallTalk, replyToSmallTalk } from '../small-talk.ts';
import { isWordForWord } from './ask-engine.ts';
import { handOverTurn } from './hand-over-turn.ts';
import { personChoiceOf } from './person-choice.ts';
import { replyToChoice } from './reply-to-choice.ts';
import { type ComposedReply, speaking, type Turn } from './turn.ts';

/** A word that comes much later is no answer to what was asked back; its buttons still are. */
const ASKED_LATELY_MS = 3_600_000;

/**
 * The reply to a message that asks nothing; undefined for a question, and for what an FAQ of the tenant's has word for word.
 */
export async function smallTalkIn(turn: Turn, text: string): Promise<ComposedReply | undefined> {
  const { message, tenant } = turn;
  const isSaidByOther = isOfferedToOther(turn);
  const isOverheard = isSaidByOther || isAskedLongAgo(turn);
  const conversation = isOverheard ? { ...turn.conversation, offered: [] } : turn.conversation;
  const known = [turn.language, message.inbound.contact.locale, tenant.locale];
  const heard = hearSmallTalk(text, known, conversation);
  if (!heard || (await isWordForWord(turn, text))) return undefined;
  const { intent } = heard;
  // Who asked for a language goes on hearing it.
  const language = conversation.languageWish ? turn.language : heard.language;
  const spoken: Turn = { ...turn, language };
  const reply = await replyToSmallTalk(speaking(spoken), conversation, heard, personChoiceOf(turn));
  switch (reply.kind) {
    case 'chooses':
      return replyToChoice(spoken, reply.choiceId);
    case 'hands-over': {
      const asked = intent === 'person' ? text : (conversation.lastAnswered?.asked ?? text);
      return handOverTurn(spoken, { reason: reply.reason, asked }, { intent });
    }
    case 'says': {
      const { text: said, choices } = reply;
      const content: OutboundContent = { kind: 'reply', text: said, ...(choices && { choices }) };
      const { offered = [], offeredTo } = turn.conversation;
      const changes = {
        unsureTurns: heard.isNeverMind && !isSaidByOther ? 0 : conversation.unsureTurns,
        language,
        lastSmallTalk: { messageId: message.id, intent },
        ...(isSaidByOther && !choices && offeredTo !== undefined && { offered, offeredTo }),
      };
      return { content, handledAs: 'small-talk', changes, trace: { intent } };
    }
  }
}

/** In a group, whether the choices are for somebody else: they may still take one. */
function isOfferedToOther({ conversation: { offered = [], offeredTo }, message: { author } }: Turn): boolean {
  return offered.length > 0 && offeredTo !== undefined && author !== undefined && author.contactId !== offeredTo;
}

function isAskedLongAgo({ conversation: { unsureTurns, openSince }, deps }: Turn): boolean {
  return unsureTurns > 0 && openSince !== undefined && deps.now().getTime() - openSince.getTime() > ASKED_LATELY_MS;
}
