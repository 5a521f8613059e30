import { checkSums, monthOf } from '@answerdesk/billing';
import { connectDatabase, type Database } from '@answerdesk/database';
import { newTenantId, type TenantId } from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { answerUntilCapped } from './answer-until-capped.ts';

const PROCESSES = 4;
const AT_ONCE = 6;
const FITTING = 120;

describe.each(testDatabases())('a cap that several processes share on $name', ({ open }) => {
  let desk: TestDatabase;
  const others: Database[] = [];
  beforeAll(async () => {
    desk = await open();
    const { MONGODB_URI: uri } = desk.environment;
    for (let process = 0; process < PROCESSES; process += 1) {
      others.push(await connectDatabase({ dataDir: desk.dataDir, maxPoolSize: 5, ...(uri !== undefined && { uri }) }));
    }
  });
  afterAll(async () => {
    for (const database of others) await database.close();
    await desk.drop();
  });

  const openTenant = async (): Promise<TenantId> => {
    const tenantId = newTenantId();
    const account = { plan: 'pay-as-you-go', currency: 'CNY', monthlyCap: FITTING * 150_000 } as const;
    await desk.stores.billingAccounts.change(tenantId, account, { at: new Date() });
    return tenantId;
  };
  const usedOf = async (tenantId: TenantId) => {
    const { start, end } = monthOf(new Date());
    expect(await checkSums({ ledger: desk.stores.ledger, sums: desk.stores.usageSums }, tenantId, start, end)).toEqual(
      [],
    );
    const cells = await desk.stores.usageSums.read(tenantId, start, end);
    return cells.reduce((sum, { quantity }) => sum + quantity, 0);
  };

  test('is met exactly by one that answers one after another', async () => {
    const tenantId = await openTenant();
    const [database] = others;
    if (!database) throw new Error('no process');
    expect(await answerUntilCapped(database, tenantId, 1)).toBe(FITTING);
    expect(await usedOf(tenantId)).toBe(FITTING);
  });

  test('is not passed by more than the replies in flight when all answer at once', async () => {
    const tenantId = await openTenant();
    const answered = await Promise.all(others.map((database) => answerUntilCapped(database, tenantId, AT_ONCE)));
    const used = await usedOf(tenantId);
    expect(answered.reduce((sum, count) => sum + count, 0)).toBe(used);
    expect(used).toBeGreaterThanOrEqual(FITTING);
    // The one that fills the cap is one of those in flight.
    expect(used).toBeLessThanOrEqual(FITTING + PROCESSES * AT_ONCE - 1);
  });
});
