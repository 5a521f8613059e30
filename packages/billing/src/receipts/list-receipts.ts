import {
  type ChannelName,
  type ConversationId,
  type MessageId,
  modelTokensUsageId,
  type RefundReason,
  type TenantId,
} from '@answerdesk/domain';
import type { LedgerEvent, LedgerStore } from '../ledger/ports.ts';
import type { PricedLine } from '../ledger/price-month.ts';
import { refundIdOf } from '../ledger/refund-usage.ts';
import type { ChargedRule, Micros, PlanName } from '../plans.ts';

/** A bot reply that was counted, and what it costs. */
export interface Receipt {
  readonly id: string;
  readonly kind: 'bot-reply';
  readonly rule: ChargedRule;
  readonly plan: PlanName;
  readonly channel?: ChannelName;
  readonly conversationId?: ConversationId;
  /** The customer's message that it answers. */
  readonly messageId?: MessageId;
  readonly at: Date;
  readonly unitMicros: Micros;
  /** `included`: the fee, or nobody, pays for all of this month's; `partly-included`: for the first of them. */
  readonly pays: 'unit' | 'included' | 'partly-included' | 'free';
  /** What phrasing it took of the tenant's own model. */
  readonly modelTokens?: number;
  readonly refund?: { readonly reason?: RefundReason; readonly at: Date };
}

export interface ReceiptFilter {
  readonly from: Date;
  readonly to: Date;
  readonly channel?: ChannelName;
  readonly rule?: ChargedRule;
}

/** Pages that one call looks through at most; a rare rule must not make it read a whole month. */
const MOST_PAGES = 20;

/**
 * What was counted from `from` to `to` (hours in UTC, not after the month that `lines` prices), newest hour first. A page may
 * hold fewer than `limit`, even none, and go on at `nextBefore`. Throws DomainError `invalid` for a `before` that is none.
 */
export async function listReceipts(
  { ledger }: { readonly ledger: Pick<LedgerStore, 'list' | 'find'> },
  tenantId: TenantId,
  filter: ReceiptFilter,
  { lines, limit, before }: { readonly lines: readonly PricedLine[]; readonly limit: number; readonly before?: string },
): Promise<{ readonly receipts: readonly Receipt[]; readonly nextBefore?: string }> {
  const found: Charge[] = [];
  let place = before;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const { events, nextBefore } = await ledger.list(tenantId, {
      from: filter.from,
      to: filter.to,
      kinds: ['bot-reply'],
      limit: limit - found.length,
      ...(place !== undefined && { before: place }),
    });
    found.push(...events.filter(isCharge).filter((event) => fits(event, filter)));
    place = nextBefore;
    if (place === undefined || found.length >= limit) break;
  }
  const refunds = await Promise.all(found.map(({ id }) => ledger.find(tenantId, refundIdOf(id))));
  const tokens = await Promise.all(found.map((event) => tokensOf(ledger, tenantId, event)));
  const receipts = found.map((event, at) => receiptOf(event, refunds[at], lines, tokens[at]));
  return { receipts, ...(place !== undefined && { nextBefore: place }) };
}

type Charge = LedgerEvent & { readonly kind: 'bot-reply'; readonly rule: ChargedRule };

function isCharge(event: LedgerEvent): event is Charge {
  return event.of === undefined && event.kind === 'bot-reply' && event.rule !== 'used';
}

function fits({ channel, rule }: LedgerEvent, filter: ReceiptFilter): boolean {
  if (filter.channel !== undefined && channel !== filter.channel) return false;
  return filter.rule === undefined || rule === filter.rule;
}

async function tokensOf(
  ledger: Pick<LedgerStore, 'find'>,
  tenantId: TenantId,
  { rule, causeId }: Charge,
): Promise<number | undefined> {
  if (rule !== 'generated' || causeId === undefined) return undefined;
  return (await ledger.find(tenantId, modelTokensUsageId(causeId)))?.quantity;
}

function receiptOf(
  event: Charge,
  refund: LedgerEvent | undefined,
  lines: readonly PricedLine[],
  modelTokens: number | undefined,
): Receipt {
  const { id, kind, rule, plan, channel, conversationId, causeId, at } = event;
  return {
    ...{ id, kind, rule, plan, at },
    ...priceOf(event, lines),
    ...(channel && { channel }),
    ...(conversationId && { conversationId }),
    ...(causeId && { messageId: causeId }),
    ...(modelTokens !== undefined && { modelTokens }),
    ...(refund && { refund: { at: refund.at, ...(refund.reason && { reason: refund.reason }) } }),
  };
}

/** What one event of a month costs; without a line of its own all that it belongs to was taken back. */
export function priceOf(
  { plan, rule }: Pick<LedgerEvent, 'plan' | 'rule'>,
  lines: readonly PricedLine[],
): Pick<Receipt, 'unitMicros' | 'pays'> {
  const line = lines.find((one) => one.plan === plan && one.rule === rule);
  if (!line || line.unitMicros === 0) return { unitMicros: 0, pays: 'free' };
  if (line.charged === 0) return { unitMicros: 0, pays: 'included' };
  return { unitMicros: line.unitMicros, pays: line.included > 0 ? 'partly-included' : 'unit' };
}
