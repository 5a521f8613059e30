import type { Conversation, NoticeKind, OutboundContent, StatusChange, UserId } from '@answerdesk/domain';
import { type Speaking, say } from '../own-words.ts';
import { askRating } from '../rating/ask-rating.ts';
import type { FinishDeps } from './ports.ts';

/** A line that tells the customer what became of the conversation; an agent's when `agent` is set, else the bot's. */
export interface Notice {
  readonly notice: NoticeKind;
  readonly content: OutboundContent;
  readonly agent?: { readonly id: UserId; readonly name: string };
  /** The rating it asks for. */
  readonly rating?: NonNullable<Conversation['rating']>;
}

/**
 * What the customer is told of a change of status; undefined when nothing: it was to be silent, it was closed and the customer
 * is not reachable, or each message on that channel is dear (who came is then said with their first reply). A closing is told
 * with the question how it was, where that is to be asked.
 */
export async function noticeOf(
  deps: FinishDeps,
  conversation: Conversation,
  change: StatusChange,
): Promise<Notice | undefined> {
  const isScarce = deps.isScarce(conversation.channel);
  if (change.isSilent || (isScarce && change.kind !== 'closed')) return undefined;
  const { tenantId } = conversation;
  const [contact, voice] = await Promise.all([
    deps.contacts.find(tenantId, conversation.contactId),
    deps.findVoice(tenantId, conversation.accountId),
  ]);
  // Who comes is told also to whom blocked us once: that they write again may not be noted yet.
  if (voice === 'nobody' || (change.kind === 'closed' && contact?.isReachable === false)) return undefined;
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
    const line = change.fromId === undefined ? 'noLongerInLine' : 'handedBack';
    return { notice: 'handed-back', content: reply(await say(speaking, line, { agent: agentName })) };
  }
  const asked = await askRating(deps, conversation, change, speaking);
  const closed = isScarce ? '' : await say(speaking, 'conversationClosed');
  if (asked) {
    const text = closed === '' ? asked.content.text : `${closed}\n\n${asked.content.text}`;
    return { notice: 'rating-asked', content: { ...asked.content, text }, rating: asked.rating };
  }
  return closed === '' ? undefined : { notice: 'closed', content: reply(closed) };
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
