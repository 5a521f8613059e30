import type { Sparse } from './features.ts';

/** For each feature, the texts that have it, to find a question's nearest texts without looking at all of them. */
export interface NeighbourModel {
  readonly starts: Int32Array;
  readonly texts: Int32Array;
  readonly values: Float32Array;
  readonly labelOfText: Int32Array;
}

export function learnNeighbours(
  vectors: readonly Sparse[],
  labelOfText: Int32Array,
  featureCount: number,
): NeighbourModel {
  const starts = new Int32Array(featureCount + 1);
  for (const { at } of vectors) for (const feature of at) starts[feature + 1] = (starts[feature + 1] ?? 0) + 1;
  for (let feature = 0; feature < featureCount; feature += 1) {
    starts[feature + 1] = (starts[feature + 1] ?? 0) + (starts[feature] ?? 0);
  }
  const next = starts.slice();
  const texts = new Int32Array(starts[featureCount] ?? 0);
  const values = new Float32Array(texts.length);
  for (const [text, { at, value }] of vectors.entries()) {
    for (let i = 0; i < at.length; i += 1) {
      const feature = at[i] ?? 0;
      const place = next[feature] ?? 0;
      next[feature] = place + 1;
      texts[place] = text;
      values[place] = value[i] ?? 0;
    }
  }
  return { starts, texts, values, labelOfText };
}

/** For each label, how like its most like texts a question is (cosine, 0–1): 0.7 of the nearest, 0.3 of the second. */
export function likenessOf(model: NeighbourModel, { at, value }: Sparse, labelCount: number): Float32Array {
  const cosines = new Float32Array(model.labelOfText.length);
  for (let i = 0; i < at.length; i += 1) {
    const feature = at[i] ?? 0;
    const v = value[i] ?? 0;
    const end = model.starts[feature + 1] ?? 0;
    for (let place = model.starts[feature] ?? 0; place < end; place += 1) {
      const text = model.texts[place] ?? 0;
      cosines[text] = (cosines[text] ?? 0) + v * (model.values[place] ?? 0);
    }
  }
  const nearest = new Float32Array(labelCount);
  const second = new Float32Array(labelCount);
  for (let text = 0; text < cosines.length; text += 1) {
    const cosine = cosines[text] ?? 0;
    const label = model.labelOfText[text] ?? 0;
    if (cosine > (nearest[label] ?? 0)) {
      second[label] = nearest[label] ?? 0;
      nearest[label] = cosine;
    } else if (cosine > (second[label] ?? 0)) second[label] = cosine;
  }
  return nearest.map((like, label) => 0.7 * like + 0.3 * (second[label] ?? 0));
}
