import { faqIdSchema, newTenantId } from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const DAY_SECONDS = 24 * 60 * 60;
const faqId = faqIdSchema.parse('f1');

describe.each(testDatabases())('translated answers on $name', ({ open }) => {
  let desk: TestDatabase;
  beforeAll(async () => {
    desk = await open();
  });
  afterAll(() => desk.drop());

  test('are kept for each tenant, FAQ and language, for as long as what they were made of stands', async () => {
    const { keptTranslations: kept } = desk.stores;
    const [tenantId, other] = [newTenantId(), newTenantId()];
    // By the databases' own clocks, which let what is old expire.
    const at = new Date();
    const key = { faqId, to: 'es', mark: 'first' };
    expect(await kept.find(tenantId, key)).toBeUndefined();
    await Promise.all(Array.from({ length: 5 }, () => kept.keep(tenantId, key, 'Hola', at)));
    expect(await kept.find(tenantId, key)).toBe('Hola');
    expect(await kept.find(other, key)).toBeUndefined();
    expect(await kept.find(tenantId, { ...key, to: 'fr' })).toBeUndefined();
    await kept.keep(tenantId, { ...key, mark: 'second' }, 'Buenas', at);
    expect(await kept.find(tenantId, key)).toBeUndefined();
    expect(await kept.find(tenantId, { ...key, mark: 'second' })).toBe('Buenas');
    expect(await desk.database.models.answertranslations.countDocuments({ tenantId })).toBe(1);
  });

  test('are given up 90 days after they were made, whatever became of their FAQ', async () => {
    const { keptTranslations: kept } = desk.stores;
    const tenantId = newTenantId();
    const { collection } = desk.database.models.answertranslations;
    const [expiry, ...others] = (await collection.indexes()).filter((index) => 'expireAfterSeconds' in index);
    expect(others).toEqual([]);
    expect(expiry).toMatchObject({ key: { madeAt: 1 }, expireAfterSeconds: 90 * DAY_SECONDS });
    await kept.keep(tenantId, { faqId, to: 'es', mark: 'first' }, 'Hola', new Date());
    expect((await collection.findOne({ tenantId }))?.['madeAt']).toBeInstanceOf(Date);
  });
});
