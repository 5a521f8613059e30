import { essenceOf, normalise, tokenise, withoutMarks } from '../normalise.ts';

/** Texts by what they have in common, to find those like another without looking at all of them. */
export interface TextIndex {
  readonly size: number;
  readonly textsOf: ReadonlyMap<number, Int32Array>;
  /** The length of each text's weighed vector. */
  readonly norms: Float32Array;
  readonly placesOfEssence: ReadonlyMap<string, readonly number[]>;
  /** What is in each text, by the text, so that the next index need not work it out again. */
  readonly featuresOfText: ReadonlyMap<string, Uint32Array>;
}

/** Another text and how like it is (0–1); `isSame` when they differ in case, punctuation and spaces alone. */
export interface LikeText {
  readonly place: number;
  readonly likeness: number;
  readonly isSame: boolean;
}

const GRAM = 3;
const SEED = 0x811c9dc5;
const PRIME = 0x01000193;
const AT_ONCE = 500;
/** What is in more texts than this share tells too little to look all of them through. */
const COMMON_SHARE = 0.05;
const FEW_TEXTS = 400;

/** Builds the index, in pieces, so that whatever else the process does goes on meanwhile. */
export async function buildTextIndex(texts: readonly string[], earlier?: TextIndex): Promise<TextIndex> {
  const featuresOfText = new Map<string, Uint32Array>();
  const placesOfEssence = new Map<string, number[]>();
  const lists = new Map<number, number[]>();
  for (const [place, text] of texts.entries()) {
    if (place % AT_ONCE === AT_ONCE - 1) await new Promise(setImmediate);
    const features = featuresOfText.get(text) ?? earlier?.featuresOfText.get(text) ?? readFeatures(text);
    featuresOfText.set(text, features);
    append(placesOfEssence, essenceOf(text), place);
    for (const feature of features) append(lists, feature, place);
  }
  const textsOf = new Map([...lists].map(([feature, places]) => [feature, Int32Array.from(places)]));
  const squares = new Float64Array(texts.length);
  for (const places of textsOf.values()) {
    const weight = weightOf(places.length, texts.length);
    for (const place of places) squares[place] = (squares[place] ?? 0) + weight * weight;
  }
  return { size: texts.length, textsOf, norms: Float32Array.from(squares, Math.sqrt), placesOfEssence, featuresOfText };
}

/** The texts most like one, most like first, none below `least`. */
export function findLike(index: TextIndex, text: string, least: number, most: number): LikeText[] {
  const essence = essenceOf(text);
  if (essence === '') return [];
  const same = new Set(index.placesOfEssence.get(essence));
  const sums = new Float32Array(index.size);
  const common = index.size > FEW_TEXTS ? index.size * COMMON_SHARE : index.size;
  let square = 0;
  const met: number[] = [];
  for (const feature of readFeatures(text)) {
    const places = index.textsOf.get(feature);
    const weight = weightOf(places?.length ?? 0, index.size);
    square += weight * weight;
    if (!places || places.length > common) continue;
    for (const place of places) {
      if (sums[place] === 0) met.push(place);
      sums[place] = (sums[place] ?? 0) + weight * weight;
    }
  }
  const norm = Math.sqrt(square);
  const likenessAt = (place: number) => (sums[place] ?? 0) / (norm * (index.norms[place] ?? 1) || 1);
  const like = met
    .filter((place) => !same.has(place) && likenessAt(place) >= least)
    .map((place) => ({ place, likeness: Math.min(1, likenessAt(place)), isSame: false }))
    .sort((a, b) => b.likeness - a.likeness || a.place - b.place);
  return [...[...same].map((place) => ({ place, likeness: 1, isSame: true })), ...like].slice(0, most);
}

/** The hashes of a text's words and of the runs of three characters in them, each once; unspaced scripts: ones and pairs. */
function readFeatures(text: string): Uint32Array {
  const hashes = new Set<number>();
  for (const token of tokenise(normalise(text))) {
    const plain = withoutMarks(token.text);
    const characters = token.isUnspaced ? [...plain] : [' ', ...plain, ' '];
    const length = token.isUnspaced ? 2 : GRAM;
    if (!token.isUnspaced) hashes.add(hashOf(`${plain}/`));
    else for (const character of characters) hashes.add(hashOf(character));
    for (let at = 0; at + length <= characters.length; at += 1) {
      hashes.add(hashOf(characters.slice(at, at + length).join('')));
    }
  }
  return Uint32Array.from(hashes);
}

function hashOf(text: string): number {
  let hash = SEED;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), PRIME);
  return hash >>> 0;
}

/** What few texts have weighs more. */
function weightOf(textCount: number, size: number): number {
  return Math.log(1 + size / (1 + textCount));
}

function append<Key>(lists: Map<Key, number[]>, key: Key, place: number): void {
  const list = lists.get(key);
  if (list) list.push(place);
  else lists.set(key, [place]);
}
