import type { AlertKind } from '@answerdesk/billing';
import type { TenantId, UserId } from '@answerdesk/domain';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';

/** Something owners were told of what is spent: `told` are those who were, or are being. */
export interface BillingAlertDoc {
  _id: string;
  tenantId: TenantId;
  key: string;
  kind: AlertKind;
  told: UserId[];
  at: Date;
}

const text = { type: String, required: true } as const;

export const billingalerts = new Schema<BillingAlertDoc>(
  {
    _id: text,
    tenantId: text,
    key: text,
    kind: text,
    told: { type: [String], required: true },
    at: { type: Date, required: true },
  },
  { ...options, collection: 'billingalerts' },
);
billingalerts.index({ tenantId: 1, at: 1 });
billingalerts.index({ tenantId: 1, key: 1 }, { unique: true });
