import { type MessageId, messageIdSchema } from '@answerdesk/domain';
import { type GivenRating, summariseRatings } from '@answerdesk/insights';
import { z } from 'zod';
import { query, router } from '../trpc.ts';
import type { ApiDeps } from '../wire.ts';

const DAY_MS = 24 * 3_600_000;

/** What customers said of how they were served. */
export const ratingsRouter = router({
  /** The mean, how many, and how they are spread, of all and by agent, for the last so many days. */
  summary: query('insight.read')
    .input(z.object({ days: z.int().min(1).max(400).default(30) }))
    .query(async ({ ctx: { deps, tenantId }, input: { days } }) => {
      const until = deps.now();
      const from = new Date(until.getTime() - days * DAY_MS);
      const [{ agents, ...all }, nameOf] = await Promise.all([
        summariseRatings(deps, tenantId, { from, until }),
        namesOf(deps, tenantId),
      ]);
      return { days, ...all, agents: agents.map((agent) => ({ ...agent, ...nameOf(agent.agentId) })) };
    }),

  /** The newest first. */
  list: query('insight.read')
    .input(
      z.object({
        hasComment: z.boolean().default(false),
        cursor: z.string().max(330).optional(),
        limit: z.int().min(1).max(100).default(20),
      }),
    )
    .query(async ({ ctx: { deps, tenantId }, input: { hasComment, cursor, limit } }) => {
      const before = cursor === undefined ? undefined : readCursor(cursor);
      const [items, nameOf] = await Promise.all([
        deps.ratings.listNewest(tenantId, { hasComment, limit, ...(before && { before }) }),
        namesOf(deps, tenantId),
      ]);
      const last = items.at(-1);
      return {
        items: items.map(({ tenantId: _tenant, ...rating }) => ({ ...rating, ...nameOf(rating.agentId) })),
        ...(last && items.length === limit && { nextCursor: cursorOf(last) }),
      };
    }),
});

/** The names of those who are members still. */
async function namesOf({ members }: Pick<ApiDeps, 'members'>, tenantId: GivenRating['tenantId']) {
  const names = new Map((await members.list(tenantId)).map(({ userId, name }) => [userId, name]));
  return (userId: GivenRating['agentId']): { agentName?: string } => {
    const agentName = names.get(userId);
    return agentName === undefined ? {} : { agentName };
  };
}

function cursorOf({ ratedAt, id }: Pick<GivenRating, 'ratedAt' | 'id'>): string {
  return `${ratedAt.getTime()}.${id}`;
}

/** A cursor that nobody gave out begins at the newest. */
function readCursor(cursor: string): { readonly ratedAt: Date; readonly id: MessageId } | undefined {
  const [, ms, rest] = /^(\d{1,15})\.(.+)$/.exec(cursor) ?? [];
  const id = messageIdSchema.safeParse(rest);
  return ms !== undefined && id.success ? { ratedAt: new Date(Number(ms)), id: id.data } : undefined;
}
