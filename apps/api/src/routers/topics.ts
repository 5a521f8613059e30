import { alertRatings, alertStates, changeTopicAlert, listTopicAlerts, listTopics } from '@answerdesk/insights';
import { z } from 'zod';
import { mutation, query, router } from '../trpc.ts';

const id = z
  .string()
  .max(330)
  .regex(/^(faq|gap):[A-Za-z0-9._:-]+$/);

/** What customers ask about, and what of it comes up unusually often. */
export const topicsRouter = router({
  list: query('insight.read').query(({ ctx: { deps, tenantId } }) => listTopics(deps, tenantId)),

  alerts: query('insight.read').query(({ ctx: { deps, tenantId } }) => listTopicAlerts(deps, tenantId)),

  /** Mutes a topic, notes that it is seen to, or opens it again. */
  setState: mutation('topic.write', 'topic.set-state')
    .input(z.object({ id, state: z.enum(alertStates) }))
    .mutation(({ ctx: { deps, tenantId, audit }, input }) => {
      audit.target('topic', input.id);
      return changeTopicAlert(deps, tenantId, input.id, { state: input.state });
    }),

  /** Says whether an alert was of use, or takes that back. */
  rate: mutation('topic.write', 'topic.rate')
    .input(z.object({ id, rating: z.enum(alertRatings).nullable() }))
    .mutation(({ ctx: { deps, tenantId, audit }, input }) => {
      audit.target('topic', input.id);
      return changeTopicAlert(deps, tenantId, input.id, { rating: input.rating });
    }),
});
