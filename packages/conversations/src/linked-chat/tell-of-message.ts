import type { Conversation, InboundContent, OutboxItem, StoredInboundMessage } from '@answerdesk/domain';
import type { TellDeps } from './ports.ts';
import { customerOf, lineIdOf, type OpenChat, openChatOf, queueLine, toldSince } from './staff-line.ts';

/**
 * Passes a customer's message on to the chat of the agent who holds the conversation, where that is wanted or they were told
 * of it there. Once for each message, however often it is called.
 */
export async function tellOfMessage(
  deps: TellDeps,
  conversation: Conversation,
  message: StoredInboundMessage,
): Promise<void> {
  const open = await chatOfHolder(deps, conversation);
  const text = open && (await passedOn(open, conversation, message.inbound.content));
  if (!open || text === undefined) return;
  const id = lineIdOf(message.id, open.chat, 'passed on');
  await queueLine(deps, conversation.tenantId, open, { id, text, about: conversation.id });
}

/** Tells the agent who holds a conversation, in their chat, that what they wrote to its customer did not arrive. */
export async function tellOfFailure(
  deps: TellDeps,
  conversation: Conversation,
  { id, failure }: Pick<OutboxItem, 'id' | 'failure'>,
): Promise<void> {
  const open = await chatOfHolder(deps, conversation);
  if (!open) return;
  const reason = reasons.find((each) => each === failure?.reason) ?? 'other';
  const customer = await customerOf(open, conversation);
  await queueLine(deps, conversation.tenantId, open, {
    id: lineIdOf(id, open.chat, 'not arrived'),
    text: await open.say('notArrived', { customer, failure: await open.say(`failure.${reason}`) }),
    about: conversation.id,
  });
}

const reasons = ['window-closed', 'quota-used-up', 'blocked-by-contact'] as const;

async function chatOfHolder(deps: TellDeps, conversation: Conversation): Promise<OpenChat | undefined> {
  const { tenantId, holder } = conversation;
  if (holder.kind !== 'agent') return undefined;
  const open = await openChatOf(deps, tenantId, await deps.linkedChats.findOf(tenantId, holder.agentId));
  if (!open || open.isAlways) return open;
  const told = await deps.staffOutbox.listAbout(tenantId, conversation.id, toldSince(conversation), 50);
  return told.some(({ conversationId }) => conversationId === open.chat.conversationId) ? open : undefined;
}

async function passedOn(
  open: OpenChat,
  conversation: Conversation,
  content: InboundContent,
): Promise<string | undefined> {
  const { say } = open;
  const customer = await customerOf(open, conversation);
  switch (content.kind) {
    case 'text':
      return say('wrote', { customer, text: content.text });
    case 'command':
      return say('wrote', { customer, text: `/${content.name} ${content.argument}`.trim() });
    case 'edited':
      return say('changedTo', { customer, text: content.text });
    case 'attachment': {
      const sent = await say('sentFile', { customer, what: await say(`attachment.${content.attachment}`) });
      const words = content.caption ?? content.transcript;
      return words === undefined ? sent : `${sent}\n\n${await say('quoted', { text: words })}`;
    }
    case 'choice': {
      const label = conversation.offered?.find(({ id }) => id === content.choiceId)?.label;
      return label === undefined ? undefined : say('wrote', { customer, text: label });
    }
    case 'opened':
    case 'left':
    case 'deleted':
      return undefined;
  }
}
