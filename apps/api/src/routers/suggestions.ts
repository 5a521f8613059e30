import {
  approveSuggestions,
  effectOfSuggestions,
  listSuggestions,
  rejectSuggestions,
  reopenSuggestions,
} from '@answerdesk/conversations';
import { faqLimits, may, suggestionIdSchema } from '@answerdesk/domain';
import { z } from 'zod';
import { acceptedSchema, noteGate } from '../note-gate.ts';
import { type Actor, mutation, query, router } from '../trpc.ts';

const MOST_AT_ONCE = 200;

const seen = z.object({ id: suggestionIdSchema, revision: z.int().positive() });
const wanted = z.object({ suggestions: z.array(seen).min(1).max(MOST_AT_ONCE) });
const edited = z.object({
  question: z.string().trim().min(1).max(faqLimits.question),
  answer: z.string().trim().min(1).max(faqLimits.answer),
});
const toApprove = z.object({
  suggestions: z
    .array(seen.extend({ edited: edited.optional() }))
    .min(1)
    .max(MOST_AT_ONCE),
});

/** What people's replies suggest for the FAQs, to be approved, put right or rejected. */
export const suggestionsRouter = router({
  /** What most speaks for first. */
  list: query('faq.write')
    .input(
      z.object({
        state: z.enum(['open', 'approved', 'rejected']).default('open'),
        limit: z.int().min(1).max(500).default(50),
      }),
    )
    .query(({ ctx: { deps, tenantId }, input }) => listSuggestions(deps.suggesting, tenantId, input)),

  /** How many wait for a decision. */
  count: query('faq.write').query(({ ctx: { deps, tenantId } }) => deps.suggesting.suggestions.count(tenantId, 'open')),

  /** What approving them together would change; stops when nobody waits for it any more. */
  effect: query('faq.write')
    .input(toApprove)
    .query(({ ctx: { deps, tenantId, actor }, input, signal }) =>
      effectOfSuggestions(deps.suggesting, tenantId, editor(actor), input.suggestions, signal),
    ),

  /**
   * What was left out of a text must be put right by who approves it: without `edited` it is `unread`. Where they cost too much
   * together a reason is asked for.
   */
  approve: mutation('faq.write', 'faq.approve-suggestions')
    .input(toApprove.extend({ accepted: acceptedSchema.optional() }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input: { suggestions, accepted } }) => {
      audit.target('suggestions', namesOf(suggestions));
      const through = await approveSuggestions(deps.suggesting, tenantId, editor(actor), suggestions, accepted);
      noteGate(audit, through, accepted);
      return through;
    }),

  reject: mutation('faq.write', 'faq.reject-suggestions')
    .input(wanted)
    .mutation(({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('suggestions', namesOf(input.suggestions));
      return rejectSuggestions(deps.suggesting, tenantId, editor(actor), input.suggestions);
    }),

  /** Takes back what was last done about them. */
  reopen: mutation('faq.write', 'faq.reopen-suggestions')
    .input(wanted)
    .mutation(({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('suggestions', namesOf(input.suggestions));
      return reopenSuggestions(deps.suggesting, tenantId, editor(actor), input.suggestions);
    }),
});

function editor({ userId, email, role }: Actor) {
  return { userId, email, mayPublish: may(role, 'faq.publish') };
}

function namesOf(suggestions: readonly { readonly id: string }[]): string {
  const ids = suggestions.map(({ id }) => id);
  return ids.length > 10 ? `${ids.slice(0, 10).join(' ')} and ${ids.length - 10} more` : ids.join(' ');
}
