import { learn } from '@answerdesk/answers';
import { newId, newTenantId } from '@answerdesk/domain';
import { createChance, type TestDatabase, testDatabases } from '@answerdesk/testing';
import { expect, test } from 'vitest';
import { createDesk } from './takeover-races/desk.ts';
import { type CalledDesk, createDeskCalls } from './takeover-races/desk-calls.ts';

const SCRIPTS = 15;
const CALLS = 120;

test.each(testDatabases())('the simulated stores tell the same as those on $name, call by call', async (kind) => {
  const database = await kind.open();
  try {
    const real = deskOf(database);
    const model = await learn([], { version: 1 });
    for (let seed = 1; seed <= SCRIPTS; seed += 1) {
      const simulated = createDesk(model, { onConversation: () => {}, onStored: () => {} });
      const name = newId();
      const tenantId = newTenantId();
      const [ours, theirs] = [createDeskCalls(createChance(seed), name), createDeskCalls(createChance(seed), name)];
      const made: string[] = [];
      for (let call = 0; call < CALLS; call += 1) {
        const [first, second] = [ours(), theirs()];
        made.push(first.name);
        const told = await first.make(simulated, tenantId);
        expect(told, `seed ${seed}: ${made.slice(-12).join(', ')}`).toEqual(await second.make(real, tenantId));
      }
    }
  } finally {
    await database.drop();
  }
});

function deskOf({ stores }: TestDatabase): CalledDesk {
  const { platformWide } = stores;
  return {
    ...stores,
    conversations: {
      ...stores.conversations,
      ...stores.pens,
      listUnfinishedChanges: platformWide.listUnfinishedChanges,
    },
    messages: { ...stores.messages, listLeft: platformWide.listUnhandled },
    outbox: { ...stores.outbox, listDue: platformWide.listDue },
  };
}
