import { createModelTrial, openAnswerModels } from '@answerdesk/answers';
import { createAccessTokens, createChannels } from '@answerdesk/channels';
import { createDialPreview, type RehearsalDeps } from '@answerdesk/conversations';
import {
  createAccessTokenStore,
  createAccountStore,
  createArrivalReader,
  createAuditStore,
  createDraftStore,
  createFaqStore,
  createGlossaryStore,
  createKeptTranslationStore,
  createModelSpendStore,
  createPenStore,
  createPlatformWide,
  createQuestionReader,
  createTenantStore,
  type Database,
} from '@answerdesk/database';
import { createMailer } from '@answerdesk/delivery';
import { createMailWords, createSentences } from '@answerdesk/locales';
import { createAuth, createSecretBox } from '@answerdesk/tenants';
import type { Api, ApiContext } from './api-deps.ts';
import { wireBilling } from './billing/wire.ts';
import { wireCustomers } from './customers/wire.ts';
import { wireFaqs } from './faqs/wire.ts';
import { wireInbox } from './inbox/wire.ts';
import { wireInsights } from './insights/wire.ts';
import { trustedOrigins } from './origin.ts';
import { recordAuthEvent } from './record-auth-event.ts';
import { createTenantReplyModel } from './tenant-reply-model.ts';
import { createTenantTranslator } from './tenant-translator.ts';
import { createTopicTitles } from './topic-titles.ts';
import { createUsageNotes } from './usage/wire.ts';

export type { Api, ApiContext, ApiDeps } from './api-deps.ts';

/** Fits the people's side together over one database; each area's own stores in its `wire.ts`. */
export async function wireApi(database: Database, context: ApiContext): Promise<Api> {
  const { models } = database;
  const { config, log } = context;
  const { publicUrl } = config;
  const now = () => new Date();
  const reportFailure = (what: string, error: unknown) => log.error({ err: error }, `${what} failed`);
  const tenants = createTenantStore(models);
  const audit = createAuditStore(models);
  const loadFaqs = createFaqStore(models).list;
  const answerModels =
    context.answerModels ??
    openAnswerModels({
      loadFaqs: (tenantId) => loadFaqs(tenantId),
      loadGlossary: createGlossaryStore(models).find,
      settings: config.embedding,
      spend: createModelSpendStore(models),
      log,
      now,
    });
  const mailer = createMailer({
    ...(config.smtpUrl !== undefined && { smtpUrl: config.smtpUrl }),
    publicUrl,
    words: createMailWords(),
    keepsLinks: config.isDevelopment,
    note: (facts, what) => log.info(facts, what),
  });
  const auth = await createAuth({
    db: database.authDb,
    secretKey: context.secretKey,
    ...(context.oldSecretKey !== undefined && { oldSecretKey: context.oldSecretKey }),
    publicUrl,
    trustedOrigins: ({ headers }) => trustedOrigins(config, headers.get('host') ?? undefined),
    tenants,
    sendMail: mailer.send,
    onEvent: (event) => recordAuthEvent(audit, event, now()),
    reportFailure: (what, error) => log.error({ err: error }, what),
    now,
  });
  const { people, members, invitations, sessions, readSession } = auth;
  const secretBox = createSecretBox(context.secretKey, context.oldSecretKey);
  const channels = createChannels({
    ...config.channels,
    accessTokens: createAccessTokens(createAccessTokenStore(models, secretBox), now),
  });
  const { deps: faqDeps, imports } = wireFaqs(database, { tenants, answerModels, reportFailure, now });
  const titlesOf = createTopicTitles(faqDeps.workshop.faqs);
  const tenantModels = {
    ...{ tenants, secretBox, config, now },
    spend: createModelSpendStore(models),
    note: createUsageNotes(database, {
      onFailure: (error) => log.error({ err: error }, 'noting what a model was used for failed'),
      now,
    }),
  };
  const questions = createQuestionReader(models);
  const rehearsal: RehearsalDeps = {
    faqs: faqDeps.faqs,
    sentences: createSentences(),
    queue: createPenStore(models),
    findTenant: tenants.find,
    modelFor: answerModels.modelFor,
    replyModel: createTenantReplyModel({
      ...tenantModels,
      kept: createKeptTranslationStore(models),
      reportFailure,
    }),
    reportFailure,
    now,
  };
  const { desk: billing, stripe } = wireBilling(database, { config, log, now });
  return {
    auth,
    config,
    ...(stripe && { stripe }),
    imports,
    deps: {
      ...{ people, members, invitations, sessions, readSession, tenants, audit, channels, secretBox, mailer },
      accounts: createAccountStore(models),
      accountsOf: createPlatformWide(models).listAccountsOf,
      webhookUrlOf: (channel, accountId) => `${publicUrl}/webhooks/${channel}/${accountId}`,
      arrivals: createArrivalReader(models),
      tryModel: createModelTrial({ allowsLoopback: config.isDevelopment }),
      drafts: createDraftStore(models),
      questions,
      rehearsal,
      previewDial: createDialPreview({ ...rehearsal, questions }),
      sendMail: mailer.send,
      sendsMail: mailer.sendsMail,
      translator: createTenantTranslator(tenantModels),
      titlesOf,
      invitationUrlOf: ({ id }) => `${publicUrl}/invitations/${id}`,
      ...faqDeps,
      ...wireInbox(database, { context, tenants, members, people, mailer, channels, reportFailure, now }),
      ...wireInsights(database, { tenants, members, invitations, now }),
      customers: wireCustomers(database, { titlesOf, reportFailure, now }),
      billing,
      now,
    },
  };
}
