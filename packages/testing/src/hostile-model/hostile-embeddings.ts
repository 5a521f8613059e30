import type { Hostility } from './hostility.ts';
import type { ModelRequest } from './read-model-request.ts';

interface Row {
  readonly vector: readonly number[];
  readonly index: number | undefined;
}

/** The body of an embeddings answer under a hostility, as text because not all of it can be written as JSON. */
export function hostileEmbeddings(hostility: Hostility | undefined, request: ModelRequest, dimensions: number): string {
  const texts = typeof request.input === 'string' ? [request.input] : (request.input ?? []);
  const asked = request.dimensions ?? dimensions;
  const honest = texts.map((text, index) => ({ vector: honestVector(text, asked), index }));
  const rows = spoilRows(hostility, honest, asked);
  const isBase64 = request.encoding_format === 'base64' && hostility?.kind !== 'ignores-encoding';
  const data = rows.map(({ vector, index }) => {
    const packed = isBase64 ? base64Of(vector) : undefined;
    const embedding = hostility?.kind === 'torn-base64' ? packed?.slice(0, -3) : packed;
    return { object: 'embedding', ...(index !== undefined && { index }), embedding: embedding ?? vector };
  });
  const body = {
    object: 'list',
    data: hostility?.kind === 'values' && hostility.are === 'words' ? data.map(inWords) : data,
    model: request.model ?? 'hostile',
    usage: { prompt_tokens: 10, total_tokens: 10 },
  };
  return writeJson(body, hostility);
}

/** JSON has no word for these: who writes them by hand writes `NaN`, or a number that is read as infinite. */
function writeJson(body: object, hostility: Hostility | undefined): string {
  if (hostility?.kind !== 'values') return JSON.stringify(body);
  const json = JSON.stringify(body, (_key, value: unknown) => (value === Number.POSITIVE_INFINITY ? '⟦∞⟧' : value));
  return hostility.are === 'nan-literal' ? json.replace(/\bnull\b/g, 'NaN') : json.replaceAll('"⟦∞⟧"', '1e999');
}

function spoilRows(hostility: Hostility | undefined, rows: readonly Row[], dimensions: number): readonly Row[] {
  switch (hostility?.kind) {
    case 'values':
      return rows.map((row) => ({ ...row, vector: spoilValues(hostility.are, row.vector) }));
    case 'dimension':
      return rows.map((row) => ({ ...row, vector: resize(row.vector, hostility.is) }));
    case 'mixed-dimensions':
      return rows.map((row, at) => ({ ...row, vector: resize(row.vector, dimensions - (at % 2)) }));
    case 'too-few':
      return rows.slice(0, -1);
    case 'too-many':
      return [...rows, { vector: honestVector('one more', dimensions), index: rows.length }];
    case 'out-of-order':
      return rows.toReversed();
    case 'index':
      return rows.map((row) => ({ ...row, index: spoilIndex(hostility.is, row.index ?? 0, rows.length) }));
    case 'same-for-all':
      return rows.map((row) => ({ ...row, vector: honestVector('the same', dimensions) }));
    default:
      return rows;
  }
}

function spoilIndex(how: 'doubled' | 'absent' | 'beyond' | 'negative', index: number, count: number) {
  switch (how) {
    case 'doubled':
      return 0;
    case 'absent':
      return undefined;
    case 'beyond':
      return index + count;
    case 'negative':
      return -1 - index;
  }
}

/** The first value alone where one is enough to spoil a vector, as it would be overlooked most easily. */
function spoilValues(
  are: 'nan' | 'nan-literal' | 'infinite' | 'zero' | 'words' | 'huge',
  vector: readonly number[],
): readonly number[] {
  switch (are) {
    case 'nan':
    case 'nan-literal':
      return [Number.NaN, ...vector.slice(1)];
    case 'infinite':
      return [Number.POSITIVE_INFINITY, ...vector.slice(1)];
    case 'zero':
      return vector.map(() => 0);
    case 'huge':
      return vector.map((_, at) => (at % 2 ? -3e38 : 3e38));
    default:
      return vector;
  }
}

function inWords<T extends { readonly embedding: string | readonly number[] }>(row: T) {
  return { ...row, embedding: Array.isArray(row.embedding) ? row.embedding.map(String) : ['nought', 'one'] };
}

function resize(vector: readonly number[], to: number): readonly number[] {
  return Array.from({ length: to }, (_, at) => vector[at] ?? 0.01);
}

/** A vector of length 1 in which texts that share runs of three characters are near each other. */
function honestVector(text: string, dimensions: number): readonly number[] {
  const sums = new Array<number>(dimensions).fill(0);
  const padded = `  ${text.toLowerCase()} `;
  for (let at = 0; at + 3 <= padded.length; at += 1) {
    let hash = 2_166_136_261;
    for (const unit of padded.slice(at, at + 3)) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 16_777_619);
    const place = (hash >>> 1) % dimensions;
    sums[place] = (sums[place] ?? 0) + (hash & 1 ? 1 : -1);
  }
  const length = Math.hypot(...sums) || 1;
  return sums.map((sum) => sum / length);
}

/** Little-endian 32-bit floats, as the published API packs them. */
function base64Of(vector: readonly number[]): string {
  const bytes = Buffer.alloc(vector.length * 4);
  vector.forEach((value, at) => {
    bytes.writeFloatLE(value, at * 4);
  });
  return bytes.toString('base64');
}
