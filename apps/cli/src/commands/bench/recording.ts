import { wireUsage } from '@answerdesk/bots';
import { createBillingAccountStore } from '@answerdesk/database';
import { botReplyUsageId, messageIdSchema, newId, newTenantId } from '@answerdesk/domain';
import type { CliConfig } from '../../config.ts';
import { withDesk } from '../../desk.ts';

const WARM_UP_MS = 1_500;

/** What a reply takes of a processor, in microseconds. */
export interface RecordingCost {
  /** Of all of it, from the question to the answer. */
  readonly replyMicros: number;
  /** Of writing down that it was used, and of summing it up. */
  readonly recordingMicros: number;
  readonly share: number;
}

/** How much processor time a process has taken, and how many replies it gave for it. */
export interface ReplyCpu {
  readonly seconds: number;
  readonly replies: number;
}

/**
 * Measures what recording usage costs beside all that a reply costs. The database is the process's own thread where it is
 * embedded, and then counted in both; a server of its own is counted in neither. Nothing else may have the database open.
 */
export function measureRecording(
  config: CliConfig,
  product: ReplyCpu,
  { seconds, inFlight }: { readonly seconds: number; readonly inFlight: number },
): Promise<RecordingCost> {
  return withDesk(config, async ({ database }) => {
    const tenantId = newTenantId();
    await createBillingAccountStore(database.models).change(tenantId, { plan: 'pay-as-you-go' }, { at: new Date() });
    const usage = wireUsage(database, {
      config: { hasStripe: true },
      noteUsed: () => {},
      noteRefunded: () => {},
      onFailure: (what, error) => process.stderr.write(`${what} failed: ${String(error)}\n`),
      now: () => new Date(),
    });
    let recorded = 0;
    async function recordUntil(endsMs: number): Promise<void> {
      while (performance.now() < endsMs) {
        await usage.allowance(tenantId);
        const causeId = messageIdSchema.parse(newId());
        const event = { kind: 'bot-reply', rule: 'faq-exact', quantity: 1, causeId } as const;
        await usage.meter.record({ ...event, id: botReplyUsageId(causeId), tenantId, at: new Date() });
        recorded += 1;
      }
    }
    const recordFor = (ms: number) => {
      const endsMs = performance.now() + ms;
      return Promise.all(Array.from({ length: inFlight }, () => recordUntil(endsMs)));
    };
    await recordFor(WARM_UP_MS);
    recorded = 0;
    const before = process.cpuUsage();
    await recordFor(seconds * 1_000);
    const { user, system } = process.cpuUsage(before);
    await usage.stop();
    const recordingMicros = (user + system) / recorded;
    const replyMicros = (product.seconds * 1e6) / product.replies;
    return { replyMicros, recordingMicros, share: recordingMicros / replyMicros };
  });
}
