import { answertranslations } from './answer-translation-schema.ts';
import { pushsubscriptions, routings, staffmails } from './attention-schemas.ts';
import { audit, onlyAddToAudit } from './audit-schema.ts';
import { billingalerts } from './billing-alert-schema.ts';
import { billingSchemas } from './billing-schemas.ts';
import { contacts, conversations } from './conversation-schemas.ts';
import { curveSchemas } from './curve-schemas.ts';
import { faqimportchunks, faqimports } from './faq-import-schemas.ts';
import { faqrevisions, faqs } from './faq-schemas.ts';
import { gapprogress, gapquestions, gaps } from './gap-schemas.ts';
import { confirmedquestions, duedecisions, pinnedexamples } from './gate-schemas.ts';
import { glossaries } from './glossary-schema.ts';
import { conversationevents } from './inbox-schemas.ts';
import { cannedreplies, contactnotes, files, fileusages, presences, replydrafts, staff } from './inbox-side-schemas.ts';
import { counts, jobs } from './job-schemas.ts';
import { linkedchats } from './linked-chat-schema.ts';
import { drafts, messages, outbox, webchatparts } from './message-schemas.ts';
import { modelspend } from './model-spend-schema.ts';
import { peopleSchemas } from './people-schemas.ts';
import { ratings } from './rating-schemas.ts';
import { resolutionSchemas } from './resolution-schemas.ts';
import { suggestions } from './suggestion-schema.ts';
import { accounts, channelstates, tenants } from './tenant-schemas.ts';
import { requireTenant } from './tenant-scope.ts';
import { topicSchemas } from './topic-schemas.ts';
import { billingaccounts, usagebatches, usagedays, usageevents, usagehours } from './usage-schemas.ts';

export type { AuditDoc } from './audit-schema.ts';
export type { ContactDoc, ConversationDoc } from './conversation-schemas.ts';
export type { CountsDoc, JobDoc } from './job-schemas.ts';
export type { DraftDoc, MessageDoc, OutboxDoc, WebchatPartDoc } from './message-schemas.ts';
export type { AccountDoc, ChannelStateDoc, TenantDoc } from './tenant-schemas.ts';

/** Every collection of the product, by its model's name. */
export const schemas = {
  tenants,
  accounts,
  faqs,
  contacts,
  conversations,
  conversationevents,
  messages,
  outbox,
  audit,
  drafts,
  counts,
  jobs,
  channelstates,
  faqrevisions,
  faqimports,
  faqimportchunks,
  webchatparts,
  linkedchats,
  routings,
  pushsubscriptions,
  staffmails,
  presences,
  cannedreplies,
  replydrafts,
  staff,
  contactnotes,
  files,
  fileusages,
  modelspend,
  answertranslations,
  ...billingSchemas,
  ...curveSchemas,
  ...topicSchemas,
  ...resolutionSchemas,
  ...peopleSchemas,
  ratings,
  gaps,
  gapquestions,
  suggestions,
  gapprogress,
  confirmedquestions,
  pinnedexamples,
  duedecisions,
  glossaries,
  billingalerts,
  usageevents,
  usagebatches,
  usagedays,
  usagehours,
  billingaccounts,
};

for (const schema of Object.values(schemas)) requireTenant(schema);

onlyAddToAudit();
