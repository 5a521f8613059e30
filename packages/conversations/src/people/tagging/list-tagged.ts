import { type ContactId, type TagRuleId, type TenantId, tagRuleKeyOf } from '@answerdesk/domain';
import { describeContacts, type FindContactsDeps, type FoundContact } from '../find-contacts.ts';
import type { ContactTagStore } from '../ports.ts';
import { readLinked } from '../read-linked.ts';
import type { ReadRuleTagsDeps } from './read-rule-tags.ts';

const CONTACTS = 20;

export interface ListTaggedDeps extends Pick<FindContactsDeps, 'contacts' | 'details' | 'links' | 'accounts'> {
  readonly contactTags: Pick<ContactTagStore, 'listTagged' | 'isJudgingAll'>;
  readonly rulesOf: ReadRuleTagsDeps['rulesOf'];
}

/**
 * Customers that a rule is true of, each by one of their contacts, some at a time: the next are those after `next`. With
 * `isJudgingAll` not all customers were judged since the rules changed: more may come.
 */
export async function listTagged(
  deps: ListTaggedDeps,
  tenantId: TenantId,
  ruleId: TagRuleId,
  after: ContactId | undefined,
): Promise<{
  readonly customers: readonly FoundContact[];
  readonly next?: ContactId;
  readonly isJudgingAll: boolean;
}> {
  // Asked first: whoever is judged while the list is read is in it, or it is said that more may come.
  const isJudgingAll = await deps.contactTags.isJudgingAll(tenantId);
  const rule = (await deps.rulesOf(tenantId))?.rules.find(({ id }) => id === ruleId);
  if (!rule) return { customers: [], isJudgingAll };
  const [ids, accounts] = await Promise.all([
    deps.contactTags.listTagged(tenantId, tagRuleKeyOf(rule), after, CONTACTS),
    deps.accounts.list(tenantId),
  ]);
  const firsts = await Promise.all(
    ids.map(async (id) => {
      const { contactIds } = await readLinked(deps.links, tenantId, id);
      return contactIds.every((other) => id <= other) ? [id] : [];
    }),
  );
  const next = ids.length === CONTACTS ? ids.at(-1) : undefined;
  return {
    customers: await describeContacts(deps, tenantId, firsts.flat(), accounts),
    ...(next !== undefined && { next }),
    isJudgingAll,
  };
}
