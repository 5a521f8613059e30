import type { Database } from '@answerdesk/database';
import { botReplyUsageId, messageIdSchema, newId, type TenantId } from '@answerdesk/domain';
import { wireUsage } from '../src/usage/wire.ts';

/**
 * Answers as a process of the bots does, so many at once, until nothing more may be spent: looks at what is left, takes a
 * moment for the answer, writes it down. Resolves to how many it answered.
 */
export async function answerUntilCapped(database: Database, tenantId: TenantId, atOnce: number): Promise<number> {
  const usage = wireUsage(database, {
    config: { hasStripe: true },
    noteUsed: () => {},
    noteRefunded: () => {},
    onFailure: (what, error) => process.stderr.write(`${what} failed: ${String(error)}\n`),
    now: () => new Date(),
  });
  let answered = 0;
  async function answerOn(): Promise<void> {
    while ((await usage.allowance(tenantId)) !== 'person-only') {
      const causeId = messageIdSchema.parse(newId());
      const event = { kind: 'bot-reply', rule: 'faq-exact', quantity: 1, causeId } as const;
      await usage.meter.record({ ...event, id: botReplyUsageId(causeId), tenantId, at: new Date() });
      answered += 1;
    }
  }
  await Promise.all(Array.from({ length: atOnce }, answerOn));
  await usage.stop();
  return answered;
}
