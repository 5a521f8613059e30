import { type Conversation, DomainError } from '@answerdesk/domain';
import { close } from '../inbox/close.ts';
import { handBack } from '../inbox/hand-back.ts';
import { takeOver } from '../inbox/take-over.ts';
import { answerCustomer } from './answer-customer.ts';
import type { DeskChoice } from './desk-choices.ts';
import type { StaffChatDeps } from './ports.ts';
import { customerOf, type StaffChat, type StaffLine } from './staff-line.ts';

/** Does what a button in a member's chat stands for, under the same rules as everywhere; resolves to the line that says so. */
export async function pressInChat(
  deps: StaffChatDeps,
  chat: StaffChat,
  { tenantId, id: chatId }: Conversation,
  pressed: DeskChoice,
): Promise<Omit<StaffLine, 'id'>> {
  const { say, userId, isManager } = chat;
  const { conversationId } = pressed;
  if (pressed.verb === 'send') {
    const written = await deps.readMessage(tenantId, pressed.messageId);
    const isTheirs = written?.direction === 'in' && written.conversationId === chatId;
    const content = isTheirs ? written.inbound.content : undefined;
    if (content?.kind !== 'text') return { text: await say('gone') };
    return answerCustomer(deps, chat, tenantId, conversationId, { id: pressed.messageId, text: content.text });
  }
  const conversation = await deps.inbox.pens.find(tenantId, conversationId);
  if (!conversation || conversation.isStaff) return { text: await say('gone') };
  const actor = { userId, isManager };
  const customer = await customerOf(chat, conversation);
  try {
    const done = await verbs[pressed.verb].act(deps.inbox, tenantId, conversationId, actor);
    if (done.outcome === 'held') {
      const agent = await deps.agentNameOf(tenantId, done.byId);
      return { text: await say('heldBy', { agent, customer }), about: conversationId };
    }
    const sentence = done.outcome === 'unchanged' ? 'nothingToDo' : verbs[pressed.verb].sentence;
    return { text: await say(sentence, { customer }), about: conversationId };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === 'unavailable') throw error;
    return { text: await say('nothingToDo', { customer }), about: conversationId };
  }
}

const verbs = {
  take: { act: takeOver, sentence: 'youTook' },
  back: { act: handBack, sentence: 'youHandedBack' },
  close: { act: close, sentence: 'youClosed' },
} as const;
