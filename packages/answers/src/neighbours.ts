import type { Vectors, Weighed } from './vocabulary.ts';

/** For each feature the texts that have it, to find a question's nearest texts without looking at all of them. */
export interface NeighbourModel {
  readonly starts: Int32Array;
  readonly texts: Int32Array;
  readonly values: Float32Array;
  readonly labelOfText: Int32Array;
}

export function learnNeighbours(vectors: Vectors, labelOfText: Int32Array, featureCount: number): NeighbourModel {
  const starts = new Int32Array(featureCount + 1);
  for (const feature of vectors.at) starts[feature + 1] = (starts[feature + 1] ?? 0) + 1;
  for (let feature = 0; feature < featureCount; feature += 1) {
    starts[feature + 1] = (starts[feature + 1] ?? 0) + (starts[feature] ?? 0);
  }
  const next = starts.slice();
  const texts = new Int32Array(vectors.at.length);
  const values = new Float32Array(vectors.at.length);
  for (let text = 0; text < labelOfText.length; text += 1) {
    const end = vectors.starts[text + 1] ?? 0;
    for (let i = vectors.starts[text] ?? 0; i < end; i += 1) {
      const feature = vectors.at[i] ?? 0;
      const place = next[feature] ?? 0;
      next[feature] = place + 1;
      texts[place] = text;
      values[place] = vectors.value[i] ?? 0;
    }
  }
  return { starts, texts, values, labelOfText };
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
  const second = new Float32Array(labelCount).fill(-1);
  for (let text = 0; text < cosines.length; text += 1) {
    if (text === except) continue;
    const cosine = cosines[text] ?? 0;
    const label = model.labelOfText[text] ?? 0;
    if (cosine > (nearest[label] ?? 0)) {
      if ((nearest[label] ?? 0) > 0) second[label] = nearest[label] ?? 0;
      nearest[label] = cosine;
    } else if (cosine > (second[label] ?? 0)) second[label] = cosine;
  }
  return nearest.map((like, label) => ((second[label] ?? 0) < 0 ? like : (like + (second[label] ?? 0)) / 2));
}
