/**
 * How customers of one language say what they feel. Terms are set apart by `|`; `*` after a term stands for any ending, `~`
 * before it makes it half as telling, `^` 0.7, `?` a quarter, `+` tells of something put right, which is no irony.
 */
export interface Lexicon {
  /** `words` (unless said): whole words; `anywhere`: also within words, for scripts that join particles; `unspaced`: spaces mean nothing. */
  readonly mode?: 'words' | 'anywhere' | 'unspaced';
  /** Accents tell words apart, so that they are not folded away. */
  readonly keepsMarks?: true;
  readonly anger: string;
  readonly disappointment: string;
  readonly urgency: string;
  readonly satisfaction: string;
  /** What went wrong: no emotion by itself, but praise beside it is irony. */
  readonly problem: string;
  readonly intensifiers: string;
  /** What turns the next emotion around. */
  readonly negators: string;
  /** What turns the emotion before it around. */
  readonly negatorsAfter?: string;
  /** What makes the next emotion one that might be, and is not. */
  readonly conditionals?: string;
  /** What does so to the emotion before it. */
  readonly conditionalsAfter?: string;
  /** What sounds like emotion and is ordinary business. */
  readonly ordinary?: string;
}
