import type { TenantId } from '@answerdesk/domain';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';

/** What a tenant's model cost in a month (`yyyy-mm`), in millionths of a US dollar. */
export interface ModelSpendDoc {
  _id: string;
  tenantId: TenantId;
  month: string;
  micros: number;
}

const text = { type: String, required: true } as const;

export const modelspend = new Schema<ModelSpendDoc>(
  { _id: text, tenantId: text, month: text, micros: { type: Number, required: true } },
  { ...options, collection: 'modelspend' },
);
modelspend.index({ tenantId: 1, _id: 1 });
