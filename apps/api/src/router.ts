import { accountRouter } from './routers/account.ts';
import { auditRouter } from './routers/audit.ts';
import { liveRouter } from './routers/live.ts';
import { teamRouter } from './routers/team.ts';
import { tenantRouter } from './routers/tenant.ts';
import { router } from './trpc.ts';

/** Everything that people ask for, by area. */
export const appRouter = router({
  account: accountRouter,
  audit: auditRouter,
  live: liveRouter,
  team: teamRouter,
  tenant: tenantRouter,
});

export type AppRouter = typeof appRouter;
