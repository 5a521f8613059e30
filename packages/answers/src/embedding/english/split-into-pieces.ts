/** Pieces of words with how likely each is (a logarithm), as SentencePiece's unigram model learnt them. */
export type PieceList = readonly (readonly [piece: string, score: number | null])[];

const SPACE = '\u2581';
const UNKNOWN = 0;
/** The first places stand for the unknown, for beginning and end, and for what is not used. */
const RESERVED = 6;

/**
 * Makes what cuts a text into the likeliest sequence of known pieces, given as their places in the list; what no piece has is
 * one unknown, however long. The rules, ties too, are those of the reference implementation of the Universal Sentence
 * Encoder lite, for the model was fed by them.
 */
export function createSplitter(list: PieceList): (text: string) => number[] {
  const places = new Map<string, number>();
  let longest = 1;
  for (const [place, [piece]] of list.entries()) {
    if (place < RESERVED) continue;
    places.set(piece, place);
    longest = Math.max(longest, [...piece].length);
  }
  const scores = Float64Array.from(list, ([, score]) => score ?? 0);

  return (text) => {
    const normal = text.normalize('NFKC');
    if (normal.length === 0) return [];
    const symbols = [...(SPACE + normal.replaceAll(' ', SPACE))];
    const end = symbols.length;
    const best = new Float64Array(end + 1);
    const pieceTo = new Int32Array(end + 1);
    const lengthTo = new Int32Array(end + 1).fill(1);
    const startsPiece = new Uint8Array(end);
    const from = symbols.map((_, at) => piecesFrom(symbols, at, longest, places));
    for (const [at, pieces] of from.entries()) startsPiece[at] = pieces.size > 0 ? 1 : 0;
    for (let to = 1; to <= end; to += 1) {
      for (let start = Math.max(0, to - longest); start < to; start += 1) {
        const place = startsPiece[start] ? from[start]?.get(to - start) : to - start === 1 ? UNKNOWN : undefined;
        if (place === undefined) continue;
        const score = (scores[place] ?? 0) + (best[start] ?? 0);
        if (best[to] !== 0 && score < (best[to] ?? 0)) continue;
        best[to] = score;
        pieceTo[to] = place;
        lengthTo[to] = to - start;
      }
    }
    const backwards: number[] = [];
    for (let at = end; at > 0; at -= pieceTo[at] === UNKNOWN ? 1 : (lengthTo[at] ?? 1)) {
      const place = pieceTo[at] ?? UNKNOWN;
      if (place !== UNKNOWN || backwards.at(-1) !== UNKNOWN) backwards.push(place);
    }
    return backwards.reverse();
  };
}

/** The pieces that begin at a symbol, by how many symbols they have. */
function piecesFrom(symbols: readonly string[], at: number, longest: number, places: ReadonlyMap<string, number>) {
  const found = new Map<number, number>();
  let piece = '';
  for (let length = 1; length <= longest && at + length <= symbols.length; length += 1) {
    piece += symbols[at + length - 1];
    const place = places.get(piece);
    if (place !== undefined) found.set(length, place);
  }
  return found;
}
