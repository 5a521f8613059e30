import type { Tenant } from '@answerdesk/domain';
import type { Counts } from '@answerdesk/insights';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';

/** An hour of a tenant's, counted up to `countedTo`; `againAt` is when it is to be counted again, if it is. */
export interface CountsDoc {
  _id: string;
  tenantId: Tenant['id'];
  start: Date;
  countedTo: Date;
  againAt?: Date;
  cells: Readonly<Record<string, Partial<Counts>>>;
}

/** Work that one process at a time does for all tenants: `tenantId` is the platform's, which no tenant can have. */
export interface JobDoc {
  _id: string;
  tenantId: string;
  progress?: unknown;
  leaseOwner?: string;
  leaseUntil?: Date;
}

const text = { type: String, required: true } as const;
const moment = { type: Date, required: true } as const;
const anything = { type: Schema.Types.Mixed };
const required = { type: Schema.Types.Mixed, required: true };

/** Cells by `quarter|channel|language`. */
export const counts = new Schema<CountsDoc>(
  {
    _id: text,
    tenantId: text,
    start: moment,
    countedTo: moment,
    againAt: { type: Date },
    cells: required,
  },
  { ...options, collection: 'counts' },
);
counts.index({ tenantId: 1, start: 1 }, { unique: true });
counts.index({ againAt: 1 }, { sparse: true });

export const jobs = new Schema<JobDoc>(
  {
    _id: text,
    tenantId: text,
    progress: anything,
    leaseOwner: { type: String },
    leaseUntil: { type: Date },
  },
  { ...options, collection: 'jobs' },
);
jobs.index({ tenantId: 1, _id: 1 });
