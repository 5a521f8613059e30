import type { Conversation, InboundMessage, StoredInboundMessage } from '@answerdesk/domain';
import { replyIdOf } from '../draft-reply.ts';
import { answerCustomer } from './answer-customer.ts';
import { readDeskChoice, sendChoice } from './desk-choices.ts';
import type { StaffChatDeps } from './ports.ts';
import { pressInChat } from './press-in-chat.ts';
import { bringsCode, redeemLink } from './redeem-link.ts';
import { customerOf, openChatOf, queueLine, type StaffChat, type StaffLine } from './staff-line.ts';
import { unlinkChat } from './unlink-chat.ts';

/** Most conversations that are offered to choose from. */
const MOST_OFFERED = 5;
/** What was told longer ago than this cannot be answered by answering it. */
const ANSWERABLE_MS = 30 * 24 * 3_600_000;

/** Whether a message may be a member's and not a customer's: nearly none is, and those are known at a glance. */
export function mayBeStaff(conversation: Pick<Conversation, 'isStaff'>, message: StoredInboundMessage): boolean {
  return conversation.isStaff === true || bringsCode(message);
}

/**
 * Deals with what a member wrote in the chat they linked: what answers a customer's message goes to that customer, a button
 * is pressed for them, and they are told in one line what came of it. `not-staff` for everybody else, whose conversation is a
 * customer's from then on. Safe to repeat with the same message: what was sent is not sent again.
 */
export async function takeStaffMessage(
  deps: StaffChatDeps,
  conversation: Conversation,
  message: StoredInboundMessage,
): Promise<'taken' | 'not-staff'> {
  const { tenantId, inbound } = message;
  if (bringsCode(message) && (await redeemLink(deps, conversation, message))) return 'taken';
  if (!conversation.isStaff) return 'not-staff';
  const choice = await deps.linkedChats.findByConversation(tenantId, conversation.id);
  const member = choice && (await deps.findMember(tenantId, choice.userId));
  if (!choice || !member) {
    await deps.staffConversations.markStaff(tenantId, conversation.id, false);
    return 'not-staff';
  }
  if (inbound.content.kind === 'left') {
    await unlinkChat(deps, tenantId, choice.userId);
    return 'taken';
  }
  const id = replyIdOf(message);
  // Its line says what came of it: all that it asked for was done.
  if (await deps.staffOutbox.find(tenantId, id)) return 'taken';
  const open = await openChatOf(deps, tenantId, choice);
  if (!open) return 'taken';
  const line = await lineFor(deps, { ...open, isManager: member.isManager }, conversation, message);
  if (line) await queueLine(deps, tenantId, open, { ...line, id });
  return 'taken';
}

type Line = Omit<StaffLine, 'id'>;

async function lineFor(
  deps: StaffChatDeps,
  chat: StaffChat,
  conversation: Conversation,
  { tenantId, id, inbound }: StoredInboundMessage,
): Promise<Line | undefined> {
  const { say } = chat;
  switch (inbound.content.kind) {
    case 'text':
      return answer(deps, chat, conversation, { tenantId, id, inbound, text: inbound.content.text });
    case 'choice': {
      const pressed = readDeskChoice(inbound.content.choiceId);
      return pressed ? pressInChat(deps, chat, conversation, pressed) : { text: await say('help') };
    }
    case 'attachment':
      return { text: await say('textOnly') };
    case 'edited':
      return { text: await say('noChanges') };
    case 'command':
      return { text: await say('help') };
    case 'opened':
    case 'left':
    case 'deleted':
      return undefined;
  }
}

async function answer(
  deps: StaffChatDeps,
  chat: StaffChat,
  conversation: Conversation,
  written: {
    readonly tenantId: Conversation['tenantId'];
    readonly id: StoredInboundMessage['id'];
    readonly inbound: InboundMessage;
    readonly text: string;
  },
): Promise<Line> {
  const { tenantId, id, inbound, text } = written;
  const since = new Date(deps.now().getTime() - ANSWERABLE_MS);
  const answered =
    inbound.inReplyTo === undefined
      ? undefined
      : await deps.staffOutbox.findByPart(tenantId, conversation.id, inbound.inReplyTo, since);
  if (answered?.about !== undefined) return answerCustomer(deps, chat, tenantId, answered.about, { id, text });
  const held = await deps.staffConversations.listHeldBy(tenantId, chat.userId, MOST_OFFERED);
  const only = held[0];
  if (!only) return { text: await chat.say('nobodyHeld') };
  if (held.length === 1 && inbound.inReplyTo === undefined) {
    return answerCustomer(deps, chat, tenantId, only.id, { id, text });
  }
  const choices = held.map(async (each) => sendChoice(id, each.id, await customerOf(chat, each)));
  return { text: await chat.say('which'), choices: await Promise.all(choices) };
}
