import type { ConversationId, TenantId } from '@answerdesk/domain';
import { type Known, placePair } from './place-pair.ts';
import type { SuggestDeps } from './ports.ts';
import { type RepliedPair, readPairs } from './read-pairs.ts';
import { markOf } from './weigh-suggestion.ts';

const LEASE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Thanks and ratings come after a conversation has ended: it is looked at again. */
const AGAIN_AFTER_MS: readonly number[] = [HOUR_MS, 24 * HOUR_MS];
const MOST_MESSAGES = 200;
const MOST_EVENTS = 200;
const MOST_DRAFTS = 100;
const MOST_KNOWN = 1_000;
const MOST_TRIES = 5;

/**
 * Makes suggestions of what people replied in conversations that ended. One process at a time does a tenant's; whatever
 * breaks off is done again and comes to the same. `busy`: another process is at it.
 */
export async function suggestFromReplies(
  deps: SuggestDeps,
  tenantId: TenantId,
  conversationIds: readonly ConversationId[],
): Promise<'done' | 'busy'> {
  const { lease, owner } = deps;
  if (!(await lease.claim(tenantId, { owner, ...untilOf(deps) }))) return 'busy';
  try {
    let known: Known | undefined;
    for (const conversationId of conversationIds) {
      const { now, until } = untilOf(deps);
      if (!(await lease.claim(tenantId, { owner, now, until }))) return 'busy';
      const claimed = await deps.queue.claim(tenantId, conversationId, { now, until });
      if (!claimed) continue;
      known ??= await readKnown(deps, tenantId);
      for (const pair of await readConversationPairs(deps, tenantId, conversationId)) {
        await keep(deps, tenantId, known, pair);
      }
      // Of what was forgotten while it was read nothing may be left.
      if (!(await deps.conversations.find(tenantId, conversationId))) {
        await deps.suggestions.forgetConversation(tenantId, conversationId);
      }
      const again = AGAIN_AFTER_MS[claimed.looks];
      const againAt = again === undefined ? undefined : new Date(now.getTime() + again);
      await deps.queue.done(tenantId, conversationId, { until, ...(againAt && { againAt }) });
    }
    return 'done';
  } finally {
    await lease.release(tenantId, owner);
  }
}

function untilOf({ now: clock }: SuggestDeps): { readonly now: Date; readonly until: Date } {
  const now = clock();
  return { now, until: new Date(now.getTime() + LEASE_MS) };
}

async function readKnown({ faqs, findSimilarFaqs, suggestions }: SuggestDeps, tenantId: TenantId): Promise<Known> {
  const [served, open, rejected, approved] = await Promise.all([
    faqs.list(tenantId),
    suggestions.list(tenantId, 'open', MOST_KNOWN),
    suggestions.list(tenantId, 'rejected', MOST_KNOWN),
    suggestions.list(tenantId, 'approved', MOST_KNOWN),
  ]);
  const all = [...open, ...rejected, ...approved].map((each) => [each.id, each] as const);
  return { faqs: served, findSimilarFaqs, suggestions: new Map(all) };
}

async function readConversationPairs(
  deps: SuggestDeps,
  tenantId: TenantId,
  conversationId: ConversationId,
): Promise<RepliedPair[]> {
  const conversation = await deps.conversations.find(tenantId, conversationId);
  if (!conversation || conversation.isStaff) return [];
  const [messages, events, drafts, canned] = await Promise.all([
    deps.messages.listNewest(tenantId, conversationId, MOST_MESSAGES),
    deps.events.list(tenantId, conversationId, { limit: MOST_EVENTS }),
    deps.drafts.listByConversation(tenantId, conversationId, MOST_DRAFTS),
    deps.cannedReplies.list(tenantId),
  ]);
  const foreignTexts = [...drafts.map(({ content }) => content.text), ...canned.map(({ text }) => text)];
  return readPairs({ conversation, messages, events, foreignTexts });
}

async function keep(deps: SuggestDeps, tenantId: TenantId, known: Known, pair: RepliedPair): Promise<void> {
  const { suggestions } = deps;
  for (let attempt = 0; attempt < MOST_TRIES; attempt += 1) {
    const placed = await placePair(known, tenantId, pair);
    if (!placed) return;
    const { suggestion, expected } = placed;
    // What was rejected stays so, also where nothing else is left of it.
    if (expected === undefined && (await suggestions.isRejected(tenantId, markOf(pair)))) return;
    if (await suggestions.save(tenantId, suggestion, expected)) {
      known.suggestions.set(suggestion.id, suggestion);
      return;
    }
    // Somebody decided about it meanwhile, or it was forgotten.
    known.suggestions.delete(suggestion.id);
    for (const now of await suggestions.findMany(tenantId, [suggestion.id])) known.suggestions.set(now.id, now);
  }
}
