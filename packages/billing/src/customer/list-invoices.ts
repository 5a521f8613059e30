import type { TenantId } from '@answerdesk/domain';
import { type Currency, currencies, type Micros } from '../plans.ts';
import { mustAsk, type StripeInvoice } from '../stripe.ts';
import type { CustomerDeps } from './ports.ts';

const shownStatuses = ['open', 'paid', 'void', 'uncollectible'] as const;

export interface InvoiceRow {
  readonly id: string;
  readonly number?: string;
  readonly status: (typeof shownStatuses)[number];
  readonly createdAt: Date;
  readonly periodStart: Date;
  readonly periodEnd: Date;
  readonly currency: Currency;
  readonly total: Micros;
  /** What is left to be paid. */
  readonly due: Micros;
  /** Stripe's page of it, where it is paid and read. */
  readonly url?: string;
  readonly pdfUrl?: string;
}

/**
 * A tenant's invoices, newest first, without those that Stripe is still writing; none where there is no customer. `limit` 1
 * to 100. Throws DomainError `refused-by-platform` and `unavailable`.
 */
export async function listInvoices(
  { stripe, accounts }: Pick<CustomerDeps, 'stripe' | 'accounts'>,
  tenantId: TenantId,
  { limit, after }: { readonly limit: number; readonly after?: string },
): Promise<{ readonly invoices: readonly InvoiceRow[]; readonly nextAfter?: string }> {
  const customer = (await accounts.find(tenantId))?.customerId;
  if (customer === undefined) return { invoices: [] };
  const page = await mustAsk(
    'list',
    stripe.invoices.list({ customer, limit, ...(after !== undefined && { starting_after: after }) }),
  );
  const last = page.data.at(-1);
  return { invoices: page.data.flatMap(rowOf), ...(page.has_more && last && { nextAfter: last.id }) };
}

function rowOf(invoice: StripeInvoice): InvoiceRow[] {
  const { id, number, status, hosted_invoice_url: url, invoice_pdf: pdfUrl } = invoice;
  const currency = currencies.find((one) => one === invoice.currency.toUpperCase());
  const shown = shownStatuses.find((one) => one === status);
  if (!currency || !shown) return [];
  return [
    {
      id,
      status: shown,
      createdAt: new Date(invoice.created * 1_000),
      periodStart: new Date(invoice.period_start * 1_000),
      periodEnd: new Date(invoice.period_end * 1_000),
      currency,
      total: invoice.total * 10_000,
      due: invoice.amount_remaining * 10_000,
      ...(number && { number }),
      ...(url && { url }),
      ...(pdfUrl && { pdfUrl }),
    },
  ];
}
