/**
 * The column of each label's weights: labels that compete for the same texts stand side by side, so that what a text reads
 * are few places in memory. Runs are begun by a label that is left over and filled up by those that compete most with what is
 * in them. The last label, that of none, stays last.
 */
export function sideBySide(rivalsOfText: readonly Int32Array[], labelCount: number): Int32Array {
  const none = labelCount - 1;
  const affinities = affinitiesOf(rivalsOfText, none);
  const columns = new Int32Array(labelCount).fill(-1);
  let affinityToRun = new Map<number, number>();
  let leftOver = 0;
  for (let column = 0; column < none; column += 1) {
    let label = mostAffine(affinityToRun);
    if (label === undefined) {
      while ((columns[leftOver] ?? 0) >= 0) leftOver += 1;
      label = leftOver;
    }
    if (column % LABELS_OF_RUN === 0) affinityToRun = new Map();
    affinityToRun.delete(label);
    columns[label] = column;
    for (const [other, affinity] of affinities[label] ?? []) {
      if ((columns[other] ?? 0) < 0) affinityToRun.set(other, (affinityToRun.get(other) ?? 0) + affinity);
    }
  }
  columns[none] = none;
  return columns;
}

/** So many numbers are a line of a processor's memory cache. */
const LABELS_OF_RUN = 16;

function mostAffine(affinities: ReadonlyMap<number, number>): number | undefined {
  let best: number | undefined;
  let most = 0;
  for (const [label, affinity] of affinities) {
    if (affinity <= most) continue;
    best = label;
    most = affinity;
  }
  return best;
}

/** For how many texts other labels compete with a label. */
function affinitiesOf(rivalsOfText: readonly Int32Array[], none: number): Map<number, number>[] {
  const affinities = Array.from({ length: none }, () => new Map<number, number>());
  const raise = (of: number, other: number) => {
    const known = affinities[of];
    known?.set(other, (known.get(other) ?? 0) + 1);
  };
  for (const [own, ...rivals] of rivalsOfText) {
    if (own === undefined || own === none) continue;
    for (const rival of rivals) {
      if (rival === none) continue;
      raise(own, rival);
      raise(rival, own);
    }
  }
  return affinities;
}
