import { trainDense } from './dense.ts';
import { centred, dotOf, hasEmbedding, type Projection, project } from './projection.ts';
import type { Random } from './random.ts';
import { topPlaces } from './top-places.ts';

/** Embeddings of texts and of the background, each in a row; a text without one is zeros. */
interface EmbeddedRows {
  readonly rows: Float32Array;
  readonly background: Float32Array;
}

export interface EmbeddedTexts extends EmbeddedRows {
  /** The rows have its dimensions. */
  readonly projection: Projection;
  /** The same in all dimensions, centred: there are texts enough to learn weights for so many. */
  readonly whole?: EmbeddedRows;
}

/** What tells labels apart by embeddings: weights and centres of labels, and the texts' embeddings by label. */
export interface EmbeddedModel {
  readonly projection: Projection;
  /** For each label and none of them, over the projection's dimensions or, where `isWhole`, all. */
  readonly isWhole: boolean;
  readonly weights: Float32Array;
  readonly centres: Float32Array;
  /** The rows of label `l` are those from `starts[l]` to `starts[l + 1]`. */
  readonly starts: Int32Array;
  readonly rows: Float32Array;
}

/** What embeddings say to a question: for each label and, in `linear`, for none of them. */
export interface EmbeddedScores {
  readonly linear: Float32Array;
  readonly likeness: Float32Array;
}

/** Some of the texts and of the background, by place. */
export function pickTexts(from: EmbeddedTexts, texts: readonly number[], background: readonly number[]): EmbeddedTexts {
  const pickFrom = (all: EmbeddedRows, dimensions: number) => ({
    rows: pick(all.rows, texts, dimensions),
    background: pick(all.background, background, dimensions),
  });
  const { projection, whole } = from;
  const picked = { projection, ...pickFrom(from, projection.dimensions) };
  return whole ? { ...picked, whole: pickFrom(whole, projection.from) } : picked;
}

function pick(rows: Float32Array, places: readonly number[], dimensions: number): Float32Array {
  const picked = new Float32Array(places.length * dimensions);
  for (const [index, place] of places.entries()) {
    picked.set(rows.subarray(place * dimensions, (place + 1) * dimensions), index * dimensions);
  }
  return picked;
}

/** How many labels are looked at closely; the others are unlike the question already by their centres. */
const MOST_LIKE = 24;
const FEW_LABELS = 200;
const MAIN_AXES = 40;

/** Gathers labels' centres and rows; weights come with `learnWeights`. Undefined where no text has an embedding. */
export function gatherEmbedded(
  texts: EmbeddedTexts,
  labelOfText: Int32Array,
  labelCount: number,
): EmbeddedModel | undefined {
  const { dimensions } = texts.projection;
  const rowAt = (text: number) => texts.rows.subarray(text * dimensions, (text + 1) * dimensions);
  const byLabel = Array.from({ length: labelCount }, (): number[] => []);
  let count = 0;
  for (const [text, label] of labelOfText.entries()) {
    if (!hasEmbedding(rowAt(text))) continue;
    byLabel[label]?.push(text);
    count += 1;
  }
  if (count === 0) return undefined;
  const starts = new Int32Array(labelCount + 1);
  const rows = new Float32Array(count * dimensions);
  const centres = new Float32Array(labelCount * dimensions);
  let next = 0;
  for (const [label, own] of byLabel.entries()) {
    const centre = centres.subarray(label * dimensions, (label + 1) * dimensions);
    for (const text of own) {
      const row = rowAt(text);
      rows.set(row, next * dimensions);
      next += 1;
      for (let i = 0; i < dimensions; i += 1) centre[i] = (centre[i] ?? 0) + (row[i] ?? 0);
    }
    const length = Math.sqrt(dotOf(centre, 0, centre, 0, dimensions)) || 1;
    for (let i = 0; i < dimensions; i += 1) centre[i] = (centre[i] ?? 0) / length;
    starts[label + 1] = next;
  }
  return {
    projection: texts.projection,
    isWhole: texts.whole !== undefined,
    weights: new Float32Array(0),
    centres,
    starts,
    rows,
  };
}

/** The same model with the weights that tell its labels, and none of them (`background`), apart. */
export function learnWeights(
  model: EmbeddedModel,
  vectors: {
    readonly rows: Float32Array;
    readonly labelOfText: Int32Array;
    readonly rivalsOfText?: readonly Int32Array[];
  },
  random: Random,
): EmbeddedModel {
  const dimensions = weightsOfLabel(model);
  const texts = Int32Array.from(vectors.labelOfText.keys()).filter((text) =>
    hasEmbedding(vectors.rows.subarray(text * dimensions, (text + 1) * dimensions)),
  );
  const labelCount = model.starts.length;
  return { ...model, weights: trainDense({ ...vectors, dimensions, texts, labelCount }, random) };
}

/** How many weights a label has. */
export function weightsOfLabel({ isWhole, projection }: EmbeddedModel): number {
  return isWhole ? projection.from : projection.dimensions;
}

/** The labels whose centres are nearest to a projected embedding; among many labels by its main axes alone. */
export function nearestLabels(
  { centres, projection: { dimensions } }: EmbeddedModel,
  vector: Float32Array,
  most = MOST_LIKE,
): number[] {
  const count = centres.length / dimensions;
  const axes = count > FEW_LABELS ? Math.min(dimensions, MAIN_AXES) : dimensions;
  const cosines = new Float32Array(count);
  for (let label = 0; label < count; label += 1) cosines[label] = dotOf(centres, label * dimensions, vector, 0, axes);
  return topPlaces(cosines, most);
}

/** A question's projected embedding, what weights are for, and the labels nearest to it; undefined where it has none of the model's kind. */
export function nearestByMeaning(model: EmbeddedModel, embedding: Float32Array) {
  const vector = project(model.projection, embedding);
  if (!hasEmbedding(vector)) return undefined;
  const weighed = model.isWhole ? centred(model.projection, embedding) : vector;
  return { vector, weighed, nearest: nearestLabels(model, vector) };
}

/** Scores the labels in `wanted`, or all; `likeness` of those that are not near is 0. */
export function scoreMeaning(
  model: EmbeddedModel,
  { vector, weighed, nearest }: NonNullable<ReturnType<typeof nearestByMeaning>>,
  wanted?: readonly number[],
): EmbeddedScores {
  const dimensions = weightsOfLabel(model);
  const labelCount = model.starts.length - 1;
  const linear = new Float32Array(labelCount + 1);
  const score = (label: number) => {
    linear[label] = dotOf(model.weights, label * dimensions, weighed, 0, dimensions);
  };
  if (wanted) for (const label of wanted) score(label);
  else for (let label = 0; label <= labelCount; label += 1) score(label);
  const likeness = new Float32Array(labelCount);
  for (const label of nearest) likeness[label] = likenessTo(model, label, vector);
  return { linear, likeness };
}

/** The mean of the cosines of the label's two nearest texts, or that of its only one; at least 0. */
function likenessTo({ starts, rows, projection: { dimensions } }: EmbeddedModel, label: number, vector: Float32Array) {
  let nearest = 0;
  let second = -1;
  const end = starts[label + 1] ?? 0;
  for (let place = starts[label] ?? 0; place < end; place += 1) {
    const cosine = Math.max(0, dotOf(rows, place * dimensions, vector, 0, dimensions));
    if (cosine > nearest || place === starts[label]) {
      if (place !== starts[label]) second = nearest;
      nearest = cosine;
    } else if (cosine > second) second = cosine;
  }
  return second < 0 ? nearest : (nearest + second) / 2;
}
