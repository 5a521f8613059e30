import type { Glossary, TenantId } from '@answerdesk/domain';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';

/** One a tenant, by its id. */
export type GlossaryDoc = {
  _id: TenantId;
  tenantId: TenantId;
  revision: number;
  terms: Glossary['terms'];
  rejected: string[];
};

const text = { type: String, required: true } as const;

export const glossaries = new Schema<GlossaryDoc>(
  {
    _id: text,
    tenantId: text,
    revision: { type: Number, required: true },
    terms: { type: Schema.Types.Mixed, required: true },
    rejected: { type: [String], required: true },
  },
  { ...options, collection: 'glossaries' },
);
glossaries.index({ tenantId: 1, _id: 1 });
