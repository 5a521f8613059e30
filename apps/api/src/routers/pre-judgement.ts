import { judgeBeforehand } from '@answerdesk/conversations';
import { conversationIdSchema } from '@answerdesk/domain';
import { z } from 'zod';
import { query, router } from '../trpc.ts';

/** What the bot would have an agent know before they answer. */
export const preJudgementRouter = router({
  get: query('conversation.read')
    .input(z.object({ conversationId: conversationIdSchema }))
    .query(({ ctx: { deps, tenantId }, input }) => judgeBeforehand(deps, tenantId, input.conversationId)),
});
