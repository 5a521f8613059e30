import type { ContactTagStore, TagJob, TagWork } from '@answerdesk/conversations';
import type { Models } from '../connect.ts';
import type { PlatformWideQuery } from '../tenant-scope.ts';
import { createLeasedProgress } from './leased-progress.ts';
import { isDuplicateKey } from './mapping.ts';
import { retryUpsert } from './retry-upsert.ts';

/** Fills the port of tags by rule: one document for each contact that a rule is true of, or that is due. */
export function createContactTagStore({
  contacttags,
  tenants,
}: Pick<Models, 'contacttags' | 'tenants'>): ContactTagStore {
  return {
    async list(tenantId, contactIds) {
      const docs = await contacttags.find({ tenantId, _id: { $in: [...contactIds] } }).lean();
      return docs.map(({ _id, ruleKeys, dueAt }) => ({ contactId: _id, ruleKeys, ...(dueAt && { dueAt }) }));
    },
    async listTagged(tenantId, ruleKey, after, limit) {
      const docs = await contacttags
        .find({ tenantId, ruleKeys: ruleKey, ...(after !== undefined && { _id: { $gt: after } }) }, { _id: 1 })
        .sort({ _id: 1 })
        .limit(limit)
        .lean();
      return docs.map(({ _id }) => _id);
    },
    async isJudgingAll(tenantId) {
      return Boolean(await tenants.exists({ tenantId, taggedTo: { $exists: true } }));
    },
    async markDue(tenantId, contactId, at) {
      await retryUpsert(() =>
        contacttags.updateOne(
          { tenantId, _id: contactId },
          { $set: { dueAt: at }, $setOnInsert: { ruleKeys: [], revision: 0 } },
          { upsert: true },
        ),
      );
    },
    async keep(tenantId, contactId, { ruleKeys, revision, holdsUntil }, keptDueAt) {
      const contact = { tenantId, _id: contactId };
      const asRead = { ...contact, dueAt: keptDueAt ?? null };
      if (ruleKeys.length === 0 && !holdsUntil) {
        const { deletedCount } = await contacttags.deleteOne({ ...asRead, revision: { $lte: revision } });
        if (deletedCount > 0) return;
      }
      try {
        await contacttags.updateOne(
          { ...contact, revision: { $lte: revision } },
          { $set: { ruleKeys: [...ruleKeys], revision } },
          { upsert: ruleKeys.length > 0 || holdsUntil !== undefined },
        );
      } catch (error) {
        // What is kept is by newer rules.
        if (!isDuplicateKey(error)) throw error;
      }
      await contacttags.updateOne(asRead, holdsUntil ? { $set: { dueAt: holdsUntil } } : { $unset: { dueAt: 1 } });
    },
    async remove(tenantId, contactId) {
      await contacttags.deleteOne({ tenantId, _id: contactId });
    },
  };
}

/** Fills the port of whose tags are to be judged. */
export function createTagWork({
  contacttags,
  contacts,
  tenants,
}: Pick<Models, 'contacttags' | 'contacts' | 'tenants'>): TagWork {
  return {
    async listDue(now, limit) {
      const platformWide: PlatformWideQuery = 'contacts to tag';
      const docs = await contacttags
        .find({ dueAt: { $lte: now } }, { tenantId: 1 })
        .setOptions({ platformWide })
        .sort({ dueAt: 1 })
        .limit(limit)
        .lean();
      return docs.map(({ _id, tenantId }) => ({ tenantId, contactId: _id }));
    },
    async listChanged(limit) {
      const platformWide: PlatformWideQuery = 'tenants to tag anew';
      const docs = await tenants
        .find({ taggedTo: { $gte: '' } }, { tenantId: 1, taggedTo: 1, settingsRevision: 1 })
        .setOptions({ platformWide })
        .sort({ taggedTo: 1 })
        .limit(limit)
        .lean();
      return docs.map(({ tenantId, taggedTo, settingsRevision: revision = 0 }) => ({
        ...{ tenantId, revision },
        ...(taggedTo && { taggedTo }),
      }));
    },
    async listContacts(tenantId, after, limit) {
      const docs = await contacts
        .find({ tenantId, ...(after !== undefined && { _id: { $gt: after } }) }, { _id: 1 })
        .sort({ _id: 1 })
        .limit(limit)
        .lean();
      return docs.map(({ _id }) => _id);
    },
    async advance(tenantId, { revision, taggedTo = '' as const }, next) {
      const asRead = { tenantId, taggedTo, settingsRevision: revision === 0 ? { $in: [0, null] } : revision };
      if (next !== undefined) {
        await tenants.updateOne(asRead, { $set: { taggedTo: next } });
        return;
      }
      const again = { $set: { taggedTo: '' }, $unset: { tagsAgain: 1 } } as const;
      if ((await tenants.updateOne({ ...asRead, tagsAgain: true }, again)).matchedCount > 0) return;
      await tenants.updateOne({ ...asRead, tagsAgain: null }, { $unset: { taggedTo: 1 } });
    },
  };
}

/** Fills the port of the work on tags: one document with its lease. */
export function createTagJob({ jobs }: Pick<Models, 'jobs'>): TagJob {
  const { claim, advance, release } = createLeasedProgress({ jobs }, 'tag-customers');
  return {
    claim: async (lease) => (await claim(lease)) !== undefined,
    hold: (owner, until) => advance(owner, until, {}),
    release,
  };
}
