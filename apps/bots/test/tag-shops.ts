import {
  createContactDetailsStore,
  createContactLinkStore,
  createContactStore,
  createContactTagStore,
  createErasureStore,
  createTenantStore,
} from '@answerdesk/database';
import {
  type ContactId,
  newId,
  newTenantId,
  type TagRule,
  type TagRules,
  type TenantId,
  tagRuleIdSchema,
  tagRulesSchema,
  userIdSchema,
} from '@answerdesk/domain';
import { createSecretBox, saveTenantSettings, undoTenantSettings } from '@answerdesk/tenants';
import type { TestDatabase } from '@answerdesk/testing';
import { expect } from 'vitest';
import { wireTagging } from '../src/tagging/wire.ts';
import { customersDesk } from './customers-desk.ts';

export const ruleOf = (id: string, condition: TagRule['conditions'][number], tag = id): TagRule => ({
  ...{ id: tagRuleIdSchema.parse(id), tag, match: 'all', conditions: [condition] },
});

/** Shops whose customers are tagged by rules, in the database that is open by then. */
export function tagShops(desk: () => TestDatabase, now: () => Date) {
  const put: ReturnType<typeof customersDesk>['put'] = (...doc) => customersDesk(desk(), now).put(...doc);

  async function openShop() {
    const { models } = desk().database;
    const tenantId = newTenantId();
    const tenants = createTenantStore(models);
    await tenants.add({ id: tenantId, name: 'A shop', locale: 'en', faqsVersion: 1, isDemo: false, createdAt: now() });
    const failures: unknown[] = [];
    const tagging = wireTagging(desk().database, {
      ...{ now, owner: newId() },
      reportFailure: (_what, error) => failures.push(error),
    });
    const tags = createContactTagStore(models);
    const settings = { tenants, secretBox: createSecretBox('a key for tests of settings'), now };
    const work = async () => {
      for (const job of tagging.jobs) await job.run();
      expect(failures).toEqual([]);
    };
    async function setRules(...rules: readonly TagRule[]) {
      const revision = (await tenants.find(tenantId))?.settingsRevision ?? 0;
      const value: TagRules = tagRulesSchema.parse({ rules });
      const saved = await saveTenantSettings(settings, tenantId, revision, { section: 'tags', value });
      return saved.revision;
    }
    const tagsOf = async (contactId: ContactId) =>
      (await tags.list(tenantId, [contactId]))
        .flatMap(({ ruleKeys }) => ruleKeys.map((key) => key.split('.')[0]))
        .sort();
    const undo = (revision: number) => undoTenantSettings(settings, tenantId, revision);
    const linking = {
      contacts: createContactStore(models),
      links: createContactLinkStore(models),
      erasures: createErasureStore(models),
      contactTags: tags,
      now,
    };
    return { tenantId, tagging, tags, failures, work, setRules, tagsOf, undo, linking };
  }

  /** A customer with one conversation, of whom more may be known. */
  function putCustomer(
    tenantId: TenantId,
    { language, feelings = [] }: { readonly language?: string; readonly feelings?: readonly string[] } = {},
  ) {
    const turns = feelings.map((leading) => ({ messageId: newId(), at: now(), emotion: { leading } }));
    const chat = { ...(language !== undefined && { language }), mood: { turns } };
    return customersDesk(desk(), now).putCustomer(tenantId, { chat });
  }

  async function saveMail(tenantId: TenantId, contactId: ContactId, email: string) {
    const by = { updatedAt: now(), updatedById: userIdSchema.parse('u') };
    await createContactDetailsStore(desk().database.models).save(tenantId, { contactId, email, ...by });
    await createContactTagStore(desk().database.models).markDue(tenantId, contactId, now());
  }

  return { put, openShop, putCustomer, saveMail };
}
