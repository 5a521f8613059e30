import { accountRouter } from './routers/account.ts';
import { auditRouter } from './routers/audit.ts';
import { conversationsRouter } from './routers/conversations.ts';
import { insightsRouter } from './routers/insights.ts';
import { faqsRouter } from './routers/faqs.ts';
import { teamRouter } from './routers/team.ts';
import { tenantRouter } from './routers/tenant.ts';
import { router } from './trpc.ts';

/** Everything that people ask for, by area. */
export const appRouter = router({
  account: accountRouter,
  audit: auditRouter,
  conversations: conversationsRouter,
  insights: insightsRouter,
  faqs: faqsRouter,
  team: teamRouter,
  tenant: tenantRouter,
});

export type AppRouter = typeof appRouter;
