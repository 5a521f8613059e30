/** What an endpoint, or a model behind it, does wrong. */
export type OpenaiFault =
  | { readonly kind: 'rate-limit'; readonly retryAfter?: string }
  | { readonly kind: 'error'; readonly status: 500 | 502 | 503 }
  /** Never answers. */
  | { readonly kind: 'hang' }
  /** Cuts the connection before the answer, or in its middle. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'redirect'; readonly to: string }
  /** Answers with a web page, JSON that is no completion, JSON that breaks off, or more than anybody reads. */
  | { readonly kind: 'page' }
  | { readonly kind: 'no-completion' }
  | { readonly kind: 'broken-json' }
  | { readonly kind: 'endless' }
  /** Declines in the model's own words. */
  | { readonly kind: 'declines' }
  /** Says just this. */
  | { readonly kind: 'says'; readonly text: string }
  /** Answers well but for markers such as ⟦1⟧, of which there are none, or twice as many. */
  | { readonly kind: 'drops-markers' }
  | { readonly kind: 'doubles-markers' }
  | { readonly kind: 'drops-marks' }
  /** Does what the text to be translated tells it to do. */
  | { readonly kind: 'obeys' }
  /** Answers well, and repeats the key that it was called with. */
  | { readonly kind: 'tells-key' }
  /** Answers well, and does not say what it took. */
  | { readonly kind: 'no-usage' };

export interface OpenaiFaultCall {
  readonly model: string;
  /** What the user's messages say. */
  readonly text: string;
  /** 1 for the first call of all. */
  readonly call: number;
}
