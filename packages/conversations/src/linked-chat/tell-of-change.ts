import type { Conversation, StatusChange, UserId } from '@answerdesk/domain';
import type { TellDeps } from './ports.ts';
import { customerOf, lineIdOf, type OpenChat, openChatOf, queueLine, toldSince } from './staff-line.ts';
import { tellInChat } from './tell-in-chat.ts';

const MOST_TOLD = 200;
/** Of what has been laid aside this long nobody asks who has it. */
const RECENT_MS = 24 * 3_600_000;

const sentences = {
  taken: 'takenBy',
  transferred: 'transferredBy',
  'handed-back': 'handedBackBy',
  closed: 'closedBy',
} as const;

/**
 * Tells members in their chats of what another one did with a conversation: that somebody took it, everybody who was called
 * for it there; that it was taken from them, handed back, closed or transferred, whoever held it; and whoever it was
 * transferred to, that it is theirs. Once for each change, however often it is called.
 */
export async function tellOfChange(deps: TellDeps, conversation: Conversation, change: StatusChange): Promise<void> {
  const { tenantId } = conversation;
  if (change.kind === 'transferred' && change.toId !== undefined && change.toId !== change.byId) {
    await tellInChat(deps, tenantId, change.toId, conversation, { isGiven: true });
  }
  for (const open of await listConcerned(deps, conversation, change)) {
    const [agent, customer] = await Promise.all([
      deps.agentNameOf(tenantId, change.byId),
      customerOf(open, conversation),
    ]);
    await queueLine(deps, tenantId, open, {
      id: lineIdOf(change.id, open.chat, 'changed'),
      text: await open.say(sentences[change.kind], { agent, customer }),
      about: conversation.id,
    });
  }
}

/** Whose chats were told of a conversation and should hear of its change: not whoever did it, nor whoever has it now. */
async function listConcerned(
  deps: TellDeps,
  conversation: Conversation,
  change: StatusChange,
): Promise<readonly OpenChat[]> {
  const { id, tenantId, handover } = conversation;
  const since = handover ? toldSince(conversation) : new Date(change.at.getTime() - RECENT_MS);
  const told = await deps.staffOutbox.listAbout(tenantId, id, since, MOST_TOLD);
  const chats = new Set(told.map(({ conversationId }) => conversationId));
  const knowing = new Set<UserId | undefined>([change.byId, change.toId]);
  const concerned: OpenChat[] = [];
  for (const conversationId of chats) {
    const choice = await deps.linkedChats.findByConversation(tenantId, conversationId);
    if (!choice || knowing.has(choice.userId)) continue;
    // What an agent did with their own matters to nobody who was only called for it.
    const isTheirs = change.fromId === undefined || change.kind === 'taken' || choice.userId === change.fromId;
    const open = isTheirs ? await openChatOf(deps, tenantId, choice) : undefined;
    if (open) concerned.push(open);
  }
  return concerned;
}
