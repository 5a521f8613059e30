import type { LedgerEvent, LedgerStore, UsageCell } from '@answerdesk/billing';
import { newId, newTenantId, type TenantId } from '@answerdesk/domain';
import { type TestDatabase, testDatabases } from '@answerdesk/testing';
import type { Model } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectDatabase, type Database, type Models } from '../src/connect.ts';
import { createLedgerStore } from '../src/stores/ledger-store.ts';
import { createUsageSums } from '../src/stores/usage-sums.ts';

const HOUR_MS = 3_600_000;
const first = new Date('2028-02-28T22:00:00Z');
const [from, to] = [new Date('2028-02-01T00:00:00Z'), new Date('2028-03-02T00:00:00Z')];

/** The `index`th of a row of events over two days, three hours, two plans and two channels; every fifth takes one back. */
function eventOf(tenantId: TenantId, index: number): LedgerEvent {
  const hour = new Date(first.getTime() + (index % 3) * HOUR_MS);
  const isBack = index % 5 === 4;
  return {
    id: `bot-reply:${index}`,
    tenantId,
    kind: 'bot-reply',
    rule: 'faq-exact',
    quantity: isBack ? -1 : 1,
    channel: index % 2 ? 'telegram' : 'wechat',
    at: new Date(hour.getTime() + index),
    plan: index % 7 === 3 ? 'business' : 'pay-as-you-go',
    hour,
    ...(isBack && { of: `bot-reply:${index - 4}`, reason: 'never-delivered' }),
  };
}

const inOrder = (cells: readonly UsageCell[]) =>
  cells
    .filter(({ quantity }) => quantity !== 0)
    .map(({ hour, plan, kind, rule, channel, quantity }) =>
      [hour.toISOString(), plan, kind, rule, channel, quantity].join(' '),
    )
    .sort();

/** Models of which each write has to get past `gate`, which is told how manieth it is. */
function gated(models: Models, gate: (write: number) => Promise<void> | void): Models {
  let writes = 0;
  const gate1 = <Doc>(model: Model<Doc>): Model<Doc> =>
    new Proxy(model, {
      get(target, name) {
        const found: unknown = Reflect.get(target, name);
        if (typeof found !== 'function') return found;
        if (name !== 'updateOne' && name !== 'updateMany') return found.bind(target);
        return async (...asked: readonly unknown[]) => {
          writes += 1;
          await gate(writes);
          return found.apply(target, asked);
        };
      },
    });
  const { usageevents, usagebatches, usagedays, usagehours } = models;
  return {
    ...models,
    usageevents: gate1(usageevents),
    usagebatches: gate1(usagebatches),
    usagedays: gate1(usagedays),
    usagehours: gate1(usagehours),
  };
}

/** A model whose first query for many waits for `gate` before it is asked. */
function standing<Doc>(model: Model<Doc>, gate: () => Promise<void>): Model<Doc> {
  let isFirst = true;
  return new Proxy(model, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      if (typeof found !== 'function') return found;
      if (name !== 'find' || !isFirst) return found.bind(target);
      isFirst = false;
      return (...asked: readonly unknown[]) => {
        const query = found.apply(target, asked);
        const exec = query.exec.bind(query);
        query.exec = async () => {
          await gate();
          return exec();
        };
        return query;
      };
    },
  });
}

/** A claim, two days and three hours, and that it is done. */
const WRITES = 7;

