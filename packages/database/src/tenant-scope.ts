import type { Query, Schema } from 'mongoose';

/** The queries that may look across tenants, by name; each lives in `platform-wide.ts`. */
export const platformWideQueries = [
  'messages left unhandled',
  'outbox items due',
  'messages to count',
  'questions left unanswered',
  'conversations to settle',
  'enquiries to settle',
  'tenants with gaps to put in order',
  'gaps whose answer was begun',
  'hours to count again',
  'hours of topics to count again',
  'accounts of a platform account',
  'accounts to be removed',
  'tenants with messages to forget',
  'FAQ imports due',
  'erasures due',
  'contacts to tag',
  'tenants to tag anew',
  'FAQs due to be published',
  'decisions about drafts that are due',
  'messages to fetch',
  'conversations to attend to',
  'tenants with conversations to give',
  'conversations to learn from',
  'changes of status to finish',
  'sealed secrets',
  'tenants with usage to sum up',
  'hours of usage to settle',
  'every tenant',
  'billing account of a customer',
  'billing accounts with a customer',
] as const;
export type PlatformWideQuery = (typeof platformWideQueries)[number];

const filtered =
  /^(find|findOne|findOneAndUpdate|findOneAndDelete|findOneAndReplace|updateOne|updateMany|replaceOne|deleteOne|deleteMany|countDocuments|distinct|estimatedDocumentCount)$/;

/** Makes every query of a schema without a tenant throw, and refuses what cannot carry one (aggregate, bulk writes). */
export function requireTenant(schema: Pick<Schema, 'pre'>): void {
  schema.pre(filtered, function requireTenantInFilter(this: Query<unknown, unknown>) {
    const tenantId: unknown = this.getFilter()['tenantId'];
    if (typeof tenantId === 'string' && tenantId !== '') return;
    const name: unknown = this.getOptions()['platformWide'];
    if (platformWideQueries.some((query) => query === name)) return;
    throw new Error(`A query on ${this.model.collection.name} without a tenantId`);
  });
  schema.pre('aggregate', () => {
    throw new Error('Aggregations have no tenant guard; write a query');
  });
  schema.pre('bulkWrite', () => {
    throw new Error('Bulk writes have no tenant guard; use insertMany or one write per document');
  });
}
