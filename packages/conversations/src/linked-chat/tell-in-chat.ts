import {
  type Conversation,
  faqIdSchema,
  type Handover,
  type MessageId,
  messageIdSchema,
  replyOfFaq,
  type TenantId,
  type UserId,
} from '@answerdesk/domain';
import { z } from 'zod';
import { deskChoices } from './desk-choices.ts';
import type { TellDeps } from './ports.ts';
import { customerOf, lineIdOf, type OpenChat, openChatOf, queueLine } from './staff-line.ts';

const candidates = z.object({ candidates: z.array(z.object({ faqId: z.string(), question: z.string() })) });

/**
 * Tells a member of a conversation in the chat they linked: who needs them, why, what was asked and what the bot would have
 * said, with buttons for taking it over. Once for each hand-over, however often it is called. Resolves to whether they have
 * such a chat; with `isGiven`, because the conversation was given to them, only where they want every one there.
 */
export async function tellInChat(
  deps: TellDeps,
  tenantId: TenantId,
  userId: UserId,
  conversation: Conversation,
  { isGiven = false }: { readonly isGiven?: boolean } = {},
): Promise<boolean> {
  const open = await openChatOf(deps, tenantId, await deps.linkedChats.findOf(tenantId, userId));
  if (!open || (isGiven && !open.isAlways)) return false;
  const { waiting, handover, holder } = conversation;
  const isHolder = holder.kind === 'agent' && holder.agentId === userId;
  const dealtWith = waiting ?? handover;
  await queueLine(deps, tenantId, open, {
    id: lineIdOf(causeOf(conversation, dealtWith, isHolder), open.chat, `told ${isHolder}`),
    text: await describe(deps, open, conversation, dealtWith),
    choices: await deskChoices(open, conversation.id, isHolder),
    about: conversation.id,
  });
  return true;
}

/** The same for the same hand-over; where there is none, for the same holding. */
function causeOf({ takenAt, createdAt }: Conversation, handover: Handover | undefined, isHolder: boolean): MessageId {
  if (handover?.messageId && !isHolder) return handover.messageId;
  const at = (isHolder ? takenAt : undefined) ?? handover?.since ?? createdAt;
  return messageIdSchema.parse(`${at.getTime().toString(36).padStart(9, '0')}000`);
}

async function describe(
  deps: TellDeps,
  { say }: OpenChat,
  conversation: Conversation,
  handover: Handover | undefined,
): Promise<string> {
  const customer = await customerOf({ say }, conversation);
  const channel = await say(`channel.${conversation.channel}`);
  const needs = conversation.waiting;
  const lines = [
    needs
      ? await say('needsPerson', { customer, channel, reason: await say(`reason.${needs.reason}`) })
      : await say('given', { customer, channel }),
  ];
  const asked = await wordsOf(deps, conversation.tenantId, handover);
  if (asked !== '') lines.push(await say('quoted', { text: asked }));
  const best = await bestCandidate(deps, conversation, handover);
  if (best) lines.push(await say('candidate', best));
  lines.push(await say('howToAnswer'));
  return lines.join('\n\n');
}

/** What was asked, in full where it is kept still. */
async function wordsOf(deps: TellDeps, tenantId: TenantId, handover: Handover | undefined): Promise<string> {
  const message = handover?.messageId && (await deps.readMessage(tenantId, handover.messageId));
  if (message?.direction === 'in') {
    const { content } = message.inbound;
    if (content.kind === 'text' || content.kind === 'edited') return content.text;
    if (content.kind === 'attachment') return content.caption ?? content.transcript ?? '';
  }
  return handover?.asked ?? '';
}

/** What the bot thought of first when it handed over. */
async function bestCandidate(
  deps: TellDeps,
  { tenantId, language }: Conversation,
  handover: Handover | undefined,
): Promise<{ readonly question: string; readonly answer: string } | undefined> {
  if (!handover?.messageId) return undefined;
  const reply = await deps.findReplyTo(tenantId, handover.messageId);
  const best = candidates.safeParse(reply?.trace).data?.candidates[0];
  const faq = best && (await deps.faqs.find(tenantId, faqIdSchema.parse(best.faqId)));
  if (!faq) return undefined;
  const { text } = replyOfFaq(faq, language ?? (await deps.findTenant(tenantId))?.locale ?? 'en');
  return { question: faq.question, answer: text };
}
