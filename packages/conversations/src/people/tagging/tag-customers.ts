import { type ContactId, judgeTags, type TagJudgement, type TenantId } from '@answerdesk/domain';
import type { ReadDeps } from '../../read-conversation.ts';
import type { ContactLinkStore, ContactTagStore, RulesInForce, TagFactReader, TagJob, TagWork } from '../ports.ts';
import { readLinked } from '../read-linked.ts';

const LEASE_MS = 120_000;
const AGAIN_AFTER_MS = 60_000;
const MOST_DUE = 200;
const MOST_TENANTS = 20;
const CONTACTS = 50;
const TOGETHER = 8;

export interface TagCustomersDeps {
  readonly contacts: ReadDeps['contacts'];
  readonly links: Pick<ContactLinkStore, 'list'>;
  readonly contactTags: Pick<ContactTagStore, 'list' | 'keep' | 'markDue' | 'remove'>;
  readonly facts: TagFactReader;
  readonly work: TagWork;
  readonly job: TagJob;
  /** The rules as they are stored now; undefined where there is no such tenant. */
  readonly rulesOf: (tenantId: TenantId) => Promise<RulesInForce | undefined>;
  readonly reportFailure: (error: unknown) => void;
  readonly now: () => Date;
  /** Names this process in leases. */
  readonly owner: string;
}

/**
 * Judges the customers who are due by their tenants' rules, and some of those of tenants whose rules changed. One process at a
 * time does it; wherever it breaks off, the next call goes on. `more` says that there is more to do at once.
 */
export async function tagCustomers(deps: TagCustomersDeps): Promise<{ readonly more: boolean }> {
  if (!(await deps.job.claim({ owner: deps.owner, now: deps.now(), until: leaseEnd(deps) }))) return { more: false };
  try {
    const due = await deps.work.listDue(deps.now(), MOST_DUE);
    for (const [tenantId, theirs] of Map.groupBy(due, (each) => each.tenantId)) {
      const contactIds = theirs.map(({ contactId }) => contactId);
      if (!(await tagContacts(deps, tenantId, await rulesOf(deps, tenantId), contactIds))) return { more: false };
    }
    const changed = await deps.work.listChanged(MOST_TENANTS);
    for (const { tenantId, ...round } of changed) {
      const contactIds = await deps.work.listContacts(tenantId, round.taggedTo, CONTACTS);
      if (!(await tagContacts(deps, tenantId, await rulesOf(deps, tenantId), contactIds))) return { more: false };
      await deps.work.advance(tenantId, round, contactIds.length < CONTACTS ? undefined : contactIds.at(-1));
    }
    return { more: due.length === MOST_DUE || changed.length > 0 };
  } finally {
    await deps.job.release(deps.owner);
  }
}

async function rulesOf(deps: TagCustomersDeps, tenantId: TenantId): Promise<RulesInForce> {
  return (await deps.rulesOf(tenantId)) ?? { rules: [], revision: 0 };
}

/** False when another process has taken the work meanwhile. */
async function tagContacts(
  deps: TagCustomersDeps,
  tenantId: TenantId,
  inForce: RulesInForce,
  contactIds: readonly ContactId[],
): Promise<boolean> {
  const judged = new Set<ContactId>();
  for (let first = 0; first < contactIds.length; first += TOGETHER) {
    const some = contactIds.slice(first, first + TOGETHER).map(async (contactId) => {
      if (judged.has(contactId)) return;
      try {
        for (const id of await tagCustomer(deps, tenantId, inForce, contactId)) judged.add(id);
      } catch (error) {
        deps.reportFailure(error);
        // Behind all others, so that one who cannot be judged keeps nobody waiting.
        await deps.contactTags.markDue(tenantId, contactId, new Date(deps.now().getTime() + AGAIN_AFTER_MS));
      }
    });
    await Promise.all(some);
    if (!(await deps.job.hold(deps.owner, leaseEnd(deps)))) return false;
  }
  return true;
}

/** Judges one customer, and keeps it of all contacts that are theirs; resolves to these. */
async function tagCustomer(
  deps: TagCustomersDeps,
  tenantId: TenantId,
  { rules, revision }: RulesInForce,
  contactId: ContactId,
): Promise<readonly ContactId[]> {
  const { contactIds } = await readLinked(deps.links, tenantId, contactId);
  // What is marked after this is judged again.
  const kept = await deps.contactTags.list(tenantId, contactIds);
  const now = deps.now();
  const facts = rules.length === 0 ? undefined : await deps.facts.read(tenantId, contactIds, rules, now);
  const judgement: TagJudgement = facts ? judgeTags(rules, facts, now) : { ruleKeys: [] };
  const isNothing = judgement.ruleKeys.length === 0 && !judgement.holdsUntil;
  for (const id of contactIds) {
    const before = kept.find((each) => each.contactId === id);
    if (isNothing && !before) continue;
    await deps.contactTags.keep(tenantId, id, { ...judgement, revision }, before?.dueAt);
    // Whoever is gone by now must not be made anew by what was on the way.
    if (!isNothing && !(await deps.contacts.find(tenantId, id))) await deps.contactTags.remove(tenantId, id);
  }
  return contactIds;
}

function leaseEnd({ now }: Pick<TagCustomersDeps, 'now'>): Date {
  return new Date(now().getTime() + LEASE_MS);
}
