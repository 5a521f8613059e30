import { readMessageText } from '@answerdesk/conversations';
import { conversationIdSchema, localeSchema, messageIdSchema } from '@answerdesk/domain';
import { z } from 'zod';
import { query, router } from '../trpc.ts';

const LONGEST_TEXT = 4_000;

/** Two languages in one conversation: what is written there in the reader's own, made by the tenant's model. */
export const translationsRouter = router({
  /** Whether texts can be translated, and why not. */
  status: query('conversation.read').query(({ ctx: { deps, tenantId } }) => deps.translator.status(tenantId)),

  /** What a text would be in another language, before it is sent. */
  preview: query('conversation.read')
    .input(
      z.object({ text: z.string().trim().min(1).max(LONGEST_TEXT), to: localeSchema, from: localeSchema.optional() }),
    )
    .query(({ ctx: { deps, tenantId }, input: { text, to, from } }) =>
      deps.translator.translate(tenantId, { text, to, ...(from !== undefined && { from }) }),
    ),

  /** What a message of a conversation says, in another language. */
  ofMessage: query('conversation.read')
    .input(z.object({ conversationId: conversationIdSchema, messageId: messageIdSchema, to: localeSchema }))
    .query(async ({ ctx: { deps, tenantId }, input: { conversationId, messageId, to } }) => {
      const { text, language } = await readMessageText(deps, tenantId, conversationId, messageId);
      const likelyFrom = language !== undefined && { likelyFrom: language };
      return deps.translator.translate(tenantId, { text, to, ...likelyFrom });
    }),
});
