import type { TenantId } from '@answerdesk/domain';
import { estimateTokens, type ModelRequest } from './openai.ts';

/** What tenants' models have cost, by calendar month (UTC, `yyyy-mm`). Amounts are millionths of a US dollar. */
export interface ModelSpendStore {
  /** Adds to a month's spending, or takes back what was added too much (below 0), and resolves to what it is then. */
  addSpend(tenantId: TenantId, month: string, micros: number): Promise<number>;
  /** What was spent so far in a month. */
  findSpend(tenantId: TenantId, month: string): Promise<number>;
}

/**
 * US dollars for a million tokens, in and out. An assumption, used for the monthly budget of every model, because
 * OpenAI-compatible endpoints do not tell what they cost: the list price of a small general model. A dearer one is dearer
 * than its budget says.
 */
const PRICE = { in: 0.15, out: 0.6 } as const;
const MICROS_PER_CENT = 10_000;

export function budgetMicros(monthlyBudgetCents: number): number {
  return monthlyBudgetCents * MICROS_PER_CENT;
}

/** What tokens cost, rounded up. A dollar for a million is a millionth for one. */
export function costOf({ tokensIn, tokensOut }: { readonly tokensIn: number; readonly tokensOut: number }): number {
  return Math.ceil(tokensIn * PRICE.in + tokensOut * PRICE.out);
}

/** The most that a request can cost. */
export function mostCostOf({ messages, mostTokens }: ModelRequest): number {
  return costOf({
    tokensIn: estimateTokens(messages.map(({ content }) => content).join('\n')),
    tokensOut: mostTokens,
  });
}

export function monthOf(at: Date): string {
  return at.toISOString().slice(0, 7);
}
