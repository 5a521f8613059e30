import { emptyInbox } from '@answerdesk/conversations';
import {
  brandSchema,
  businessHoursSchema,
  gateRulesSchema,
  glossaryRulesSchema,
  handoverRulesSchema,
  inboxRulesSchema,
  modelEndpointSchema,
  resolutionRulesSchema,
  retentionSchema,
  type TenantId,
  tagRulesSchema,
  tenantTextsSchema,
  topicRulesSchema,
  type UserId,
} from '@answerdesk/domain';
import {
  readTenantSettings,
  type SettingsView,
  saveTenantSettings,
  tryTenantModel,
  undoTenantSettings,
} from '@answerdesk/tenants';
import { z } from 'zod';
import { mutation, query, router } from '../trpc.ts';
import type { ApiDeps } from '../wire.ts';

const key = z.string().trim().max(2_000).optional();
const revision = z.int().nonnegative();

/** One section of the settings and its new value. */
const changeSchema = z.discriminatedUnion('section', [
  z.object({ section: z.literal('hours'), value: businessHoursSchema.nullable() }),
  z.object({ section: z.literal('texts'), value: tenantTextsSchema }),
  z.object({ section: z.literal('handover'), value: handoverRulesSchema }),
  z.object({ section: z.literal('inbox'), value: inboxRulesSchema }),
  z.object({ section: z.literal('topics'), value: topicRulesSchema }),
  z.object({ section: z.literal('gate'), value: gateRulesSchema }),
  z.object({ section: z.literal('resolution'), value: resolutionRulesSchema }),
  z.object({ section: z.literal('glossary'), value: glossaryRulesSchema }),
  z.object({ section: z.literal('tags'), value: tagRulesSchema }),
  z.object({ section: z.literal('brand'), value: brandSchema }),
  z.object({ section: z.literal('retention'), value: retentionSchema }),
  z.object({ section: z.literal('model'), value: modelEndpointSchema.extend({ key }).nullable() }),
]);

/** What a business sets for itself. */
export const settingsRouter = router({
  get: query('settings.read').query(async ({ ctx: { deps, tenantId } }) => ({
    ...(await readTenantSettings(deps, tenantId)),
    now: deps.now(),
  })),

  /** Saves one section over the revision it was made in. */
  save: mutation('settings.write', 'settings.save')
    .input(z.object({ revision, change: changeSchema }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input: { revision: at, change } }) => {
      audit.target('settings', change.section);
      if (change.section === 'tags' && change.value.rules.length > 0)
        audit.note(change.value.rules.map(({ tag }) => tag).join(', '));
      const saved = await saveTenantSettings(deps, tenantId, at, change);
      if (change.section === 'inbox') await emptyIfOff(deps, tenantId, actor.userId, saved);
      return saved;
    }),

  /** Takes back the change that made a revision, while it is the newest. */
  undo: mutation('settings.write', 'settings.undo')
    .input(z.object({ revision }))
    .mutation(async ({ ctx: { deps, tenantId, actor, audit }, input }) => {
      audit.target('settings', String(input.revision));
      const restored = await undoTenantSettings(deps, tenantId, input.revision);
      await emptyIfOff(deps, tenantId, actor.userId, restored);
      return restored;
    }),

  /** Asks a model endpoint for one word, with the stored key unless another is given. */
  tryModel: mutation('settings.write', 'settings.try-model')
    .input(modelEndpointSchema.pick({ baseUrl: true, model: true }).extend({ key }))
    .mutation(({ ctx: { deps, tenantId, audit }, input }) => {
      audit.target('settings', 'model');
      return tryTenantModel(deps, tenantId, input);
    }),
});

/** Whoever waits, or is talking to an agent, must not be left there when nobody takes over any more. */
async function emptyIfOff(
  deps: Pick<ApiDeps, 'inbox' | 'listOpen'>,
  tenantId: TenantId,
  userId: UserId,
  { settings }: SettingsView,
): Promise<void> {
  if (settings.inbox.isOn) return;
  await emptyInbox({ ...deps.inbox, listOpen: deps.listOpen }, tenantId, { userId, isManager: true });
}
