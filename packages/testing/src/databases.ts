import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  connectDatabase,
  createAccessTokenStore,
  createAccountStore,
  createAuditStore,
  createBillingAccountStore,
  createBillingAlertStore,
  createConfirmedQuestionStore,
  createContactStore,
  createConversationStore,
  createCountingJob,
  createCountStore,
  createCurveStore,
  createCustomerClaims,
  createDraftStore,
  createDueDecisionStore,
  createEnquiryStore,
  createEventStore,
  createFaqHistoryReader,
  createFaqImportStore,
  createFaqRevisionStore,
  createFaqStore,
  createFaqWorkshopStore,
  createGapDesk,
  createGapStore,
  createHumanReplies,
  createKeptTranslationStore,
  createLearningQueue,
  createLeases,
  createLedgerStore,
  createLinkedChatStore,
  createMessageFacts,
  createMessageStore,
  createMeterReportStore,
  createModelSpendStore,
  createOutboxStore,
  createPenStore,
  createPinnedExampleStore,
  createPlatformWide,
  createPullStore,
  createQuestionReader,
  createRatingStore,
  createReconciliationStore,
  createResolutionCountStore,
  createResolutionJob,
  createStripeEvents,
  createSuggestionStore,
  createTenantStore,
  createTopicAlertStore,
  createTopicCountStore,
  createTopicJob,
  createTopicQuestionReader,
  createTranscriptReader,
  createTurnFacts,
  createUsageHours,
  createUsageSums,
  type Database,
} from '@answerdesk/database';
import { spareDatabasesDir, testMongodbUri } from './config.ts';
import { leaveSpare, takeSpare } from './spare-databases.ts';

export interface TestDatabase {
  readonly database: Database;
  readonly stores: ReturnType<typeof storesOf>;
  /** What `connectDatabase` needs to open the same database from another process. */
  readonly environment: Readonly<Record<string, string>>;
  readonly dataDir: string;
  /** Closes the database, so that another process may own it; `reopen` opens it again or joins whoever has it. */
  close(): Promise<void>;
  reopen(): Promise<TestDatabase>;
  /** Closes the database and leaves nothing of it; on MongoDB it may be handed on, emptied, to another test of the run. */
  drop(): Promise<void>;
}

export interface TestDatabaseKind {
  readonly name: 'embedded' | 'MongoDB';
  open(): Promise<TestDatabase>;
}

/**
 * Makes the embedded database that serves a directory refuse every query that no index serves, until it stops. A real
 * MongoDB is left as it is: there the parameter would hit everybody else on the server.
 */
export async function refuseScansIn(dataDir: string): Promise<void> {
  const database = await connectDatabase({ dataDir });
  await refuseScans(database);
  await database.close();
}

async function refuseScans(database: Database): Promise<void> {
  await database.models.tenants.db.getClient().db('admin').command({ setParameter: 1, notablescan: true });
}

/**
 * The databases that this machine can test on: the embedded one, and a real MongoDB where TEST_MONGODB_URI names one.
 * Says in one line when it does not. For `describe.each`.
 */
export function testDatabases(): readonly TestDatabaseKind[] {
  const embedded: TestDatabaseKind = { name: 'embedded', open: openEmbedded };
  const uri = testMongodbUri;
  if (uri !== undefined) return [embedded, { name: 'MongoDB', open: () => openMongodb(uri) }];
  process.stderr.write('skipped: tests on a real MongoDB (TEST_MONGODB_URI is not set)\n');
  return [embedded];
}

async function openEmbedded(): Promise<TestDatabase> {
  return openEmbeddedIn(await mkdtemp(join(tmpdir(), 'answerdesk-test-')));
}

async function openEmbeddedIn(dataDir: string): Promise<TestDatabase> {
  const database = await connectDatabase({ dataDir });
  await refuseScans(database);
  return {
    database,
    stores: storesOf(database),
    dataDir,
    environment: { DATA_DIR: dataDir },
    close: database.close,
    reopen: () => openEmbeddedIn(dataDir),
    async drop() {
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Drops what the tests of a run handed on to each other, and the folder that says so; call it when they have all ended. */
export async function dropSpareDatabases(folder: string): Promise<void> {
  if (testMongodbUri === undefined) return;
  for (let name = await takeSpare(folder); name !== undefined; name = await takeSpare(folder)) {
    const database = await connectDatabase({ uri: uriOf(testMongodbUri, name), dataDir: folder });
    await database.models.tenants.db.dropDatabase();
    await database.close();
  }
  await rm(folder, { recursive: true });
}

function uriOf(base: string, name: string): string {
  const uri = new URL(base);
  uri.pathname = `/${name}`;
  return uri.href;
}

async function openMongodb(base: string): Promise<TestDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), 'answerdesk-test-'));
  const spare = spareDatabasesDir === undefined ? undefined : await takeSpare(spareDatabasesDir);
  if (spare === undefined) return openMongodbAt(uriOf(base, `test-${randomBytes(6).toString('hex')}`), dataDir);
  const opened = await openMongodbAt(uriOf(base, spare), dataDir);
  const { authDb } = opened.database;
  // By whoever comes, not by whoever goes: what a killed process still sent has arrived by then.
  const collections = await authDb.listCollections({}, { nameOnly: true }).toArray();
  await Promise.all(collections.map(({ name }) => authDb.collection(name).deleteMany({})));
  return opened;
}

