import {
  findWindow,
  inboxRowOf,
  listConversations,
  listStaffNames,
  readConversation,
  type TranscriptPage,
} from '@answerdesk/conversations';
import {
  accountIdSchema,
  channelNameSchema,
  conversationIdSchema,
  handledAsSchema,
  localeSchema,
  messageIdSchema,
} from '@answerdesk/domain';
import { z } from 'zod';
import { query, router } from '../trpc.ts';

const filter = z.object({
  isWaiting: z.boolean().optional(),
  channel: channelNameSchema.optional(),
  accountId: accountIdSchema.optional(),
  language: localeSchema.optional(),
  outcome: handledAsSchema.optional(),
  search: z.string().trim().max(100).optional(),
});

/** What customers wrote and what they were told; reading only. */
export const conversationsRouter = router({
  list: query('conversation.read')
    .input(filter.extend({ cursor: z.string().max(330).optional(), limit: z.int().min(1).max(100).default(30) }))
    .query(async ({ ctx: { deps, tenantId }, input: { cursor, limit, ...wanted } }) => {
      const page = await listConversations(deps, tenantId, withoutGaps(wanted), {
        limit,
        ...(cursor !== undefined && { cursor }),
      });
      return { ...page, items: page.items.map(inboxRowOf) };
    }),

  read: query('conversation.read')
    .input(
      z.object({
        id: conversationIdSchema,
        cursor: messageIdSchema.optional(),
        limit: z.int().min(1).max(100).default(50),
      }),
    )
    .query(async ({ ctx: { deps, tenantId }, input: { id, cursor, limit } }) => {
      const page = await readConversation(deps, tenantId, id, { limit, ...(cursor !== undefined && { cursor }) });
      const rule = cursor === undefined ? deps.channels[page.conversation.channel].capabilities.window : undefined;
      const found = rule && (await findWindow(deps, tenantId, id, rule, deps.now()));
      return {
        ...page,
        conversation: inboxRowOf(page.conversation),
        /** The names of those who did something on the page, as far as they are members. */
        agents: isByAgents(page) ? await listStaffNames(deps, tenantId) : {},
        /** What the platform still lets be sent, with the newest page and where there is a limit; null where nothing opened it. */
        ...(found && { window: found.window ?? null }),
      };
    }),
});

function isByAgents({ entries, conversation }: TranscriptPage): boolean {
  return (
    conversation.assigneeId !== undefined ||
    entries.some((entry) => entry.kind === 'event' || (entry.kind === 'out' && entry.message.author.kind === 'agent'))
  );
}

/** Leaves out what was not asked for. */
function withoutGaps<T extends Record<string, unknown>>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const key in given) {
    const value = given[key];
    if (value !== undefined) kept[key] = value as Exclude<T[typeof key], undefined>;
  }
  return kept;
}
