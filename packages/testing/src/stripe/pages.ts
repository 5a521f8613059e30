import { type Params, part, text, whole } from './read-params.ts';
import { missing, refuse } from './refusal.ts';

/** A page of a list, newest first, as https://docs.stripe.com/api/pagination says. */
export function pageOf<T extends { readonly id: string; readonly created?: unknown }>(
  url: string,
  oldestFirst: readonly T[],
  params: Params,
): { object: 'list'; url: string; has_more: boolean; data: T[] } {
  const all = oldestFirst.filter((entry) => isWithin(entry.created, params)).reverse();
  const limit = whole(params, 'limit') ?? 10;
  if (limit < 1 || limit > 100) {
    const message = `This value must be ${limit < 1 ? 'greater than or equal to 1' : 'less than or equal to 100'}.`;
    throw refuse(message, { param: 'limit', code: 'parameter_invalid_integer' });
  }
  const after = text(params, 'starting_after');
  const before = text(params, 'ending_before');
  if (after !== undefined && before !== undefined) {
    throw refuse('You cannot parameterize both starting_after and ending_before.');
  }
  const place = (id: string, param: string) => {
    const at = all.findIndex((entry) => entry.id === id);
    if (at === -1) throw missing('object', id, param);
    return at;
  };
  const from = after === undefined ? 0 : place(after, 'starting_after') + 1;
  const until = before === undefined ? all.length : place(before, 'ending_before');
  const start = before === undefined ? from : Math.max(0, until - limit);
  const data = all.slice(start, Math.min(until, start + limit));
  return { object: 'list', url, has_more: before === undefined ? start + limit < until : start > 0, data };
}

function isWithin(created: unknown, params: Params): boolean {
  const at = typeof created === 'number' ? created : 0;
  const exact = whole(params, 'created');
  if (exact !== undefined) return at === exact;
  const range = part(params, 'created') ?? {};
  const holds = (name: string, test: (limit: number) => boolean) => {
    const limit = whole(range, name);
    return limit === undefined || test(limit);
  };
  return (
    holds('gt', (limit) => at > limit) &&
    holds('gte', (limit) => at >= limit) &&
    holds('lt', (limit) => at < limit) &&
    holds('lte', (limit) => at <= limit)
  );
}
