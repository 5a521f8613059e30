import type { Allowance, TenantId } from '@answerdesk/domain';
import type { BillingAccount, BillingAccountStore } from './billing-account.ts';
import { type Judgement, judgeAllowance } from './judge-allowance.ts';
import { monthOf } from './ledger/hours.ts';
import type { UsageSums } from './ledger/ports.ts';
import { planInForce } from './plan-in-force.ts';
import type { PlanName } from './plans.ts';

/** However far away the cap is, what was changed of the account counts this soon. */
const LONGEST_MS = 1_000;
/** What all processes together answer at most, in a millisecond: the cap cannot be nearer than that. */
const REPLIES_PER_MS = 10;
const MOST_TENANTS = 10_000;

export interface AllowanceDeps {
  readonly accounts: Pick<BillingAccountStore, 'find'>;
  readonly sums: Pick<UsageSums, 'read'>;
  /** Without Stripe nothing is sold, and nothing limited. */
  readonly hasStripe: boolean;
  readonly now: () => Date;
}

export interface Allowed {
  readonly allowance: Allowance;
  readonly reason?: 'cap' | 'quota' | 'past-due';
}

export interface AllowanceOf {
  /**
   * What a tenant's plan, cap and payments leave the bot now, by the sums of all processes. Near a limit they are read for
   * each call; far from it they are as old as they may be without the limit being reached, and never older than 1 s.
   */
  of(tenantId: TenantId): Promise<Allowed>;
  /** The plan that usage is written down under, as of at most 1 s ago. */
  planOf(tenantId: TenantId): Promise<PlanName>;
}

interface Known {
  account?: { readonly found: BillingAccount | undefined; readonly until: number };
  judged?: Judgement & { readonly until: number };
  underway?: Promise<Judgement>;
  next?: Promise<Judgement>;
}

/** Makes what says how much of the bot tenants may use; one for each process. */
export function createAllowance({ accounts, sums, hasStripe, now }: AllowanceDeps): AllowanceOf {
  const tenants = new Map<TenantId, Known>();

  function knownOf(tenantId: TenantId): Known {
    const known = tenants.get(tenantId) ?? {};
    tenants.delete(tenantId);
    tenants.set(tenantId, known);
    const oldest = tenants.size > MOST_TENANTS ? tenants.keys().next() : undefined;
    if (oldest?.done === false) tenants.delete(oldest.value);
    return known;
  }

  async function accountOf(tenantId: TenantId, known: Known): Promise<BillingAccount | undefined> {
    const at = now().getTime();
    if (known.account && at < known.account.until) return known.account.found;
    const found = await accounts.find(tenantId);
    known.account = { found, until: at + LONGEST_MS };
    return found;
  }

  async function judge(tenantId: TenantId, known: Known): Promise<Judgement> {
    const at = now();
    const month = monthOf(at);
    const account = await accountOf(tenantId, known);
    const isLimited = planInForce(account, at) === 'free' || account?.monthlyCap !== undefined;
    const cells = isLimited ? await sums.read(tenantId, month.start, month.end) : [];
    const judgement = judgeAllowance({ account, cells, month, at });
    const validMs = Math.min(LONGEST_MS, judgement.repliesLeft / REPLIES_PER_MS, judgement.standsForMs);
    known.judged = { ...judgement, until: at.getTime() + validMs };
    return judgement;
  }

  /** Judges by sums that are read from now on; calls that wait for such a reading share the next one. */
  function judgeAnew(tenantId: TenantId, known: Known): Promise<Judgement> {
    if (!known.underway) {
      const underway = judge(tenantId, known).finally(() => {
        delete known.underway;
      });
      known.underway = underway;
      return underway;
    }
    known.next ??= known.underway
      .then(
        () => {},
        () => {},
      )
      .then(() => {
        delete known.next;
        return latest(tenantId, known);
      });
    return known.next;
  }

  function latest(tenantId: TenantId, known: Known): Promise<Judgement> {
    const { judged } = known;
    return judged && now().getTime() < judged.until ? Promise.resolve(judged) : judgeAnew(tenantId, known);
  }

  return {
    async of(tenantId) {
      if (!hasStripe) return { allowance: 'everything' };
      const { allowance, reason } = await latest(tenantId, knownOf(tenantId));
      return { allowance, ...(reason && { reason }) };
    },
    async planOf(tenantId) {
      return hasStripe ? planInForce(await accountOf(tenantId, knownOf(tenantId)), now()) : 'free';
    },
  };
}
