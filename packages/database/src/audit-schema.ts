import { isDeepStrictEqual } from 'node:util';
import type { AuditEntry } from '@answerdesk/domain';
import { type Query, Schema } from 'mongoose';
import { options } from './schema-options.ts';
import type { Stored } from './stored.ts';

export type AuditDoc = Stored<AuditEntry> & { area: string };

const text = { type: String, required: true } as const;
const moment = { type: Date, required: true } as const;
const anything = { type: Schema.Types.Mixed };
const required = { type: Schema.Types.Mixed, required: true };

export const audit = new Schema<AuditDoc>(
  {
    _id: text,
    tenantId: text,
    at: moment,
    actor: required,
    address: { type: String, default: '' },
    area: text,
    action: text,
    target: anything,
    outcome: text,
    reason: { type: String },
    isUnforetold: { type: Boolean },
    cost: anything,
    note: { type: String },
  },
  { ...options, collection: 'audit' },
);
audit.index({ tenantId: 1, _id: -1 });
audit.index({ tenantId: 1, 'actor.userId': 1, _id: -1 });
audit.index({ tenantId: 1, area: 1, _id: -1 });
audit.index({ tenantId: 1, action: 1, _id: -1 });
audit.index({ tenantId: 1, 'target.id': 1 });

/** What stands in an entry for the id of something of a person who was erased. */
export const ERASED = 'erased';

/** Refuses every change of the audit but that one; after the guard of tenants, which speaks first. */
export function onlyAddToAudit(): void {
  audit.pre(/^(find\w+And|update|replace|delete)/, function addOnly(this: Query<unknown, unknown>) {
    if (isDeepStrictEqual(this.getUpdate(), { $set: { 'target.id': ERASED } })) return;
    throw new Error('The audit is only ever added to');
  });
}
