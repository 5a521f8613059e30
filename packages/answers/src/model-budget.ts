import type { TenantId } from '@answerdesk/domain';
import { budgetMicros, costOf, type ModelSpendStore, monthOf, mostCostOf } from './model-spend.ts';
import type { AskModel, ModelReply, ModelRequest } from './openai.ts';

export interface ModelBudgetDeps {
  readonly spend: ModelSpendStore;
  readonly now: () => Date;
}

/** A model's reply, or that asking for it could have cost more than is left of the month. */
export type BudgetedReply = ModelReply | { readonly kind: 'no-budget' };

/**
 * Sets aside the most that a request can cost before it is sent, so that many at once stay within the budget, and gives back
 * what it did not take. What timed out may have been worked on all the same, and stays counted.
 */
export function withinBudget(
  { spend, now }: ModelBudgetDeps,
  tenantId: TenantId,
  monthlyBudgetCents: number,
  ask: (request: ModelRequest) => ReturnType<AskModel>,
): (request: ModelRequest) => Promise<BudgetedReply> {
  return async (request) => {
    const month = monthOf(now());
    const most = mostCostOf(request);
    const spent = await spend.addSpend(tenantId, month, most);
    if (spent > budgetMicros(monthlyBudgetCents)) {
      await spend.addSpend(tenantId, month, -most);
      return { kind: 'no-budget' };
    }
    const reply = await ask(request);
    const cost = reply.kind === 'said' ? costOf(reply) : reply.kind === 'timed-out' ? most : 0;
    if (cost !== most) await spend.addSpend(tenantId, month, cost - most);
    return reply;
  };
}
