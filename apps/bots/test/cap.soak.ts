import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { checkSums, monthOf } from '@answerdesk/billing';
import { newTenantId } from '@answerdesk/domain';
import { testDatabases } from '@answerdesk/testing';
import { describe, expect, test } from 'vitest';

const PROCESSES = 4;
const AT_ONCE = 50;
const FITTING = 5_000;
const script = new URL('./cap-process.ts', import.meta.url).pathname;
const run = promisify(execFile);

describe.each(testDatabases())('a cap that four processes share on $name', ({ open }) => {
  test('is not passed by more than the replies in flight', async () => {
    const desk = await open();
    const tenantId = newTenantId();
    const account = { plan: 'pay-as-you-go', currency: 'CNY', monthlyCap: FITTING * 150_000 } as const;
    await desk.stores.billingAccounts.change(tenantId, account, { at: new Date() });
    const { MONGODB_URI: uri } = desk.environment;
    const args = [script, tenantId, String(AT_ONCE), desk.dataDir, ...(uri === undefined ? [] : [uri])];
    const began = performance.now();
    const answered = await Promise.all(
      Array.from({ length: PROCESSES }, async () => Number((await run(process.execPath, args)).stdout)),
    );
    const seconds = (performance.now() - began) / 1_000;
    const { start, end } = monthOf(new Date());
    const { ledger, usageSums } = desk.stores;
    expect(await checkSums({ ledger, sums: usageSums }, tenantId, start, end)).toEqual([]);
    const used = (await usageSums.read(tenantId, start, end)).reduce((sum, { quantity }) => sum + quantity, 0);
    process.stdout.write(
      `a cap of ${FITTING} answers, ${PROCESSES} processes with ${AT_ONCE} in flight each: ${used} answered ` +
        `(${answered.join(' + ')}) in ${seconds.toFixed(1)} s\n`,
    );
    expect(answered.reduce((sum, count) => sum + count, 0)).toBe(used);
    expect(used).toBeGreaterThanOrEqual(FITTING);
    expect(used).toBeLessThanOrEqual(FITTING + PROCESSES * AT_ONCE - 1);
    await desk.drop();
  });
});
