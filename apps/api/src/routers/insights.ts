import { channelNameSchema, localeSchema } from '@answerdesk/domain';
import { readCurve, readFirstSteps, summarise, writeInsightsCsv } from '@answerdesk/insights';
import { z } from 'zod';
import { query, router } from '../trpc.ts';

const range = z.object({
  from: z.iso.date(),
  to: z.iso.date(),
  by: z.enum(['day', 'hour']).default('day'),
  channel: channelNameSchema.optional(),
  language: localeSchema.optional(),
});
type Range = z.infer<typeof range>;

/** What happened at the tenant's desk, in numbers, by the days of its own time zone. */
export const insightsRouter = router({
  summary: query('insight.read')
    .input(range)
    .query(async ({ ctx: { deps, tenantId }, input }) => {
      const timeZone = await deps.timeZoneOf(tenantId);
      const { from, to, by } = input;
      return {
        timeZone,
        ...(await summarise(deps, tenantId, { from, to, timeZone }, { by, filter: filterOf(input) })),
      };
    }),

  /** How the bot got better from week to week, and by which changes. */
  curve: query('insight.read').query(({ ctx: { deps, tenantId } }) => readCurve(deps, tenantId)),

  /** How far the tenant is on its way to being live. */
  firstSteps: query('insight.read').query(({ ctx: { deps, tenantId } }) => readFirstSteps(deps.firstSteps, tenantId)),

  /** The same as a table for a spreadsheet. */
  export: query('insight.read')
    .input(range)
    .query(async ({ ctx: { deps, tenantId }, input }) => {
      const timeZone = await deps.timeZoneOf(tenantId);
      const { from, to, by } = input;
      const csv = await writeInsightsCsv(deps, tenantId, { from, to, timeZone }, { by, filter: filterOf(input) });
      return { name: `answerdesk-${from}-${to}.csv`, csv };
    }),
});

function filterOf({ channel, language }: Range) {
  return { ...(channel !== undefined && { channel }), ...(language !== undefined && { language }) };
}
