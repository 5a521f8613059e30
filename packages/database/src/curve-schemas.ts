import type { TenantId } from '@answerdesk/domain';
import type { CurveMark, CurveProgress, WeekMeasured } from '@answerdesk/insights';
import { Schema } from 'mongoose';
import { options } from './schema-options.ts';

/** `_id` carries the tenant, `id` does not. */
export type CurveMarkDoc = CurveMark & { _id: string; tenantId: TenantId };
export type CurveWeekDoc = WeekMeasured & { _id: string; tenantId: TenantId };

/** One a tenant, by its id. */
export type CurveProgressDoc = CurveProgress & { _id: TenantId; tenantId: TenantId };

const text = { type: String, required: true } as const;
const moment = { type: Date, required: true } as const;
const count = { type: Number, required: true } as const;

const curvemarks = new Schema<CurveMarkDoc>(
  {
    _id: text,
    tenantId: text,
    id: text,
    at: moment,
    kind: text,
    count,
    faqs: { type: [Schema.Types.Mixed], required: true },
    uplift: { type: Schema.Types.Mixed },
    dial: { type: Schema.Types.Mixed },
  },
  { ...options, id: false, collection: 'curvemarks' },
);
curvemarks.index({ tenantId: 1, at: 1 });

const curveweeks = new Schema<CurveWeekDoc>(
  {
    _id: text,
    tenantId: text,
    week: text,
    verdicts: { type: Schema.Types.Mixed, required: true },
    glossary: count,
    measuredAt: moment,
    heldOut: count,
  },
  { ...options, collection: 'curveweeks' },
);
curveweeks.index({ tenantId: 1, week: 1 }, { unique: true });

const curveprogress = new Schema<CurveProgressDoc>(
  {
    _id: text,
    tenantId: text,
    faqsVersion: count,
    glossary: count,
    heldOut: count,
    week: text,
    dialMovedAt: { type: Number },
  },
  { ...options, collection: 'curveprogress' },
);
curveprogress.index({ tenantId: 1 });

export const curveSchemas = { curvemarks, curveweeks, curveprogress };
