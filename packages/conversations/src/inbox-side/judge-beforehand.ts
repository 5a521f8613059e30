import {
  type Conversation,
  type ConversationId,
  DomainError,
  type Faq,
  type FaqId,
  faqIdSchema,
  type HandoverReason,
  isFaqValidAt,
  type Locale,
  replyOfFaq,
  type StoredInboundMessage,
  type TenantId,
} from '@answerdesk/domain';
import { z } from 'zod';
import type { RehearsalDeps } from '../composing/turn.ts';
import type { ReadDeps } from '../read-conversation.ts';
import { rehearseTurn } from '../rehearse-turn.ts';
import type { ReplyReader } from './ports.ts';

/** Newest messages among which the customer's last words are looked for. */
const LOOKED_AT = 30;
const MOST_CANDIDATES = 5;
const MOST_SUGGESTIONS = 3;

export interface JudgeDeps extends Pick<ReadDeps, 'conversations' | 'messages'> {
  readonly replies: ReplyReader;
  readonly rehearsal: RehearsalDeps;
}

/** An FAQ that came into question, with its answer in the customer's language; `probability` (0–1) of being the right one. */
export interface JudgedCandidate {
  readonly faqId: FaqId;
  readonly question: string;
  readonly probability: number;
  readonly answer: string;
  readonly imageUrl?: string;
}

export interface PreJudgement {
  /** The customer's words that were judged; missing where there were none. */
  readonly asked?: string;
  /** Why it was handed over. */
  readonly reason?: HandoverReason;
  /** The likeliest first. */
  readonly candidates: readonly JudgedCandidate[];
  /** What could be sent as it is, the likeliest first. */
  readonly suggestions: readonly { readonly faqId: FaqId; readonly text: string; readonly imageUrl?: string }[];
}

/**
 * What the bot would have an agent know and say. Until an agent has answered that is what it thought when it handed over;
 * from then on, or where it left no thought, it is asked for the customer's last words. Nothing is stored or sent. Throws
 * DomainError `not-found`.
 */
export async function judgeBeforehand(
  deps: JudgeDeps,
  tenantId: TenantId,
  conversationId: ConversationId,
): Promise<PreJudgement> {
  const conversation = await deps.conversations.find(tenantId, conversationId);
  if (!conversation) throw new DomainError('not-found', 'There is no such conversation.');
  const handover = conversation.waiting ?? conversation.handover;
  const isAnswered = handover !== undefined && (conversation.lastAgentAt ?? new Date(0)) > handover.since;
  const reason = handover && { reason: handover.reason };
  if (handover && !isAnswered) {
    const [reply, spoken] = await Promise.all([
      handover.messageId === undefined ? undefined : deps.replies.findReplyTo(tenantId, handover.messageId),
      lastWords(deps, tenantId, conversationId),
    ]);
    const thought = candidatesSchema.safeParse(reply?.trace?.['candidates']);
    if (thought.success && thought.data.length > 0) {
      const asked = handover.asked ?? spoken?.text;
      return { ...(asked && { asked }), ...reason, ...(await judged(deps, conversation, thought.data)) };
    }
  }
  const words = await lastWords(deps, tenantId, conversationId);
  if (!words) return { ...reason, candidates: [], suggestions: [] };
  const candidates = await askEngine(deps, tenantId, conversation, words);
  return { asked: words.text, ...reason, ...(await judged(deps, conversation, candidates)) };
}

const candidatesSchema = z.array(z.object({ faqId: faqIdSchema, question: z.string(), probability: z.number() }));
type Thought = z.infer<typeof candidatesSchema>[number];

interface Words {
  readonly text: string;
  readonly locale?: Locale;
}

async function lastWords(deps: JudgeDeps, tenantId: TenantId, id: ConversationId): Promise<Words | undefined> {
  const newest = await deps.messages.listNewest(tenantId, id, LOOKED_AT);
  for (const message of newest.toReversed()) {
    if (message.direction === 'out') continue;
    const text = wordsIn(message.inbound.content);
    const { locale } = message.inbound.contact;
    if (text) return { text, ...(locale !== undefined && { locale }) };
  }
  return undefined;
}

function wordsIn(content: StoredInboundMessage['inbound']['content']): string | undefined {
  if (content.kind === 'text' || content.kind === 'edited') return content.text.trim();
  return content.kind === 'attachment' ? (content.caption ?? content.transcript)?.trim() : undefined;
}

async function askEngine(
  deps: JudgeDeps,
  tenantId: TenantId,
  { language }: Conversation,
  { text, locale }: Words,
): Promise<readonly Thought[]> {
  // What came into question is the engine's own; nobody waits for a model to see it.
  const { replyModel: _none, ...engine } = deps.rehearsal;
  const { trace } = await rehearseTurn(engine, tenantId, {
    content: { kind: 'text', text },
    ...(locale !== undefined && { locale }),
    state: { unsureTurns: 0, isWaiting: true, ...(language !== undefined && { language }) },
  });
  return trace?.candidates ?? [];
}

/** The candidates that may be served now, with their answers. */
async function judged(
  { rehearsal }: JudgeDeps,
  { tenantId, language }: Conversation,
  thoughts: readonly Thought[],
): Promise<Pick<PreJudgement, 'candidates' | 'suggestions'>> {
  const likeliest = thoughts.toSorted((a, b) => b.probability - a.probability).slice(0, MOST_CANDIDATES);
  const tenant = language === undefined ? await rehearsal.findTenant(tenantId) : undefined;
  const spoken = language ?? tenant?.locale ?? 'en';
  const found = await Promise.all(likeliest.map(({ faqId }) => rehearsal.faqs.find(tenantId, faqId)));
  const now = rehearsal.now();
  const candidates = likeliest.flatMap((thought, index): JudgedCandidate[] => {
    const faq = found[index];
    return faq && isFaqValidAt(faq, now) ? [{ ...thought, question: faq.question, ...answerOf(faq, spoken) }] : [];
  });
  return {
    candidates,
    suggestions: candidates
      .slice(0, MOST_SUGGESTIONS)
      .map(({ faqId, answer, imageUrl }) => ({ faqId, text: answer, ...(imageUrl !== undefined && { imageUrl }) })),
  };
}

function answerOf(faq: Faq, language: Locale): { answer: string; imageUrl?: string } {
  const { text, imageUrl } = replyOfFaq(faq, language);
  return { answer: text, ...(imageUrl !== undefined && { imageUrl }) };
}
