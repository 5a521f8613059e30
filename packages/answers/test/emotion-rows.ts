import { createRandom } from '../src/random.ts';
import { type LabelledRow, readRows } from '../src/read-rows.ts';

export interface Split {
  readonly train: readonly LabelledRow[];
  readonly heldOut: readonly LabelledRow[];
}

const SEED = 20_261_129;
const HELD_OUT = 5;

/** GoEmotions with Ekman's seven labels: a fifth held out, always the same. */
export async function splitEmotionRows(datasetsDir: string): Promise<Split> {
  return split(await readRows(`${datasetsDir}/emotion/goemotions-ekman-train.jsonl`));
}

/** What people ask a bank and an assistant on ordinary days: a fifth of each set held out, always the same. */
export async function splitOrdinaryRows(datasetsDir: string): Promise<Readonly<Record<string, Split>>> {
  const names = ['banking77', 'clinc150', 'hwu64'];
  const sets = await Promise.all(names.map((name) => readRows(`${datasetsDir}/nlu/${name}/train.jsonl`)));
  return Object.fromEntries(sets.map((rows, index) => [names[index], split(rows)]));
}

function split(rows: readonly LabelledRow[]): Split {
  const order = Int32Array.from(rows, (_, index) => index);
  createRandom(SEED).shuffle(order);
  const shuffled = [...order].flatMap((index) => rows.slice(index, index + 1));
  const cut = Math.floor(shuffled.length / HELD_OUT);
  return { train: shuffled.slice(cut), heldOut: shuffled.slice(0, cut) };
}
