import { createHash } from 'node:crypto';
import type { MeterReport } from './ports.ts';

/** Stripe's longest `identifier`. */
const LONGEST = 100;

/** The id of a report: the same whoever derives it. Long tenants' ids are hashed. */
export function reportId({
  tenantId,
  meter,
  hour,
  number,
}: Pick<MeterReport, 'tenantId' | 'meter' | 'hour' | 'number'>): string {
  const rest = `${meter}:${hour.toISOString().slice(0, 13)}:${number}`;
  const id = `${tenantId}:${rest}`;
  if (id.length <= LONGEST) return id;
  return `${createHash('sha256').update(tenantId).digest('hex').slice(0, 40)}:${rest}`;
}
