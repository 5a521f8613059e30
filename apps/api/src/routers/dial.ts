import { defaultThresholds, dialCurve, dialPoint } from '@answerdesk/answers';
import {
  accountIdSchema,
  accountStageSchema,
  DomainError,
  messageIdSchema,
  thresholdsSchema,
} from '@answerdesk/domain';
import { setDial, setStage } from '@answerdesk/tenants';
import { z } from 'zod';
import { mutation, query, router } from '../trpc.ts';

/** How many of an account's newest drafts its predicted automation is read from. */
const DRAFTS_COUNTED = 200;

/** How sure the bot must be, and how far each account is trusted to it. */
export const dialRouter = router({
  /** Where the dial stands and what other places would bring; `today` is missing where nothing can be measured. */
  get: query('settings.read').query(async ({ ctx: { deps, tenantId } }) => {
    const tenant = await deps.tenants.find(tenantId);
    if (!tenant) throw new DomainError('not-found', 'This tenant does not exist.');
    const thresholds = tenant.thresholds ?? defaultThresholds;
    const served = await deps.rehearsal.modelFor(tenantId, tenant.faqsVersion);
    const model = await (served.learning ?? served);
    const today = dialPoint(model, thresholds);
    return {
      thresholds,
      defaults: defaultThresholds,
      isDefault: tenant.thresholds === undefined,
      faqs: model.faqs.length,
      /** Whether FAQs changed lately and are being learnt: the figures are from before. */
      isLearning: model.fresh !== undefined,
      curve: dialCurve(model),
      ...(today && { today }),
    };
  }),

  /** What the newest 500 questions would come to there; stops when nobody waits for it any more. */
  preview: query('settings.read')
    .input(thresholdsSchema)
    .query(({ ctx: { deps, tenantId }, input, signal }) => deps.previewDial(tenantId, input, signal)),

  /** Moves the dial, or gives it up for the engine's own thresholds; returns where it stood, to move it back. */
  save: mutation('settings.write', 'settings.set-dial')
    .input(z.object({ thresholds: thresholdsSchema.nullable() }))
    .mutation(async ({ ctx: { deps, tenantId, audit }, input: { thresholds } }) => {
      audit.target('tenant', tenantId);
      return { previous: (await setDial(deps, tenantId, thresholds ?? undefined)) ?? null };
    }),

  /** The accounts with their stages, and what of their newest drafts the bot would have answered. */
  accounts: query('channel.read').query(async ({ ctx: { deps, tenantId } }) => {
    const accounts = await deps.accounts.list(tenantId);
    return Promise.all(
      accounts.map(async ({ id, channel, label, stage = 'live' }) => {
        const outcomes = await deps.drafts.listNewestOutcomes(tenantId, id, DRAFTS_COUNTED);
        const count = (wanted: string) => outcomes.filter((outcome) => outcome === wanted).length;
        const drafts = { answered: count('answered'), clarify: count('clarify'), handover: count('handover') };
        return { id, channel, label, stage, drafts };
      }),
    );
  }),

  /** Returns the stage the account was in, to set it back. */
  setStage: mutation('channel.write', 'channel.set-stage')
    .input(z.object({ accountId: accountIdSchema, stage: accountStageSchema }))
    .mutation(async ({ ctx: { deps, tenantId, audit }, input: { accountId, stage } }) => {
      audit.target('account', accountId);
      return { previous: await setStage(deps, tenantId, accountId, stage) };
    }),

  /** What the bot would have said on an account, newest first. */
  drafts: query('conversation.read')
    .input(
      z.object({
        accountId: accountIdSchema,
        cursor: messageIdSchema.optional(),
        limit: z.int().min(1).max(100).default(20),
      }),
    )
    .query(async ({ ctx: { deps, tenantId }, input: { accountId, cursor, limit } }) => {
      if (!(await deps.accounts.find(tenantId, accountId))) {
        throw new DomainError('not-found', 'There is no such account.');
      }
      const page = { limit, ...(cursor !== undefined && { before: cursor }) };
      const drafts = await deps.drafts.listNewest(tenantId, accountId, page);
      const last = drafts.at(-1);
      return {
        items: drafts.map(({ id, conversationId, question, content, repliedAs, createdAt }) => ({
          id,
          conversationId,
          question,
          reply: content.text,
          repliedAs,
          at: createdAt,
        })),
        ...(last && drafts.length === limit && { nextCursor: last.id }),
      };
    }),
});
