import { type MessageId, messageIdSchema, type OutboxItem, tenantIdSchema } from '@answerdesk/domain';
import { expect, test } from 'vitest';
import { fateOfReplies } from './fate-of-replies.ts';

const tenantId = tenantIdSchema.parse('t1');
const id = (name: string) => messageIdSchema.parse(name);
type Facts = Partial<Pick<OutboxItem, 'state' | 'sentParts' | 'redoneIn'>> & { handledAs?: 'answered' | 'handover' };

function itemOf(itemId: string, { handledAs = 'answered', ...facts }: Facts): OutboxItem {
  const item = { id: itemId, tenantId, state: 'sent', sentParts: [], turn: { handledAs, changes: { unsureTurns: 0 } } };
  return { ...item, ...facts } as never;
}

async function fates(items: Readonly<Record<string, Facts>>, ...messages: readonly string[]) {
  const asked: number[] = [];
  const outbox = {
    async findMany(_tenantId: unknown, ids: readonly MessageId[]) {
      asked.push(ids.length);
      return ids.flatMap((one) => (items[one] ? [itemOf(one, items[one])] : []));
    },
  };
  return { asked, found: Object.fromEntries(await fateOfReplies({ outbox }, tenantId, messages.map(id))) };
}

test('an answer arrived, is on its way, or is lost; what is forgotten is none of it', async () => {
  const { found, asked } = await fates(
    {
      'sent.r': { state: 'sent', sentParts: ['1'] },
      'waits.r': { state: 'pending' },
      'leaves.r': { state: 'sending' },
      'failed.r': { state: 'failed', sentParts: ['1'] },
      'overtaken.r': { state: 'cancelled' },
      'cut.r': { state: 'cancelled', sentParts: ['1'] },
    },
    'sent',
    'waits',
    'leaves',
    'failed',
    'overtaken',
    'cut',
    'forgotten',
  );
  expect(found).toEqual({
    sent: 'arrived',
    waits: 'on-its-way',
    leaves: 'on-its-way',
    failed: 'lost',
    overtaken: 'lost',
    cut: 'arrived',
  });
  expect(asked).toEqual([7]);
});

test('where a reply was made anew that one counts, and one that is no answer is none', async () => {
  const { found } = await fates(
    {
      'again.r': { state: 'cancelled', redoneIn: 3 },
      'again.r3': { state: 'sent', sentParts: ['1'] },
      'person.r': { state: 'cancelled', redoneIn: 2 },
      'person.r2': { state: 'sent', sentParts: ['1'], handledAs: 'handover' },
      'never.r': { state: 'cancelled', redoneIn: 4 },
    },
    'again',
    'person',
    'never',
  );
  expect(found).toEqual({ again: 'arrived', person: 'lost', never: 'lost' });
});
