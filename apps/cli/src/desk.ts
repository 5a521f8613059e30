import {
  connectDatabase,
  createAccountStore,
  createFaqStore,
  createGlossaryStore,
  createModelSpendStore,
  createPlatformWide,
  createTenantStore,
  type Database,
} from '@answerdesk/database';
import { DomainError, type Tenant, tenantIdSchema } from '@answerdesk/domain';
import { loadSecretKeys, type SecretKeys } from '@answerdesk/tenants';
import type { CliConfig } from './config.ts';

/** What a command works on: the database (the running server's, where one runs) and the stores it needs. */
export interface Desk {
  readonly database: Database;
  readonly tenants: ReturnType<typeof createTenantStore>;
  readonly faqs: ReturnType<typeof createFaqStore>;
  readonly accounts: ReturnType<typeof createAccountStore>;
  readonly glossaries: ReturnType<typeof createGlossaryStore>;
  readonly modelSpend: ReturnType<typeof createModelSpendStore>;
  readonly platformWide: ReturnType<typeof createPlatformWide>;
  readonly secretKey: string;
  readonly oldSecretKey?: string;
}

/** Opens the desk. Whoever opens it closes `database`. */
export async function openDesk(config: CliConfig, onFailure?: (error: Error) => void): Promise<Desk> {
  const database = await connectDatabase({
    dataDir: config.dataDir,
    ...(config.mongodbUri !== undefined && { uri: config.mongodbUri }),
    ...(onFailure && { onFailure }),
  });
  try {
    return {
      database,
      tenants: createTenantStore(database.models),
      faqs: createFaqStore(database.models),
      accounts: createAccountStore(database.models),
      glossaries: createGlossaryStore(database.models),
      modelSpend: createModelSpendStore(database.models),
      platformWide: createPlatformWide(database.models),
      ...(await secretKeysOf(config)),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** The keys of the environment, else those kept in the data directory. */
async function secretKeysOf({ secretKey, oldSecretKey, dataDir }: CliConfig): Promise<SecretKeys> {
  if (secretKey === undefined) return loadSecretKeys(dataDir);
  return { secretKey, ...(oldSecretKey !== undefined && { oldSecretKey }) };
}

/** Opens the desk for one piece of work and closes it again. */
export async function withDesk<T>(config: CliConfig, work: (desk: Desk) => Promise<T>): Promise<T> {
  const desk = await openDesk(config);
  try {
    return await work(desk);
  } finally {
    await desk.database.close();
  }
}

/** The tenant a command names. Throws DomainError `not-found`. */
export async function findTenant(desk: Desk, named: string): Promise<Tenant> {
  const id = tenantIdSchema.safeParse(named);
  const tenant = id.success ? await desk.tenants.find(id.data) : undefined;
  if (!tenant) throw new DomainError('not-found', `There is no tenant ${named}.`);
  return tenant;
}
