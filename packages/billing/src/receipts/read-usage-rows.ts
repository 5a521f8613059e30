import type { TenantId } from '@answerdesk/domain';
import type { LedgerEvent, LedgerStore } from '../ledger/ports.ts';
import type { PricedLine } from '../ledger/price-month.ts';
import type { Currency } from '../plans.ts';
import { priceOf } from './list-receipts.ts';

const PAGE = 500;

/** The heads of the columns that `readUsageRows` fills. */
export const usageHeads = [
  'date',
  'hour',
  'kind',
  'rule',
  'plan',
  'channel',
  'quantity',
  'unit price',
  'currency',
  'conversation',
  'message',
  'refund reason',
] as const;

/**
 * Every event that counts in a time, newest hour first, as rows of a table in pages: dates and hours in UTC, unit prices in
 * the currency's unit with a full stop. What was taken back is a row with a quantity below 0.
 */
export async function* readUsageRows(
  { ledger }: { readonly ledger: Pick<LedgerStore, 'list'> },
  tenantId: TenantId,
  { from, to }: { readonly from: Date; readonly to: Date },
  { lines, currency }: { readonly lines: readonly PricedLine[]; readonly currency: Currency },
): AsyncGenerator<readonly (readonly (string | number)[])[]> {
  let before: string | undefined;
  do {
    const page = await ledger.list(tenantId, { from, to, limit: PAGE, ...(before !== undefined && { before }) });
    yield page.events.map((event) => rowOf(event, lines, currency));
    before = page.nextBefore;
  } while (before !== undefined);
}

function rowOf(event: LedgerEvent, lines: readonly PricedLine[], currency: Currency): (string | number)[] {
  const { hour, kind, rule, plan, channel, quantity, conversationId, causeId, reason } = event;
  const [date = '', time = ''] = hour.toISOString().split('T');
  const { unitMicros } = kind === 'bot-reply' ? priceOf(event, lines) : { unitMicros: 0 };
  const what = [date, time.slice(0, 5), kind, rule, plan, channel ?? '', quantity];
  return [...what, unitMicros / 1_000_000, currency, conversationId ?? '', causeId ?? '', reason ?? ''];
}
