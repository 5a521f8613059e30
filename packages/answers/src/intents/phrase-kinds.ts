/** What phrases of a language are for; each kind is one bit. */
export const phraseKinds = {
  hello: 1 << 0,
  goodbye: 1 << 1,
  thanks: 1 << 2,
  yes: 1 << 3,
  /** A yes that only says that something was heard. */
  okay: 1 << 4,
  no: 1 << 5,
  stop: 1 << 6,
  insult: 1 << 7,
  notHelped: 1 << 8,
  /** Whoever is asked for where a customer wants no machine. */
  human: 1 << 9,
  /** Anybody at all, which is a person asked for only beside a word of talking. */
  anyone: 1 << 10,
  talk: 1 << 11,
  want: 1 << 12,
  /** A person is asked for wherever it stands. */
  person: 1 << 13,
  /** A person is asked for where nothing else is said. */
  reach: 1 << 14,
  against: 1 << 15,
  bot: 1 << 16,
  /** Says nothing by itself. */
  filler: 1 << 17,
  /** Looks like one of the others and is none. */
  other: 1 << 18,
  /** What a question begins with that goes on with the one before. */
  and: 1 << 19,
  /** A question's word that may be all there is of it. */
  asks: 1 << 20,
  /** What only a whole question has. */
  whole: 1 << 21,
  /** A word that is no misspelling of another, and says nothing here. */
  plain: 1 << 22,
  /** Wider words, weighed together (`weigh-wish.ts`): whoever answers customers. */
  staff: 1 << 23,
  /** Anybody who need not answer customers. */
  folk: 1 << 24,
  /** What brings a customer and a person together. */
  act: 1 << 25,
  wish: 1 << 26,
  /** What is spoken of where a person is the topic and nobody is asked for. */
  matter: 1 << 27,
  /** A person is to come to the customer. */
  callBack: 1 << 28,
  refuse: 1 << 29,
  machine: 1 << 30,
  /** What is told of people, or happened: whoever it is told of is not asked for. */
  told: 1 << 31,
} as const;
export type PhraseKind = keyof typeof phraseKinds;

/** A language's phrases, each kind as one pattern (`expandPhrases`); a word that ends in `*` is what words begin with. */
export type Phrases = Partial<Readonly<Record<PhraseKind, string>>>;
