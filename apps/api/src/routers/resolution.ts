import { conversationIdSchema } from '@answerdesk/domain';
import { readResolution } from '@answerdesk/insights';
import { z } from 'zod';
import { query, router } from '../trpc.ts';

/** Whether a customer was helped. */
export const resolutionRouter = router({
  /** Where what they came with last stands by now; `null` where they have asked for nothing. */
  get: query('conversation.read')
    .input(z.object({ conversationId: conversationIdSchema }))
    .query(async ({ ctx: { deps, tenantId }, input }) => {
      const enquiry = await readResolution(deps.resolution, tenantId, input.conversationId);
      return enquiry ?? null;
    }),
});
