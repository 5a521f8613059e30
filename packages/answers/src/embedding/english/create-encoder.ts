import { createLayers, type Layer } from './matrix.ts';
import type { EncoderWeights } from './read-weights.ts';
import { createSplitter } from './split-into-pieces.ts';

/** Numbers in a vector. */
export const ENGLISH_DIMENSIONS = 512;
const WORD_SIZE = 256;
const SIZE = ENGLISH_DIMENSIONS;
const INNER_SIZE = 1_536;
const VOCABULARY = 8_002;
const HEADS = 4;
/** What comes after so many pieces is not read. */
const MOST_PIECES = 128;
/** Pieces calculated at a time: what they need stays in the processor's cache. */
const MOST_ROWS = 256;
const LAYER_EPSILON = 1e-6;
const LONGEST_TEXT = 2_000;

const ROOT = 'module_apply_default/Encoder_en';
const STACK = `${ROOT}/KonaTransformer/Encode`;
const KERNELS = 'module/Encoder_en/KonaTransformer/Encode';
const JOINED = 'ConcatPartitions/concat';

interface Norm {
  readonly scale: Float32Array;
  readonly bias: Float32Array;
}

interface Attention {
  readonly norm: Norm;
  readonly toQueriesKeysValues: Layer;
  readonly outward: Layer;
  /** Of each: queries, keys, values. */
  readonly width: number;
}

interface FeedForward {
  readonly norm: Norm;
  readonly inward: Layer;
  readonly outward: Layer;
}

/**
 * Makes the forward pass of the Universal Sentence Encoder lite (Cer et al. 2018; two transformer layers, the mean of their
 * output, one layer over it, length 1) over texts of different lengths without padding. Texts are read up to 128 pieces.
 */
export function createEncoder(weights: EncoderWeights): (texts: readonly string[]) => Float32Array[] {
  const split = createSplitter(weights.pieces);
  const words = weights.of('module/Embeddings_en', VOCABULARY * WORD_SIZE);
  const waves = weights.of(
    `${STACK}/TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1`,
    WORD_SIZE / 2,
  );
  const encode = createStack(weights);

  function positioned(pieces: readonly number[], target: Float32Array, row: number): void {
    for (const [position, piece] of pieces.entries()) {
      const start = (row + position) * WORD_SIZE;
      for (let i = 0; i < WORD_SIZE; i += 1) {
        const angle = position * (waves[i % waves.length] ?? 0);
        // The word itself counts twice: the model adds it before and after it adds the place.
        target[start + i] =
          2 * (words[piece * WORD_SIZE + i] ?? 0) + (i < waves.length ? Math.sin(angle) : Math.cos(angle));
      }
    }
  }

  return (texts) => {
    const pieces = texts.map((text) => split(text.slice(0, LONGEST_TEXT)).slice(0, MOST_PIECES));
    const vectors: Float32Array[] = [];
    for (let from = 0; from < pieces.length; ) {
      let rows = 0;
      let to = from;
      while (to < pieces.length && rows + (pieces[to]?.length ?? 0) <= MOST_ROWS) {
        rows += pieces[to]?.length ?? 0;
        to += 1;
      }
      const taken = pieces.slice(from, to);
      const input = new Float32Array(rows * WORD_SIZE);
      const starts = new Int32Array(taken.length + 1);
      for (const [index, own] of taken.entries()) {
        positioned(own, input, starts[index] ?? 0);
        starts[index + 1] = (starts[index] ?? 0) + own.length;
      }
      vectors.push(...encode(input, starts));
      from = to;
    }
    return vectors;
  };
}

