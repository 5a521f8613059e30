/** Questions that ask the same: the sum of their vectors, of length 1 each, and how many they are. */
export interface QuestionCluster {
  readonly id: string;
  readonly sum: Float32Array;
  readonly count: number;
}

/** A question as a vector of length 1; those of one tenant have equally many dimensions. */
export interface QuestionVector {
  readonly id: string;
  readonly vector: Float32Array;
}

export interface Clustering {
  /** In which cluster each question is, in their order. */
  readonly clusterIds: readonly string[];
  /** The clusters that are new or that a question came to. */
  readonly changed: readonly QuestionCluster[];
}

/** From which likeness (cosine) to the middle of a cluster on a question belongs to it. */
const LIKE = 0.4;
/** Clusters are looked up by groups of like ones; a question is compared with those of the groups nearest to it. */
const LIKE_GROUP = 0.2;
const NEAREST_GROUPS = 6;
const FEW_CLUSTERS = 64;

interface Group {
  readonly middle: Float32Array;
  readonly members: Open[];
}

interface Open {
  readonly id: string;
  readonly sum: Float32Array;
  count: number;
  length: number;
  isChanged: boolean;
}

/**
 * Puts questions into the clusters most like them, or begins new ones, one question after another; a new cluster has the id
 * of its first question. Clusters that exist keep their ids, so that it can go on with what comes later. Pure: what is given
 * is not changed, and the same questions in the same order give the same clusters.
 */
export function clusterQuestions(
  clusters: readonly QuestionCluster[],
  questions: readonly QuestionVector[],
): Clustering {
  const open = clusters.map(opened);
  const groups: Group[] = [];
  for (const cluster of open) addToGroup(groups, cluster);
  const clusterIds: string[] = [];
  for (const { id, vector } of questions) {
    const nearest = nearestOf(open, groups, vector);
    if (nearest) {
      include(nearest, vector);
      clusterIds.push(nearest.id);
      continue;
    }
    const begun = { id, sum: vector.slice(), count: 1, length: lengthOf(vector), isChanged: true };
    open.push(begun);
    addToGroup(groups, begun);
    clusterIds.push(id);
  }
  return { clusterIds, changed: open.filter(({ isChanged }) => isChanged).map(closed) };
}

function nearestOf(open: readonly Open[], groups: readonly Group[], vector: Float32Array): Open | undefined {
  let nearest: Open | undefined;
  let highest = LIKE;
  const compare = (cluster: Open) => {
    const likeness = dot(cluster.sum, vector) / (cluster.length || 1);
    if (likeness < highest) return;
    highest = likeness;
    nearest = cluster;
  };
  if (open.length <= FEW_CLUSTERS) {
    for (const cluster of open) compare(cluster);
    return nearest;
  }
  const likeness = Float64Array.from(groups, ({ middle }) => dot(middle, vector));
  const least = likeness.slice().sort()[Math.max(0, likeness.length - NEAREST_GROUPS)] ?? 0;
  for (const [index, { members }] of groups.entries()) {
    if ((likeness[index] ?? 0) >= least) for (const cluster of members) compare(cluster);
  }
  return nearest;
}

/** A group is named by its first cluster as that was then: its middle does not move. */
function addToGroup(groups: Group[], cluster: Open): void {
  let nearest: Group | undefined;
  let highest = LIKE_GROUP;
  for (const group of groups) {
    const likeness = dot(group.middle, cluster.sum) / (cluster.length || 1);
    if (likeness < highest) continue;
    highest = likeness;
    nearest = group;
  }
  if (nearest) nearest.members.push(cluster);
  else groups.push({ middle: cluster.sum.map((value) => value / (cluster.length || 1)), members: [cluster] });
}

function include(cluster: Open, vector: Float32Array): void {
  const { sum } = cluster;
  for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + (vector[at] ?? 0);
  cluster.count += 1;
  cluster.length = lengthOf(sum);
  cluster.isChanged = true;
}

function opened({ id, sum, count }: QuestionCluster): Open {
  return { id, sum: sum.slice(), count, length: lengthOf(sum), isChanged: false };
}

function closed({ id, sum, count }: Open): QuestionCluster {
  return { id, sum, count };
}

export function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

function lengthOf(vector: Float32Array): number {
  return Math.sqrt(dot(vector, vector));
}
