import type { Vectors, Weighed } from './vocabulary.ts';

/** For each feature the texts that have it, to find a question's nearest texts without looking at all of them. */
export interface NeighbourModel {
  readonly starts: Int32Array;
  /** Texts by their places: those of label `l` have the places from `startOfLabel[l]` to `startOfLabel[l + 1]`. */
  readonly texts: Int32Array;
  readonly values: Float32Array;
  readonly startOfLabel: Int32Array;
  /** The place of each text, in the order in which they were learnt. */
  readonly placeOfText: Int32Array;
}

/**
 * Of so many places where texts have a feature at most is read, the rarest features first: a question costs the same
 * among 10,000 FAQs, and what very many texts have says little.
 */
const MOST_READ = 60_000;

/** How like each text is what is being compared; made once, as it is long where FAQs are many, and at rest all zeros. */
let cosines = new Float32Array();

export function learnNeighbours(vectors: Vectors, labelOfText: Int32Array, featureCount: number): NeighbourModel {
  const starts = new Int32Array(featureCount + 1);
  for (const feature of vectors.at) starts[feature + 1] = (starts[feature + 1] ?? 0) + 1;
  for (let feature = 0; feature < featureCount; feature += 1) {
    starts[feature + 1] = (starts[feature + 1] ?? 0) + (starts[feature] ?? 0);
  }
  const { startOfLabel, placeOfText } = placesByLabel(labelOfText);
  const next = starts.slice();
  const texts = new Int32Array(vectors.at.length);
  const values = new Float32Array(vectors.at.length);
  for (let text = 0; text < labelOfText.length; text += 1) {
    const end = vectors.starts[text + 1] ?? 0;
    for (let i = vectors.starts[text] ?? 0; i < end; i += 1) {
      const feature = vectors.at[i] ?? 0;
      const place = next[feature] ?? 0;
      next[feature] = place + 1;
      texts[place] = placeOfText[text] ?? 0;
      values[place] = vectors.value[i] ?? 0;
    }
  }
  return { starts, texts, values, startOfLabel, placeOfText };
}

function placesByLabel(labelOfText: Int32Array): Pick<NeighbourModel, 'startOfLabel' | 'placeOfText'> {
  const labelCount = labelOfText.reduce((most, label) => Math.max(most, label + 1), 0);
  const startOfLabel = new Int32Array(labelCount + 1);
  for (const label of labelOfText) startOfLabel[label + 1] = (startOfLabel[label + 1] ?? 0) + 1;
  for (let label = 0; label < labelCount; label += 1) {
    startOfLabel[label + 1] = (startOfLabel[label + 1] ?? 0) + (startOfLabel[label] ?? 0);
  }
  const next = startOfLabel.slice();
  const placeOfText = labelOfText.map((label) => {
    const place = next[label] ?? 0;
    next[label] = place + 1;
    return place;
  });
  return { startOfLabel, placeOfText };
}

/**
 * For each label, how like its texts a question is (0–1): the mean of the cosines of its two nearest texts, or that of
 * its only one. `except` is a text that does not count.
 */
export function likenessOf(
  model: NeighbourModel,
  { at, value }: Pick<Weighed, 'at' | 'value'>,
  labelCount: number,
  except = -1,
): Float32Array {
  const { starts, texts, values, startOfLabel, placeOfText } = model;
  if (cosines.length < placeOfText.length) cosines = new Float32Array(placeOfText.length);
  const sums = cosines;
  for (const i of rarestFirst(model, at)) {
    const feature = at[i] ?? 0;
    const v = value[i] ?? 0;
    const end = starts[feature + 1] ?? 0;
    for (let place = starts[feature] ?? 0; place < end; place += 1) {
      const text = texts[place] ?? 0;
      sums[text] = (sums[text] ?? 0) + v * (values[place] ?? 0);
    }
  }
  const likeness = new Float32Array(labelCount);
  const left = except >= 0 ? placeOfText[except] : undefined;
  for (let label = 0; label + 1 < startOfLabel.length; label += 1) {
    const from = startOfLabel[label] ?? 0;
    const to = startOfLabel[label + 1] ?? 0;
    let count = to - from;
    let nearest = 0;
    let second = 0;
    for (let text = from; text < to; text += 1) {
      const cosine = sums[text] ?? 0;
      sums[text] = 0;
      if (text === left) count -= 1;
      else if (cosine > nearest) {
        second = nearest;
        nearest = cosine;
      } else if (cosine > second) second = cosine;
    }
    likeness[label] = count > 1 ? (nearest + second) / 2 : nearest;
  }
  return likeness;
}

/** The places in `at` of the features to read. */
function rarestFirst({ starts }: NeighbourModel, at: Int32Array): Int32Array {
  // Numbers that sort by how many texts have the feature, then by its place.
  const ranks = new Float64Array(at.length);
  let all = 0;
  for (let i = 0; i < at.length; i += 1) {
    const size = (starts[(at[i] ?? 0) + 1] ?? 0) - (starts[at[i] ?? 0] ?? 0);
    ranks[i] = size * at.length + i;
    all += size;
  }
  if (all > MOST_READ) ranks.sort();
  const order = new Int32Array(at.length);
  let read = 0;
  for (let count = 0; count < order.length; count += 1) {
    const rank = ranks[count] ?? 0;
    order[count] = rank % at.length;
    read += Math.floor(rank / at.length);
    if (read > MOST_READ) return order.subarray(0, count);
  }
  return order;
}
