import type { trpcClient } from '../../trpc.ts';

export type Row = Awaited<ReturnType<typeof trpcClient.faqs.list.query>>['items'][number];

// Read without schemas, whose code would be fetched with the first page whatever that is.
export const shows = ['published', 'draft', 'changed', 'outOfDate', 'archived'] as const;
export const validities = ['now', 'upcoming', 'expired', 'scheduled'] as const;

/** What of the FAQs is shown, as the address says it, so that it can be kept and sent to somebody. */
export interface Wanted {
  readonly search?: string;
  readonly show?: (typeof shows)[number];
  readonly category?: string;
  readonly language?: string;
  readonly validity?: (typeof validities)[number];
  readonly sort?: 'question';
}

/** Reads the address; what it says wrongly is left out. */
export function readWanted(given: Record<string, unknown>): Wanted {
  const text = (name: string, most: number) => {
    const value = given[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, most) : '';
  };
  const search = text('search', 200);
  const category = text('category', 100);
  const language = text('language', 35);
  const show = shows.find((one) => one === given['show']);
  const validity = validities.find((one) => one === given['validity']);
  return {
    ...(search !== '' && { search }),
    ...(show && { show }),
    ...(category !== '' && { category }),
    ...(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language) && { language }),
    ...(validity && { validity }),
    ...(given['sort'] === 'question' && { sort: 'question' }),
  };
}

export function isFiltered({ sort: _order, ...filters }: Wanted): boolean {
  return Object.keys(filters).length > 0;
}

/** The same in the words of the server. */
export function asked({ show, ...rest }: Wanted) {
  if (show === 'changed') return { ...rest, hasChanges: true };
  if (show === 'outOfDate') return { ...rest, isOutOfDate: true };
  return { ...rest, ...(show && { status: show }) };
}
