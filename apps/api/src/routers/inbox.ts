import {
  assign,
  close,
  handBack,
  type InboxActor,
  type InboxOutcome,
  inboxRowOf,
  replyAsAgent,
  setPriority,
  setTags,
  snooze,
  takeOver,
  tellInChat,
  transfer,
  wake,
  writeNote,
} from '@answerdesk/conversations';
import {
  type Conversation,
  conversationIdSchema,
  DomainError,
  localeSchema,
  may,
  type TenantId,
  type UserId,
  userIdSchema,
} from '@answerdesk/domain';
import { z } from 'zod';
import { type Actor, mutation, router } from '../trpc.ts';
import type { ApiDeps } from '../wire.ts';

const one = z.object({ id: conversationIdSchema });
const key = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const note = z.string().trim().max(2_000).optional();
const text = z.string().trim().max(4_000);

/** What agents do with conversations: who holds the pen, what is said, when it is looked at again. */
export const inboxRouter = router({
  takeOver: mutation('conversation.write', 'inbox.take-over')
    .input(one.extend({ from: userIdSchema.optional() }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input: { id, from } }) => {
      audit.target('conversation', id);
      const taken = await takeOver(deps.inbox, tenantId, id, as(actor), from === undefined ? {} : { from });
      return taken.outcome === 'taken' ? { ...taken, conversation: inboxRowOf(taken.conversation) } : taken;
    }),

  reply: mutation('conversation.write', 'inbox.reply')
    .input(
      one.extend({
        key,
        text,
        imageUrl: z
          .url({ protocol: /^https$/ })
          .max(2_000)
          .optional(),
        original: z.object({ text, language: localeSchema }).optional(),
      }),
    )
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input: { id, imageUrl, original, ...said } }) => {
      audit.target('conversation', id);
      const replied = await replyAsAgent(deps.inbox, tenantId, id, as(actor), {
        ...said,
        ...(imageUrl !== undefined && { imageUrl }),
        ...(original && { original }),
      });
      return replied.outcome === 'queued' ? { outcome: replied.outcome, messageId: replied.message.id } : replied;
    }),

  handBack: mutation('conversation.write', 'inbox.hand-back')
    .input(one.extend({ note, isSilent: z.boolean().optional() }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input: { id, note: said, isSilent } }) => {
      audit.target('conversation', id);
      return shown(
        await handBack(deps.inbox, tenantId, id, as(actor), {
          ...(said !== undefined && { note: said }),
          ...(isSilent !== undefined && { isSilent }),
        }),
      );
    }),

  transfer: mutation('conversation.write', 'inbox.transfer')
    .input(one.extend({ toId: userIdSchema.optional(), note }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input: { id, toId, note: said } }) => {
      audit.target('conversation', id);
      await checkMember(deps, tenantId, toId);
      return shown(
        await transfer(deps.inbox, tenantId, id, as(actor), {
          ...(toId !== undefined && { toId }),
          ...(said !== undefined && { note: said }),
        }),
      );
    }),

  assign: mutation('conversation.write', 'inbox.assign')
    .input(one.extend({ toId: userIdSchema.optional() }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input: { id, toId } }) => {
      audit.target('conversation', id);
      await checkMember(deps, tenantId, toId);
      const assigned = await assign(deps.inbox, tenantId, id, as(actor), toId === undefined ? {} : { toId });
      if (assigned.outcome === 'done' && toId !== undefined && toId !== actor.userId) {
        await tellInChat(deps.tell, tenantId, toId, assigned.conversation, { isGiven: true });
      }
      return shown(assigned);
    }),

  snooze: mutation('conversation.write', 'inbox.snooze')
    .input(one.extend({ until: z.coerce.date() }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input: { id, until } }) => {
      audit.target('conversation', id);
      return shown(await snooze(deps.inbox, tenantId, id, as(actor), { until }));
    }),

  wake: mutation('conversation.write', 'inbox.wake')
    .input(one)
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input: { id } }) => {
      audit.target('conversation', id);
      return shown(await wake(deps.inbox, tenantId, id, as(actor)));
    }),

  close: mutation('conversation.write', 'inbox.close')
    .input(one.extend({ isSilent: z.boolean().optional() }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input: { id, isSilent } }) => {
      audit.target('conversation', id);
      return shown(await close(deps.inbox, tenantId, id, as(actor), isSilent === undefined ? {} : { isSilent }));
    }),

  setTags: mutation('conversation.write', 'inbox.set-tags')
    .input(one.extend({ tags: z.array(z.string().trim().max(40)).max(20) }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input: { id, tags } }) => {
      audit.target('conversation', id);
      return shown(await setTags(deps.inbox, tenantId, id, as(actor), tags));
    }),

  setPriority: mutation('conversation.write', 'inbox.set-priority')
    .input(one.extend({ priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]) }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input: { id, priority } }) => {
      audit.target('conversation', id);
      return shown(await setPriority(deps.inbox, tenantId, id, as(actor), priority));
    }),

  note: mutation('conversation.write', 'inbox.note')
    .input(one.extend({ key, text: text.min(1), mentionedIds: z.array(userIdSchema).max(20).default([]) }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input: { id, mentionedIds, ...written } }) => {
      audit.target('conversation', id);
      const members = mentionedIds.length > 0 ? await deps.members.list(tenantId) : [];
      const named = mentionedIds.filter((wanted) => members.some(({ userId }) => userId === wanted));
      return writeNote(deps.inbox, tenantId, id, as(actor), { ...written, mentionedIds: named });
    }),
});

function as({ userId, role }: Actor): InboxActor {
  return { userId, isManager: may(role, 'team.manage') };
}

function shown(outcome: InboxOutcome):
  | Exclude<InboxOutcome, { conversation: Conversation }>
  | {
      readonly outcome: 'done' | 'unchanged';
      readonly conversation: ReturnType<typeof inboxRowOf>;
    } {
  return outcome.outcome === 'held' ? outcome : { ...outcome, conversation: inboxRowOf(outcome.conversation) };
}

async function checkMember(
  deps: Pick<ApiDeps, 'members'>,
  tenantId: TenantId,
  userId: UserId | undefined,
): Promise<void> {
  if (userId === undefined || (await deps.members.find(tenantId, userId))) return;
  throw new DomainError('not-found', 'This person is not in your team.');
}
