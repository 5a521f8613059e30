import {
  createAllowance,
  type RecordDeps,
  recordUsage,
  refundUsage,
  type SettleDeps,
  settleHour,
} from '@answerdesk/billing';
import { fateOfReplies } from '@answerdesk/conversations';
import {
  createBillingAccountStore,
  createLedgerStore,
  createOutboxStore,
  createPlatformWide,
  createUsageHours,
  createUsageSums,
  type Database,
} from '@answerdesk/database';
import type { Allowance, RefundReason, TenantId, UsageKind, UsageMeter } from '@answerdesk/domain';
import { createSeatReader } from '@answerdesk/tenants';
import type { ClockJob } from '../clock.ts';
import type { BotsConfig } from '../config.ts';
import { createSeatCounter } from './count-seats.ts';
import { createSumming } from './summing.ts';

const TENANTS_AT_ONCE = 50;
const HOURS_AT_ONCE = 200;

export interface UsageContext {
  readonly config: Pick<BotsConfig, 'hasStripe'>;
  /** Told of what is new in the ledger. */
  readonly noteUsed: (kind: UsageKind, quantity: number) => void;
  readonly noteRefunded: (reason: RefundReason) => void;
  readonly onFailure: (what: string, error: unknown) => void;
  readonly now: () => Date;
}

export interface Usage {
  readonly meter: UsageMeter;
  readonly allowance: (tenantId: TenantId) => Promise<Allowance>;
  readonly jobs: readonly ClockJob[];
  stop(): Promise<void>;
}

/** Fits the ledger, its sums and what is left under caps together over one database. */
export function wireUsage(database: Database, context: UsageContext): Usage {
  const { models } = database;
  const { onFailure, now } = context;
  const ledger = createLedgerStore(models);
  const sums = createUsageSums(models);
  const hours = createUsageHours(models);
  const outbox = createOutboxStore(models);
  const platformWide = createPlatformWide(models);
  const allowances = createAllowance({
    accounts: createBillingAccountStore(models),
    sums,
    hasStripe: context.config.hasStripe ?? false,
    now,
  });
  const summing = createSumming({
    sumUp: (tenantId) => sums.sumUp(tenantId, 'own'),
    onFailure: (error) => onFailure('summing up usage', error),
  });
  const recording: RecordDeps = { ledger, planOf: allowances.planOf, wakeSumming: summing.wake };
  const settling: SettleDeps = {
    ledger,
    hours,
    fatesOf: (tenantId, messageIds) => fateOfReplies({ outbox }, tenantId, messageIds),
    wakeSumming: summing.wake,
    now,
  };
  const meter: UsageMeter = {
    async record(event) {
      if (await recordUsage(recording, event)) context.noteUsed(event.kind, event.quantity);
    },
    async refund(refund) {
      const outcome = await refundUsage({ ledger, wakeSumming: summing.wake }, refund);
      if (outcome === 'refunded') context.noteRefunded(refund.reason);
    },
  };
  const countSeats = createSeatCounter({
    listSeats: createSeatReader(database.authDb).listSeats,
    record: meter.record,
    now,
  });
  return {
    meter,
    allowance: async (tenantId) => (await allowances.of(tenantId)).allowance,
    jobs: [
      {
        name: 'summing up usage',
        async run() {
          for (const tenantId of await platformWide.listUnsummed(now(), TENANTS_AT_ONCE)) await sums.sumUp(tenantId);
        },
      },
      {
        name: 'settling hours of usage',
        async run() {
          for (const hour of await platformWide.listHoursDue(now(), HOURS_AT_ONCE)) await settleHour(settling, hour);
        },
      },
      { name: 'counting agents', run: countSeats },
    ],
    stop: summing.stop,
  };
}
