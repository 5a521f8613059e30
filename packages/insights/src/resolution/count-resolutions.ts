import type { TenantId } from '@answerdesk/domain';
import type { Counts } from '../counts.ts';
import type { Cell, HourOfCounts } from '../ports.ts';
import { HOUR_MS, languageKey, QUARTER_MS } from '../tally.ts';
import type { EnquiryStore, KeptEnquiry, ResolutionCountStore } from './ports.ts';

type Ending = Extract<
  keyof Counts,
  `${'bot' | 'person'}${'Confirmed' | 'Assumed' | 'Reopened'}` | 'unresolved' | 'undecided'
>;
type Endings = Partial<Record<Ending | 'enquiries', number>>;

export interface CountResolutionsDeps {
  readonly enquiries: Pick<EnquiryStore, 'begunBetween'>;
  readonly resolutions: Pick<ResolutionCountStore, 'replace'>;
}

/**
 * Counts how the enquiries that began in an hour stand, and puts that in place of what was counted before. Resolves to the
 * count.
 */
export async function countResolutions(
  { enquiries, resolutions }: CountResolutionsDeps,
  tenantId: TenantId,
  start: Date,
): Promise<HourOfCounts> {
  const cells = new Map<string, Cell & { readonly counts: Endings }>();
  for await (const one of enquiries.begunBetween(tenantId, start, new Date(start.getTime() + HOUR_MS))) {
    const quarter = Math.floor((one.startedAt.getTime() - start.getTime()) / QUARTER_MS);
    const { channel } = one;
    const language = languageKey(one.language);
    const name = `${quarter} ${channel} ${language}`;
    const counts: Endings = cells.get(name)?.counts ?? {};
    const ending = endingOf(one);
    const more = { enquiries: (counts.enquiries ?? 0) + 1, [ending]: (counts[ending] ?? 0) + 1 };
    cells.set(name, { quarter, channel, language, counts: { ...counts, ...more } });
  }
  const hour = { start, cells: [...cells.values()] };
  await resolutions.replace(tenantId, hour);
  return hour;
}

/** The hour in which an enquiry is counted: that of its first message. */
export function hourOf({ startedAt }: Pick<KeptEnquiry, 'startedAt'>): Date {
  return new Date(Math.floor(startedAt.getTime() / HOUR_MS) * HOUR_MS);
}

function endingOf({ state, by }: Pick<KeptEnquiry, 'state' | 'by'>): Ending {
  switch (state) {
    case 'confirmed':
      return by === 'person' ? 'personConfirmed' : 'botConfirmed';
    case 'assumed':
      return by === 'person' ? 'personAssumed' : 'botAssumed';
    case 'reopened':
      return by === 'person' ? 'personReopened' : 'botReopened';
    case 'unresolved':
      return 'unresolved';
    case 'open':
    case 'pending':
      return 'undecided';
  }
}
