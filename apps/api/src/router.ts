import { accountRouter } from './routers/account.ts';
import { attachmentsRouter } from './routers/attachments.ts';
import { auditRouter } from './routers/audit.ts';
import { benchRouter } from './routers/bench.ts';
import { billingRouter } from './routers/billing.ts';
import { cannedRepliesRouter } from './routers/canned-replies.ts';
import { channelsRouter } from './routers/channels.ts';
import { conversationsRouter } from './routers/conversations.ts';
import { dialRouter } from './routers/dial.ts';
import { faqImportsRouter } from './routers/faq-imports.ts';
import { faqsRouter } from './routers/faqs.ts';
import { inboxRouter } from './routers/inbox.ts';
import { insightsRouter } from './routers/insights.ts';
import { linkedChatsRouter } from './routers/linked-chats.ts';
import { liveRouter } from './routers/live.ts';
import { preJudgementRouter } from './routers/pre-judgement.ts';
import { presenceRouter } from './routers/presence.ts';
import { profileRouter } from './routers/profile.ts';
import { pushRouter } from './routers/push.ts';
import { queuesRouter } from './routers/queues.ts';
import { ratingsRouter } from './routers/ratings.ts';
import { replyDraftsRouter } from './routers/reply-drafts.ts';
import { settingsRouter } from './routers/settings.ts';
import { staffRouter } from './routers/staff.ts';
import { teachingRouter } from './routers/teaching.ts';
import { teamRouter } from './routers/team.ts';
import { tenantRouter } from './routers/tenant.ts';
import { translationsRouter } from './routers/translations.ts';
import { router } from './trpc.ts';

/** Everything that people ask for, by area. */
export const appRouter = router({
  account: accountRouter,
  audit: auditRouter,
  conversations: conversationsRouter,
  queues: queuesRouter,
  profile: profileRouter,
  preJudgement: preJudgementRouter,
  cannedReplies: cannedRepliesRouter,
  replyDrafts: replyDraftsRouter,
  presence: presenceRouter,
  push: pushRouter,
  staff: staffRouter,
  attachments: attachmentsRouter,
  inbox: inboxRouter,
  insights: insightsRouter,
  bench: benchRouter,
  billing: billingRouter,
  channels: channelsRouter,
  dial: dialRouter,
  faqImports: faqImportsRouter,
  faqs: faqsRouter,
  ratings: ratingsRouter,
  settings: settingsRouter,
  linkedChats: linkedChatsRouter,
  live: liveRouter,
  teaching: teachingRouter,
  team: teamRouter,
  tenant: tenantRouter,
  translations: translationsRouter,
});

export type AppRouter = typeof appRouter;
