import { accountRouter } from './routers/account.ts';
import { auditRouter } from './routers/audit.ts';
import { benchRouter } from './routers/bench.ts';
import { channelsRouter } from './routers/channels.ts';
import { conversationsRouter } from './routers/conversations.ts';
import { dialRouter } from './routers/dial.ts';
import { faqImportsRouter } from './routers/faq-imports.ts';
import { faqsRouter } from './routers/faqs.ts';
import { inboxRouter } from './routers/inbox.ts';
import { insightsRouter } from './routers/insights.ts';
import { linkedChatsRouter } from './routers/linked-chats.ts';
import { liveRouter } from './routers/live.ts';
import { settingsRouter } from './routers/settings.ts';
import { teamRouter } from './routers/team.ts';
import { tenantRouter } from './routers/tenant.ts';
import { router } from './trpc.ts';

/** Everything that people ask for, by area. */
export const appRouter = router({
  account: accountRouter,
  audit: auditRouter,
  conversations: conversationsRouter,
  inbox: inboxRouter,
  insights: insightsRouter,
  bench: benchRouter,
  channels: channelsRouter,
  dial: dialRouter,
  faqImports: faqImportsRouter,
  faqs: faqsRouter,
  settings: settingsRouter,
  linkedChats: linkedChatsRouter,
  live: liveRouter,
  team: teamRouter,
  tenant: tenantRouter,
});

export type AppRouter = typeof appRouter;