describe.each(testDatabases())('sums of usage on $name', ({ open }) => {
  let desk: TestDatabase;
  /** Another process's, which has to read what this one writes. */
  let other: Database;
  let otherLedger: LedgerStore;
  beforeAll(async () => {
    desk = await open();
    const { MONGODB_URI: uri } = desk.environment;
    other = await connectDatabase({ dataDir: desk.dataDir, maxPoolSize: 5, ...(uri !== undefined && { uri }) });
    otherLedger = createLedgerStore(other.models);
  });
  afterAll(async () => {
    await other.close();
    await desk.drop();
  });

  const write = async (tenantId: TenantId, indexes: readonly number[]) => {
    const { ledger } = desk.stores;
    await Promise.all(indexes.map((index) => ledger.add(tenantId, eventOf(tenantId, index))));
  };
  const row = (start: number, end: number) => Array.from({ length: end - start }, (_, at) => start + at);
  const expectRight = async (tenantId: TenantId, when: string) => {
    const { ledger, usageSums } = desk.stores;
    const [sums, events] = [await usageSums.read(tenantId, from, to), await ledger.recount(tenantId, from, to)];
    expect(inOrder(sums), when).toEqual(inOrder(events));
    return inOrder(sums);
  };

  test('have what was written at once, each event once, before it is summed up and after', async () => {
    const { ledger, usageSums } = desk.stores;
    const tenantId = newTenantId();
    await write(tenantId, row(0, 20));
    expect(await ledger.add(tenantId, eventOf(tenantId, 3))).toBe(false);
    const before = await expectRight(tenantId, 'before');
    expect(before.length).toBeGreaterThan(6);
    await usageSums.sumUp(tenantId);
    expect(await expectRight(tenantId, 'after')).toEqual(before);
    await write(tenantId, row(15, 40));
    await expectRight(tenantId, 'partly');
    await usageSums.sumUp(tenantId);
    await expectRight(tenantId, 'after more');
    const days = await desk.database.models.usagedays.find({ tenantId }).lean();
    expect(days.flatMap(({ cells }) => Object.values(cells)).length).toBe(
      (await expectRight(tenantId, 'in the days')).length,
    );
  });

  test('are cut at the hour, whatever the day', async () => {
    const { ledger, usageSums } = desk.stores;
    const tenantId = newTenantId();
    await write(tenantId, row(0, 20));
    for (const isSummed of [false, true]) {
      if (isSummed) await usageSums.sumUp(tenantId);
      for (const [start, end] of [
        ['2028-02-28T23:00:00Z', '2028-02-29T00:00:00Z'],
        ['2028-02-29T00:00:00Z', '2028-03-01T00:00:00Z'],
        ['2028-02-01T00:00:00Z', '2028-02-28T23:00:00Z'],
      ]) {
        const [a, b] = [new Date(String(start)), new Date(String(end))];
        const sums = await usageSums.read(tenantId, a, b);
        expect(sums.length).toBeGreaterThan(0);
        expect(inOrder(sums)).toEqual(inOrder(await ledger.recount(tenantId, a, b)));
      }
    }
  });

  test.each(['this', 'another'])('are right wherever %s process dies that sums up', async (which) => {
    const { models } = which === 'this' ? desk.database : other;
    for (let dies = 1; dies <= WRITES + 1; dies += 1) {
      const tenantId = newTenantId();
      await write(tenantId, row(0, 12));
      await desk.stores.usageSums.sumUp(tenantId);
      await write(tenantId, row(12, 30));
      const mortal = createUsageSums(
        gated(models, (at) => {
          if (at >= dies) throw new Error('killed');
        }),
      );
      const death = mortal.sumUp(tenantId);
      if (dies <= WRITES) await expect(death, `write ${dies}`).rejects.toThrow('killed');
      else await death;
      await expectRight(tenantId, `killed before write ${dies}`);
      await write(tenantId, row(30, 40));
      await expectRight(tenantId, `killed before write ${dies}, and more written`);
      await desk.stores.usageSums.sumUp(tenantId);
      await expectRight(tenantId, `killed before write ${dies}, and summed up by another`);
    }
  });

  test.each(['this', 'another'])('are right however long %s process stands still while others go on', async (which) => {
    const { models } = which === 'this' ? desk.database : other;
    for (let stands = 1; stands <= WRITES; stands += 1) {
      const tenantId = newTenantId();
      await write(tenantId, row(0, 12));
      const waiting = Promise.withResolvers<void>();
      const going = Promise.withResolvers<void>();
      const slow = createUsageSums(
        gated(models, (at) => {
          if (at !== stands) return;
          waiting.resolve();
          return going.promise;
        }),
      );
      const done = slow.sumUp(tenantId);
      await waiting.promise;
      for (const more of [row(12, 20), row(20, 30)]) {
        await write(tenantId, more);
        await expectRight(tenantId, `stands before write ${stands}`);
        await desk.stores.usageSums.sumUp(tenantId);
        await expectRight(tenantId, `stands before write ${stands}, another goes on`);
      }
      going.resolve();
      await done;
      await expectRight(tenantId, `stood before write ${stands}`);
      await desk.stores.usageSums.sumUp(tenantId);
      await expectRight(tenantId, `stood before write ${stands}, summed up`);
      await write(tenantId, row(30, 40));
      await desk.stores.usageSums.sumUp(tenantId);
      await expectRight(tenantId, `stood before write ${stands}, and more summed up`);
    }
  });

  test('are read right also when a batch is summed up in the middle of the reading', async () => {
    const { models } = desk.database;
    for (const stands of ['usagedays', 'usageevents'] as const) {
      const tenantId = newTenantId();
      await write(tenantId, row(0, 20));
      const waiting = Promise.withResolvers<void>();
      const going = Promise.withResolvers<void>();
      const gate = () => {
        waiting.resolve();
        return going.promise;
      };
      const slow = createUsageSums({
        ...models,
        ...(stands === 'usagedays'
          ? { usagedays: standing(models.usagedays, gate) }
          : { usageevents: standing(models.usageevents, gate) }),
      });
      const reading = slow.read(tenantId, from, to);
      await waiting.promise;
      await desk.stores.usageSums.sumUp(tenantId);
      going.resolve();
      const events = await desk.stores.ledger.recount(tenantId, from, to);
      expect(inOrder(await reading), stands).toEqual(inOrder(events));
    }
  });

  test('never count less than was written before, nor more than after, while several sum up at once', async () => {
    const { usageSums } = desk.stores;
    const tenantId = newTenantId();
    const others = [desk.database, desk.database, other].map(({ models }) => createUsageSums(models));
    let [begun, written] = [0, 0];
    const writing = (async () => {
      for (let round = 0; round < 40; round += 1) {
        const indexes = row(round * 10, round * 10 + 10);
        begun += 10;
        await Promise.all(
          indexes.map((index) =>
            desk.stores.ledger.add(tenantId, { ...eventOf(tenantId, index * 5), id: `x:${index}` }),
          ),
        );
        written += 10;
      }
    })();
    let isOver = false;
    const summing = others.map(async (sums) => {
      while (!isOver) {
        await sums.sumUp(tenantId, 'own');
        await sums.sumUp(tenantId);
      }
    });
    const seen: number[] = [];
    const reading = (async () => {
      while (!isOver) {
        const before = written;
        const count = (await usageSums.read(tenantId, from, to)).reduce((sum, { quantity }) => sum + quantity, 0);
        expect(count).toBeGreaterThanOrEqual(before);
        expect(count).toBeLessThanOrEqual(begun);
        seen.push(count);
      }
    })();
    await writing;
    isOver = true;
    await Promise.all([...summing, reading]);
    expect(seen.length).toBeGreaterThan(0);
    await expectRight(tenantId, 'in the end');
  });

  test('of tenants are apart, also where events have the same id', async () => {
    const { ledger, usageSums } = desk.stores;
    const [one, two] = [newTenantId(), newTenantId()];
    for (const tenantId of [one, two]) expect(await ledger.add(tenantId, eventOf(tenantId, 0))).toBe(true);
    await usageSums.sumUp(one);
    for (const tenantId of [one, two]) {
      expect(await usageSums.read(tenantId, from, to)).toMatchObject([{ quantity: 1 }]);
    }
  });

  test('a process that sums up its own leaves what others wrote to them, and goes on from where they took its own', async () => {
    const { usageSums } = desk.stores;
    const tenantId = newTenantId();
    const daysOf = async () => {
      const days = await desk.database.models.usagedays.find({ tenantId }).lean();
      return days.flatMap(({ cells }) => Object.values(cells)).reduce((sum, quantity) => sum + quantity, 0);
    };
    const counted = (id: string) => ({ ...eventOf(tenantId, 0), id });
    await otherLedger.add(tenantId, counted('theirs'));
    await desk.stores.ledger.add(tenantId, counted('ours'));
    await usageSums.sumUp(tenantId, 'own');
    expect(await daysOf()).toBe(1);
    await desk.stores.ledger.add(tenantId, counted('ours again'));
    await createUsageSums(other.models).sumUp(tenantId);
    expect(await daysOf()).toBe(3);
    await desk.stores.ledger.add(tenantId, counted('ours at last'));
    await usageSums.sumUp(tenantId, 'own');
    expect(await daysOf()).toBe(4);
    await expectRight(tenantId, 'in the end');
  });

  test('what is written twice in one command is counted once, and holds up nothing behind it', async () => {
    const { ledger } = desk.stores;
    const tenantId = newTenantId();
    const indexes = [0, 1, 0, 2, 1, 3, 3, 0, 5];
    const outcomes = await Promise.all(indexes.map((index) => ledger.add(tenantId, eventOf(tenantId, index))));
    expect(outcomes).toEqual([true, true, false, true, false, true, false, false, true]);
    await expectRight(tenantId, 'before');
    await desk.stores.usageSums.sumUp(tenantId);
    await expectRight(tenantId, 'after');
  });

  test('what a process left is looked for again and again, until nothing can come from it any more', async () => {
    const { usageSums, platformWide } = desk.stores;
    const { usagebatches } = desk.database.models;
    const [alive, gone] = [newTenantId(), newTenantId()];
    const isListed = async (tenantId: TenantId, inMs: number) =>
      (await platformWide.listUnsummed(new Date(Date.now() + inMs), 1_000)).includes(tenantId);
    await write(alive, row(0, 5));
    expect(await isListed(alive, 0)).toBe(false);
    expect(await isListed(alive, 5 * 60_000)).toBe(true);
    await usagebatches.updateOne({ tenantId: alive, _id: alive }, { $set: { lookAt: new Date(0) } });
    expect(await isListed(alive, 0)).toBe(true);
    await usageSums.sumUp(alive);
    expect(await isListed(alive, 0)).toBe(false);
    expect(await isListed(alive, 5 * 60_000)).toBe(true);
    const old = newId(Date.now()).slice(0, 16);
    const name = `${(Date.now() - 4 * HOUR_MS).toString(36).padStart(9, '0')}${old.slice(9)}`;
    const batch = { number: 3, isDone: true, writers: { [name]: 7 }, notes: 1, lookAt: new Date(0) };
    await usagebatches.create({ _id: gone, tenantId: gone, ...batch });
    await usageSums.sumUp(gone);
    expect(await isListed(gone, 24 * HOUR_MS)).toBe(false);
    await write(gone, row(0, 5));
    await usageSums.sumUp(gone);
    await expectRight(gone, 'a writer came after the others were forgotten');
    expect(await isListed(gone, 5 * 60_000)).toBe(true);
  });

  test('a process that stood still for hours, or whose clock is behind, writes nothing that no sum finds', async () => {
    const tenantId = newTenantId();
    const { usagebatches } = desk.database.models;
    const later = createUsageSums(other.models, () => new Date(Date.now() + 4 * HOUR_MS));
    await write(tenantId, row(0, 12));
    await later.sumUp(tenantId);
    const [batch] = await usagebatches.find({ tenantId }).lean();
    expect(Object.keys(batch?.writers ?? {})).toEqual([]);
    await write(tenantId, row(12, 30));
    await expectRight(tenantId, 'the writer was forgotten');
    await later.sumUp(tenantId);
    await expectRight(tenantId, 'the writer was forgotten, and summed up');
    await write(tenantId, row(30, 40));
    await desk.stores.usageSums.sumUp(tenantId);
    await expectRight(tenantId, 'and more written');
  });

  test('a writer is not forgotten between the look for its last events and their writing', async () => {
    const { models } = other;
    for (const stands of [1, 2]) {
      const tenantId = newTenantId();
      await write(tenantId, row(0, 12));
      await desk.stores.usageSums.sumUp(tenantId);
      const [waiting, going] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
      const slow = createUsageSums(
        gated(models, (at) => {
          if (at !== stands) return;
          waiting.resolve();
          return going.promise;
        }),
        () => new Date(Date.now() + 4 * HOUR_MS),
      );
      const done = slow.sumUp(tenantId);
      await waiting.promise;
      await write(tenantId, row(12, 30));
      going.resolve();
      await done;
      await expectRight(tenantId, `written before write ${stands} of who forgets`);
    }
  });
});
