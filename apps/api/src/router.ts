import { accountRouter } from './routers/account.ts';
import { attachmentsRouter } from './routers/attachments.ts';
import { auditRouter } from './routers/audit.ts';
import { benchRouter } from './routers/bench.ts';
import { billingRouter } from './routers/billing.ts';
import { cannedRepliesRouter } from './routers/canned-replies.ts';
import { channelsRouter } from './routers/channels.ts';
import { conversationsRouter } from './routers/conversations.ts';
import { dialRouter } from './routers/dial.ts';
import { examplesRouter } from './routers/examples.ts';
import { faqImportsRouter } from './routers/faq-imports.ts';
import { faqsRouter } from './routers/faqs.ts';
import { gapsRouter } from './routers/gaps.ts';
import { glossaryRouter } from './routers/glossary.ts';
import { inboxRouter } from './routers/inbox.ts';
import { insightsRouter } from './routers/insights.ts';
import { linkedChatsRouter } from './routers/linked-chats.ts';
import { liveRouter } from './routers/live.ts';
import { peopleRouter } from './routers/people.ts';
import { preJudgementRouter } from './routers/pre-judgement.ts';
import { presenceRouter } from './routers/presence.ts';
import { profileRouter } from './routers/profile.ts';
import { pushRouter } from './routers/push.ts';
import { queuesRouter } from './routers/queues.ts';
import { ratingsRouter } from './routers/ratings.ts';
import { replyDraftsRouter } from './routers/reply-drafts.ts';
import { resolutionRouter } from './routers/resolution.ts';
import { settingsRouter } from './routers/settings.ts';
import { staffRouter } from './routers/staff.ts';
import { suggestionsRouter } from './routers/suggestions.ts';
import { teachingRouter } from './routers/teaching.ts';
import { teamRouter } from './routers/team.ts';
import { tenantRouter } from './routers/tenant.ts';
import { topicsRouter } from './routers/topics.ts';
import { translationsRouter } from './routers/translations.ts';
import { router } from './trpc.ts';

/** Everything that people ask for, by area. */
export const appRouter = router({
  account: accountRouter,
  audit: auditRouter,
  conversations: conversationsRouter,
  queues: queuesRouter,
  people: peopleRouter,
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
  examples: examplesRouter,
  faqImports: faqImportsRouter,
  faqs: faqsRouter,
  gaps: gapsRouter,
  glossary: glossaryRouter,
  ratings: ratingsRouter,
  resolution: resolutionRouter,
  settings: settingsRouter,
  linkedChats: linkedChatsRouter,
  live: liveRouter,
  suggestions: suggestionsRouter,
  teaching: teachingRouter,
  team: teamRouter,
  tenant: tenantRouter,
  topics: topicsRouter,
  translations: translationsRouter,
});

export type AppRouter = typeof appRouter;