async function openMongodbAt(uri: string, dataDir: string): Promise<TestDatabase> {
  const database = await oneAtATime(() => connectDatabase({ uri, dataDir, maxPoolSize: 10 }));
  return {
    database,
    stores: storesOf(database),
    dataDir,
    environment: { DATA_DIR: dataDir, MONGODB_URI: uri },
    close: database.close,
    reopen: () => openMongodbAt(uri, dataDir),
    async drop() {
      if (spareDatabasesDir === undefined) await oneAtATime(() => database.models.tenants.db.dropDatabase());
      await database.close();
      if (spareDatabasesDir !== undefined) await leaveSpare(spareDatabasesDir, database.authDb.databaseName);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Keeps secrets as they are, for tests that look at what is stored beside them. */
const openSecrets = {
  seal: (secrets: Readonly<Record<string, string>>, owner: string) => JSON.stringify({ owner, secrets }),
  open(sealed: string, owner: string): Record<string, string> {
    const kept: { owner: string; secrets: Record<string, string> } = JSON.parse(sealed);
    if (kept.owner !== owner) throw new Error('sealed for another owner');
    return kept.secrets;
  },
};

function storesOf({ models }: Database) {
  return {
    tenants: createTenantStore(models),
    accounts: createAccountStore(models),
    audit: createAuditStore(models),
    faqs: createFaqStore(models),
    workshop: createFaqWorkshopStore(models),
    faqImports: createFaqImportStore(models),
    faqRevisions: createFaqRevisionStore(models),
    billingAccounts: createBillingAccountStore(models),
    ledger: createLedgerStore(models),
    usageSums: createUsageSums(models),
    usageHours: createUsageHours(models),
    contacts: createContactStore(models),
    conversations: createConversationStore(models),
    messages: createMessageStore(models),
    modelSpend: createModelSpendStore(models),
    keptTranslations: createKeptTranslationStore(models),
    outbox: createOutboxStore(models),
    linkedChats: createLinkedChatStore(models),
    drafts: createDraftStore(models),
    events: createEventStore(models),
    pens: createPenStore(models),
    questions: createQuestionReader(models),
    ratings: createRatingStore(models),
    platformWide: createPlatformWide(models),
    counts: createCountStore(models),
    countingJob: createCountingJob(models),
    gapJob: createCountingJob(models, 'collect-gaps'),
    gaps: createGapStore(models),
    humanReplies: createHumanReplies(models),
    gapDesk: createGapDesk(models),
    suggestions: createSuggestionStore(models),
    learningQueue: createLearningQueue(models),
    turnFacts: createTurnFacts(models),
    pinned: createPinnedExampleStore(models),
    dueDecisions: createDueDecisionStore(models),
    confirmed: createConfirmedQuestionStore(models),
    messageFacts: createMessageFacts(models),
    transcripts: createTranscriptReader(models),
    enquiries: createEnquiryStore(models),
    resolutions: createResolutionCountStore(models),
    resolutionJob: createResolutionJob(models),
    pulls: createPullStore(models),
    leases: createLeases(models),
    meterReports: createMeterReportStore(models),
    customerClaims: createCustomerClaims(models),
    reconciliations: createReconciliationStore(models),
    stripeEvents: createStripeEvents(models),
    accessTokens: createAccessTokenStore(models, openSecrets),
    billingAlerts: createBillingAlertStore(models),
    curve: createCurveStore(models),
    faqHistory: createFaqHistoryReader(models),
    topicCounts: createTopicCountStore(models),
    topicAlerts: createTopicAlertStore(models),
    topicQuestions: createTopicQuestionReader(models),
    topicJob: createTopicJob(models),
  };
}

const LOCK = join(tmpdir(), 'answerdesk-test-mongodb.lock');
const STALE_AFTER_MS = 60_000;

/** The server that tests run on may die of collections and indexes made at the same time, also by two test processes. */
async function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      await mkdir(LOCK);
      break;
    } catch {
      const age = await stat(LOCK).then(
        ({ mtimeMs }) => Date.now() - mtimeMs,
        () => 0,
      );
      if (age > STALE_AFTER_MS) await rm(LOCK, { recursive: true, force: true });
      else await sleep(50);
    }
  }
  const holding = setInterval(
    () => void utimes(LOCK, new Date(), new Date()).catch(() => undefined),
    STALE_AFTER_MS / 6,
  );
  try {
    return await work();
  } finally {
    clearInterval(holding);
    await rm(LOCK, { recursive: true, force: true });
  }
}
