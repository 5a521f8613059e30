/**
 * A place within patterns: where words lead from it, where it leads by itself, and what is said when it is reached. Most have
 * one word and say one thing in one language, so only what is more than that has maps.
 */
export interface State {
  readonly id: number;
  word: string | undefined;
  next: State | undefined;
  others: Map<string, State> | undefined;
  empty: State[] | undefined;
  language: string | undefined;
  kinds: number;
  elsewhere: Map<string, number> | undefined;
}

export function createState(id: number): State {
  const nothing = undefined;
  return {
    id,
    word: nothing,
    next: nothing,
    others: nothing,
    empty: nothing,
    language: nothing,
    kinds: 0,
    elsewhere: nothing,
  };
}

/** Where a word leads from a state; made where it led nowhere. */
export function followed(state: State, word: string, make: () => State): State {
  if (state.next === undefined || state.word === word) {
    state.word = word;
    state.next ??= make();
    return state.next;
  }
  state.others ??= new Map();
  const before = state.others.get(word);
  if (before) return before;
  const next = make();
  state.others.set(word, next);
  return next;
}

/** Adds what is said in a language once a state is reached. */
export function say(state: State, language: string, kinds: number) {
  if (state.language === undefined || state.language === language) {
    state.language = language;
    state.kinds |= kinds;
    return;
  }
  state.elsewhere ??= new Map();
  state.elsewhere.set(language, (state.elsewhere.get(language) ?? 0) | kinds);
}

/** Lets a state lead to another by itself. */
export function lead(from: State, to: State) {
  from.empty ??= [];
  from.empty.push(to);
}

/** All the states that a run of words may have led to at once. */
export interface Places {
  /** Where each word leads from them. */
  readonly words: ReadonlyMap<string, readonly State[]>;
  /** What is said that far, by language. */
  readonly kinds: ReadonlyMap<string, number>;
  readonly next: Map<string, Places | undefined>;
}

const MOST_KEPT = 30_000;

/** Walks many patterns at once, word by word; ways walked before are remembered, up to a bound. */
export function createWalker(start: State, formsOf: (word: string) => readonly string[]) {
  let known = new Map<string, Places>();
  let kept = 0;
  let first = placesOf([start]);

  function placesOf(states: readonly State[]): Places {
    const all = new Set<State>();
    const left = [...states];
    for (let state = left.pop(); state; state = left.pop()) {
      if (all.has(state)) continue;
      all.add(state);
      if (state.empty) left.push(...state.empty);
    }
    const sorted = [...all].sort((a, b) => a.id - b.id);
    const key = sorted.map(({ id }) => id).join(' ');
    const before = known.get(key);
    if (before) return before;
    const kinds = new Map<string, number>();
    for (const state of sorted) {
      const add = (language: string, bits: number) => kinds.set(language, (kinds.get(language) ?? 0) | bits);
      if (state.language !== undefined) add(state.language, state.kinds);
      for (const [language, bits] of state.elsewhere ?? []) add(language, bits);
    }
    const places: Places = { words: togetherOf(sorted), kinds, next: new Map() };
    known.set(key, places);
    return places;
  }

  return {
    start: () => first,
    /** Where a word leads; undefined when no pattern goes on with it. */
    step(from: Places, word: string): Places | undefined {
      if (from.next.has(word)) return from.next.get(word);
      const forms = formsOf(word);
      if (forms.length === 0) return undefined;
      const reached = forms.flatMap((form) => from.words.get(form) ?? []);
      const places = reached.length === 0 ? undefined : placesOf(reached);
      kept += 1;
      if (kept > MOST_KEPT) {
        [known, kept] = [new Map(), 0];
        first = placesOf([start]);
        return places;
      }
      from.next.set(word, places);
      return places;
    },
  };
}

function togetherOf(states: readonly State[]): ReadonlyMap<string, readonly State[]> {
  const together = new Map<string, State[]>();
  const add = (word: string, next: State) => {
    const before = together.get(word);
    if (before) before.push(next);
    else together.set(word, [next]);
  };
  for (const { word, next, others } of states) {
    if (word !== undefined && next) add(word, next);
    for (const [other, to] of others ?? []) add(other, to);
  }
  return together;
}
