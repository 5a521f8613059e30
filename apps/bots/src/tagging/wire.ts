import { createRulesReader, type TagCustomersDeps, tagCustomers } from '@answerdesk/conversations';
import {
  createContactLinkStore,
  createContactStore,
  createContactTagStore,
  createConversationStore,
  createTagFactReader,
  createTagJob,
  createTagWork,
  createTenantStore,
  type Database,
} from '@answerdesk/database';
import type { ConversationId, TenantId } from '@answerdesk/domain';
import type { SettleResolutionsDeps } from '@answerdesk/insights';
import type { ClockJob } from '../clock.ts';

const CALLS_AT_ONCE = 20;

export interface Tagging {
  readonly jobs: readonly ClockJob[];
  /** Has those whose conversations these are judged again, where their tenant has rules. */
  readonly onSettled: NonNullable<SettleResolutionsDeps['onSettled']>;
}

/** The job that keeps customers' tags in line with their tenants' rules. */
export function wireTagging(
  { models }: Database,
  {
    now,
    owner,
    reportFailure,
  }: Pick<TagCustomersDeps, 'now' | 'owner'> & {
    readonly reportFailure: (what: string, error: unknown) => void;
  },
): Tagging {
  const conversations = createConversationStore(models);
  const contactTags = createContactTagStore(models);
  const rulesOf = createRulesReader(createTenantStore(models).find);
  const tagging: TagCustomersDeps = {
    contacts: createContactStore(models),
    links: createContactLinkStore(models),
    contactTags,
    facts: createTagFactReader(models),
    work: createTagWork(models),
    job: createTagJob(models),
    rulesOf,
    reportFailure: (error) => reportFailure('tagging a customer', error),
    ...{ now, owner },
  };
  async function markDue(tenantId: TenantId, conversationId: ConversationId) {
    const conversation = await conversations.find(tenantId, conversationId);
    if (!conversation || conversation.isStaff || conversation.isGroup) return;
    await contactTags.markDue(tenantId, conversation.contactId, now());
  }

  return {
    jobs: [
      {
        name: 'tagging customers',
        async run() {
          for (let calls = 0; calls < CALLS_AT_ONCE; calls += 1) if (!(await tagCustomers(tagging)).more) return;
        },
      },
    ],
    async onSettled(keys) {
      for (const [tenantId, theirs] of Map.groupBy(keys, (key) => key.tenantId)) {
        if (((await rulesOf(tenantId))?.rules.length ?? 0) === 0) continue;
        for (const { conversationId } of theirs) {
          // Whose tags cannot be judged is no reason to settle nothing.
          await markDue(tenantId, conversationId).catch((error: unknown) => reportFailure('tagging a customer', error));
        }
      }
    },
  };
}
