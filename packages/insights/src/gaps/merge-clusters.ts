import { dot, type QuestionCluster } from './question-clusters.ts';

export interface Merging {
  readonly clusters: readonly QuestionCluster[];
  /** Of each cluster that was merged, the one that it is part of now. */
  readonly mergedInto: ReadonlyMap<string, string>;
}

/** From which mean likeness of their questions on two clusters are one. */
const SAME = 0.2;
const LOOKS_AT_ONCE = 16;

/**
 * Merges clusters whose questions are on average alike, the most alike first (average linkage): what came one by one may have
 * begun two clusters for one thing. The larger keeps its id, of two as large the one given first. What is given is not changed.
 * Time grows with the square of the clusters, in pieces, so that whatever else the process does goes on meanwhile.
 */
export async function mergeClusters(clusters: readonly QuestionCluster[]): Promise<Merging> {
  const open = clusters.map(({ id, sum, count }) => ({ id, sum: sum.slice(), count, isMerged: false }));
  const mergedInto = new Map<string, string>();
  const nearest = open.map(() => ({ at: -1, likeness: -1 }));
  const likenessOf = (one: number, other: number) => {
    const [a, b] = [open[one], open[other]];
    return a && b ? dot(a.sum, b.sum) / (a.count * b.count) : -1;
  };
  let looks = 0;
  const seek = async (one: number) => {
    looks += 1;
    if (looks % LOOKS_AT_ONCE === 0) await new Promise(setImmediate);
    const found = { at: -1, likeness: -1 };
    for (const [other, { isMerged }] of open.entries()) {
      if (isMerged || other === one) continue;
      const likeness = likenessOf(one, other);
      if (likeness > found.likeness) Object.assign(found, { at: other, likeness });
    }
    nearest[one] = found;
  };
  for (const one of open.keys()) await seek(one);
  for (;;) {
    const [one, other] = closestOf(open, nearest);
    const [a, b] = [open[one], open[other]];
    if (!a || !b || (nearest[one]?.likeness ?? -1) < SAME) break;
    const [kept, gone] = b.count > a.count || (b.count === a.count && other < one) ? [other, one] : [one, other];
    const [into, from] = kept === one ? [a, b] : [b, a];
    for (let at = 0; at < into.sum.length; at += 1) into.sum[at] = (into.sum[at] ?? 0) + (from.sum[at] ?? 0);
    into.count += from.count;
    from.isMerged = true;
    mergedInto.set(from.id, into.id);
    await seek(kept);
    for (const [index, { isMerged }] of open.entries()) {
      if (isMerged || index === kept) continue;
      const known = nearest[index];
      if (known?.at === gone || known?.at === kept) await seek(index);
      else {
        const likeness = likenessOf(index, kept);
        if (known && likeness > known.likeness) nearest[index] = { at: kept, likeness };
      }
    }
  }
  return {
    clusters: open.filter(({ isMerged }) => !isMerged).map(({ id, sum, count }) => ({ id, sum, count })),
    mergedInto: settled(mergedInto),
  };
}

function closestOf(
  open: readonly { readonly isMerged: boolean }[],
  nearest: readonly { readonly at: number; readonly likeness: number }[],
): [number, number] {
  let best = -1;
  for (const [index, { isMerged }] of open.entries()) {
    if (!isMerged && (best < 0 || (nearest[index]?.likeness ?? -1) > (nearest[best]?.likeness ?? -1))) best = index;
  }
  return [best, nearest[best]?.at ?? -1];
}

/** What was merged into something that was merged itself is part of the last. */
function settled(mergedInto: ReadonlyMap<string, string>): Map<string, string> {
  const last = (id: string): string => {
    const next = mergedInto.get(id);
    return next === undefined ? id : last(next);
  };
  return new Map([...mergedInto.keys()].map((id) => [id, last(id)]));
}