function createStack(weights: EncoderWeights): (input: Float32Array, starts: Int32Array) => Float32Array[] {
  const inner = (layer: number, part: string) =>
    `${STACK}/TransformerStack/Layer_${layer}/TransformerLayer/FFN/${part}`;
  const outer = (layer: number, part: string) => `${STACK}/Layer_${layer}/TransformerLayer/${part}/${JOINED}`;
  const normOf = (layer: number, part: string, size: number): Norm => ({
    scale: weights.of(outer(layer, `${part}layer_prepostprocess/layer_norm/layer_norm_scale`), size),
    bias: weights.of(outer(layer, `${part}layer_prepostprocess/layer_norm/layer_norm_bias`), size),
  });
  const attending = (layer: number, part: string, from: number, to: number) => ({
    weights: weights.of(
      `${KERNELS}/Layer_${layer}/TransformerLayer/MultiheadAttention/${part}/kernel/part_0`,
      from * to,
    ),
    bias: weights.of(outer(layer, `MultiheadAttention/${part}/bias`), to),
  });
  const feeding = (layer: number, part: string, from: number, to: number) => ({
    weights: weights.of(inner(layer, `${part}/Tensordot/Reshape_1`), from * to),
    bias: weights.of(outer(layer, `FFN/${part}/bias`), to),
  });
  const layersOf = (layer: number, width: number) => [
    attending(layer, 'qkv_transform_single', width, 3 * width),
    attending(layer, 'output_transform_single', width, SIZE),
    feeding(layer, 'conv1', SIZE, INNER_SIZE),
    feeding(layer, 'conv2', INNER_SIZE, SIZE),
  ];
  const widen = {
    weights: weights.of(outer(0, 'dense/kernel'), WORD_SIZE * SIZE),
    bias: weights.of(outer(0, 'dense/bias'), SIZE),
  };
  const last = {
    weights: weights.of('module/Encoder_en/hidden_layers/tanh_layer_0/weights', SIZE * SIZE),
    bias: weights.of('module/Encoder_en/hidden_layers/tanh_layer_0/bias', SIZE),
  };
  const made = createLayers([...layersOf(0, WORD_SIZE), ...layersOf(1, SIZE), widen, last], MOST_ROWS);
  const layer = (index: number): Layer => {
    const found = made[index];
    if (!found) throw new Error(`There is no layer ${index}`);
    return found;
  };
  const attentionOf = (index: number, first: number, width: number): Attention => ({
    norm: normOf(index, '', width),
    toQueriesKeysValues: layer(first),
    outward: layer(first + 1),
    width,
  });
  const feedOf = (index: number, first: number): FeedForward => ({
    norm: normOf(index, 'FFN/', SIZE),
    inward: layer(first + 2),
    outward: layer(first + 3),
  });
  const steps = [
    { attention: attentionOf(0, 0, WORD_SIZE), feed: feedOf(0, 0), widen: layer(8) },
    { attention: attentionOf(1, 4, SIZE), feed: feedOf(1, 4), widen: undefined },
  ];

  return (input, starts) => {
    const rows = starts.at(-1) ?? 0;
    let current = input;
    for (const { attention, feed, widen: wide } of steps) {
      const kept = wide ? applied(wide, current, rows, SIZE) : current;
      const attended = add(attend(attention, current, starts), kept);
      current = add(fed(feed, attended, rows), attended);
    }
    const means = meansOf(current, starts);
    const texts = starts.length - 1;
    const vectors = applied(layer(9), means, texts, SIZE);
    return Array.from({ length: texts }, (_, text) => unitOf(vectors.subarray(text * SIZE, (text + 1) * SIZE)));
  };
}

function applied(layer: Layer, input: Float32Array, rows: number, columns: number): Float32Array {
  const output = new Float32Array(rows * columns);
  layer.apply(input, rows, output);
  return output;
}

function fed({ norm, inward, outward }: FeedForward, input: Float32Array, rows: number): Float32Array {
  const hidden = applied(inward, normalised(input, norm), rows, INNER_SIZE);
  for (let i = 0; i < hidden.length; i += 1) if ((hidden[i] ?? 0) < 0) hidden[i] = 0;
  return applied(outward, hidden, rows, SIZE);
}

