import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import type { PieceList } from './split-into-pieces.ts';

/** The weights of a TensorFlow.js graph model by name, with the pieces of words that it was taught on. */
export interface EncoderWeights {
  readonly pieces: PieceList;
  /** Throws for a name that is not there, or has another number of values. */
  of(name: string, count: number): Float32Array;
}

const FLOAT_BYTES = 4;
const manifestSchema = z.object({
  weightsManifest: z.array(
    z.object({
      paths: z.array(z.string().regex(/^[\w-]+$/)),
      weights: z.array(
        z.object({ name: z.string(), shape: z.array(z.int().nonnegative()), dtype: z.enum(['float32', 'int32']) }),
      ),
    }),
  ),
});
const piecesSchema = z.array(z.tuple([z.string(), z.number().nullable()]));

/** Reads the weights from the folder that `model.json` is in. Rejects where files are missing or are not such a model. */
export async function readWeights(folder: URL): Promise<EncoderWeights> {
  const readJson = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(new URL(name, folder), 'utf8')) as unknown;
  const [{ weightsManifest }, pieces] = await Promise.all([
    readJson('model.json').then((json) => manifestSchema.parse(json)),
    readJson('vocab.json').then((json) => piecesSchema.parse(json)),
  ]);
  const found = new Map<string, Float32Array>();
  for (const { paths, weights } of weightsManifest) {
    const bytes = Buffer.concat(await Promise.all(paths.map((path) => readFile(new URL(path, folder)))));
    let at = 0;
    for (const { name, shape, dtype } of weights) {
      const size = shape.reduce((product, side) => product * side, 1) * FLOAT_BYTES;
      if (at + size > bytes.length) throw new Error('The weights are cut short');
      // A copy, so that its bytes begin where four of them may.
      if (dtype === 'float32') found.set(name, new Float32Array(Uint8Array.from(bytes.subarray(at, at + size)).buffer));
      at += size;
    }
  }
  return {
    pieces,
    of(name, count) {
      const weights = found.get(name);
      if (weights?.length !== count) throw new Error(`There are no ${count} weights ${name}`);
      return weights;
    },
  };
}
