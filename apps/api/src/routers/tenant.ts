import { localeSchema, settingsOf, tenantIdSchema, tenantSchema } from '@answerdesk/domain';
import { createOwnTenant, listTenants, renameTenant, switchTenant } from '@answerdesk/tenants';
import { z } from 'zod';
import { mutation, personMutation, personQuery, router } from '../trpc.ts';

/** The tenant a session stands in, and the person's others. */
export const tenantRouter = router({
  /** Who is signed in, in which tenant, as what; `tenant` is missing for somebody who belongs to none yet. */
  current: personQuery.query(async ({ ctx: { deps, session, membership } }) => {
    const tenant = membership && (await deps.tenants.find(membership.tenantId));
    const { userId, name, email, isVerified, hasTwoFactor } = session;
    const person = { userId, name, email, isVerified, hasTwoFactor };
    if (!membership || !tenant) return { person };
    const { id, name: tenantName, locale, isDemo } = tenant;
    const { hours, inbox } = settingsOf(tenant);
    const timeZone = hours?.timeZone;
    return {
      person,
      tenant: {
        id,
        name: tenantName,
        locale,
        isDemo,
        role: membership.role,
        isInboxOn: inbox.isOn,
        ...(timeZone !== undefined && { timeZone }),
      },
    };
  }),

  list: personQuery.query(async ({ ctx: { deps, session } }) => {
    const mine = await listTenants(deps, session.userId);
    return mine.map(({ tenant: { id, name, isDemo }, role }) => ({ id, name, isDemo, role }));
  }),

  switch: personMutation('tenant.switch')
    .input(z.object({ tenantId: tenantIdSchema }))
    .mutation(async ({ ctx: { deps, session, audit }, input: { tenantId } }) => {
      await switchTenant(deps, { id: session.sessionId, userId: session.userId }, tenantId);
      audit.target('tenant', tenantId, tenantId);
    }),

  create: personMutation('tenant.create')
    .input(z.object({ name: tenantSchema.shape.name, locale: localeSchema.optional() }))
    .mutation(async ({ ctx: { deps, session, audit }, input: { name, locale } }) => {
      const tenant = await createOwnTenant(deps, session.userId, { name, ...(locale !== undefined && { locale }) });
      await switchTenant(deps, { id: session.sessionId, userId: session.userId }, tenant.id);
      audit.target('tenant', tenant.id, tenant.id);
      return { tenantId: tenant.id };
    }),

  rename: mutation('tenant.manage', 'tenant.rename')
    .input(z.object({ name: tenantSchema.shape.name }))
    .mutation(async ({ ctx: { deps, tenantId, audit }, input: { name } }) => {
      audit.target('tenant', tenantId);
      await renameTenant(deps, tenantId, name);
    }),
});