/** Each piece looks at all pieces of its own text, with each head at another part of what they are. */
function attend(
  { norm, toQueriesKeysValues, outward, width }: Attention,
  input: Float32Array,
  starts: Int32Array,
): Float32Array {
  const rows = starts.at(-1) ?? 0;
  const stride = 3 * width;
  const part = width / HEADS;
  const all = applied(toQueriesKeysValues, normalised(input, norm), rows, stride);
  const seen = new Float32Array(rows * width);
  const scale = 1 / Math.sqrt(part);
  const shares = new Float64Array(MOST_PIECES);
  for (let text = 0; text + 1 < starts.length; text += 1) {
    const from = starts[text] ?? 0;
    const to = starts[text + 1] ?? 0;
    for (let row = from; row < to; row += 1) {
      for (let head = 0; head < width; head += part) {
        sharesOf(all, { query: row * stride + head, keys: width + head, from, to, stride, part, scale }, shares);
        const target = row * width + head;
        for (let other = from; other < to; other += 1) {
          const share = shares[other - from] ?? 0;
          const value = other * stride + 2 * width + head;
          for (let i = 0; i < part; i += 1) seen[target + i] = (seen[target + i] ?? 0) + share * (all[value + i] ?? 0);
        }
      }
    }
  }
  return applied(outward, seen, rows, SIZE);
}

interface Look {
  readonly query: number;
  readonly keys: number;
  readonly from: number;
  readonly to: number;
  readonly stride: number;
  readonly part: number;
  readonly scale: number;
}

/** How much of a piece's look each piece of the text gets; together 1. */
function sharesOf(all: Float32Array, { query, keys, from, to, stride, part, scale }: Look, shares: Float64Array): void {
  let highest = Number.NEGATIVE_INFINITY;
  for (let other = from; other < to; other += 1) {
    const key = other * stride + keys;
    const like = scale * dotOf(all, query, key, part);
    shares[other - from] = like;
    if (like > highest) highest = like;
  }
  let sum = 0;
  for (let i = 0; i < to - from; i += 1) {
    const power = Math.exp((shares[i] ?? 0) - highest);
    shares[i] = power;
    sum += power;
  }
  for (let i = 0; i < to - from; i += 1) shares[i] = (shares[i] ?? 0) / sum;
}

/** Four sums at a time, as each addition has to wait for the one before it. */
function dotOf(all: Float32Array, one: number, other: number, length: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let i = 0; i < length; i += 4) {
    first += (all[one + i] ?? 0) * (all[other + i] ?? 0);
    second += (all[one + i + 1] ?? 0) * (all[other + i + 1] ?? 0);
    third += (all[one + i + 2] ?? 0) * (all[other + i + 2] ?? 0);
    fourth += (all[one + i + 3] ?? 0) * (all[other + i + 3] ?? 0);
  }
  return first + second + third + fourth;
}

function normalised(input: Float32Array, { scale, bias }: Norm): Float32Array {
  const size = scale.length;
  const output = new Float32Array(input.length);
  for (let start = 0; start < input.length; start += size) {
    let sum = 0;
    for (let i = 0; i < size; i += 1) sum += input[start + i] ?? 0;
    const mean = sum / size;
    let squares = 0;
    for (let i = 0; i < size; i += 1) squares += ((input[start + i] ?? 0) - mean) ** 2;
    const factor = 1 / Math.sqrt(squares / size + LAYER_EPSILON);
    for (let i = 0; i < size; i += 1) {
      output[start + i] = ((input[start + i] ?? 0) - mean) * factor * (scale[i] ?? 0) + (bias[i] ?? 0);
    }
  }
  return output;
}

function add(left: Float32Array, right: Float32Array): Float32Array {
  for (let i = 0; i < left.length; i += 1) left[i] = (left[i] ?? 0) + (right[i] ?? 0);
  return left;
}

function meansOf(rows: Float32Array, starts: Int32Array): Float32Array {
  const means = new Float32Array((starts.length - 1) * SIZE);
  for (let text = 0; text + 1 < starts.length; text += 1) {
    const from = starts[text] ?? 0;
    const to = starts[text + 1] ?? 0;
    for (let row = from; row < to; row += 1) {
      for (let i = 0; i < SIZE; i += 1) {
        means[text * SIZE + i] = (means[text * SIZE + i] ?? 0) + (rows[row * SIZE + i] ?? 0) / (to - from);
      }
    }
  }
  return means;
}

/** The last layer's curve, then length 1. */
function unitOf(row: Float32Array): Float32Array {
  const bent = Float32Array.from(row, Math.tanh);
  let squares = 0;
  for (const value of bent) squares += value * value;
  return squares > 0 ? bent.map((value) => value / Math.sqrt(squares)) : bent;
}
