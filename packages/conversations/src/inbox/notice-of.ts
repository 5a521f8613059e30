import type { Conversation, NoticeKind, OutboundContent, StatusChange, UserId } from '@answerdesk/domain';
import { type Speaking, say } from '../own-words.ts';
import type { FinishDeps } from './ports.ts';

/** A line that tells the customer what became of the conversation; an agent's when `agent` is set, else the bot's. */
export interface Notice {
  readonly notice: NoticeKind;
  readonly content: OutboundContent;
  readonly agent?: { readonly id: UserId; readonly name: string };
}

/**
 * What the customer is told of a change of status; undefined when nothing: it was to be silent, the customer is not
 * reachable, or each message on that channel is dear (who came is then said with their first reply).
 */
export async function noticeOf(
  deps: FinishDeps,
  conversation: Conversation,
  change: StatusChange,
): Promise<Notice | undefined> {
  if (change.isSilent || deps.isScarce(conversation.channel)) return undefined;
  const { tenantId } = conversation;
  const [contact, voice] = await Promise.all([
    deps.contacts.find(tenantId, conversation.contactId),
    deps.findVoice(tenantId, conversation.accountId),
  ]);
  if (contact?.isReachable === false || voice === 'nobody') return undefined;
  const speaking = await speakingTo(deps, conversation);
  if (!speaking) return undefined;
  const { agentName } = change;
  const holderId = change.kind === 'taken' ? change.byId : change.toId;
  if (change.kind === 'taken' || change.kind === 'transferred') {
    if (holderId === undefined) {
      const content = reply(await say(speaking, 'backInLine', { agent: agentName }));
      return { notice: 'back-in-line', content };
    }
    const content = reply(await say(speaking, 'taken', { agent: agentName }));
    return { notice: 'taken', content, agent: { id: holderId, name: agentName } };
  }
  if (voice !== 'everybody') return undefined;
  if (change.kind === 'handed-back') {
    return { notice: 'handed-back', content: reply(await say(speaking, 'handedBack', { agent: agentName })) };
  }
  return { notice: 'closed', content: reply(await say(speaking, 'conversationClosed')) };
}

/** How a conversation's customer is spoken to; undefined when its tenant is gone. */
export async function speakingTo(deps: FinishDeps, conversation: Conversation): Promise<Speaking | undefined> {
  const [tenant, contact] = await Promise.all([
    deps.findTenant(conversation.tenantId),
    deps.contacts.find(conversation.tenantId, conversation.contactId),
  ]);
  if (!tenant) return undefined;
  const language = conversation.language ?? contact?.locale ?? tenant.locale;
  return { sentences: deps.sentences, tenant, language, at: deps.now() };
}

function reply(text: string): OutboundContent {
  return { kind: 'reply', text };
}
