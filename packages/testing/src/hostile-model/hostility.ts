/** How a call is answered that no honest endpoint answers so. Those of `Broken` concern every call. */
export type Hostility = Broken | HostileChat | HostileEmbeddings;

export type Broken =
  /** Takes the call and never says a word; or says the head alone. */
  | { readonly kind: 'hang' }
  | { readonly kind: 'hang-after-head' }
  /** A byte at a time, each after `everyMs` (1,000 unless told). */
  | { readonly kind: 'drip'; readonly everyMs?: number }
  /** Hangs up before the answer, or in its middle. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'close-mid-body' }
  /** 429; the words of `retry-after` may be none, or any. */
  | { readonly kind: 'rate-limit'; readonly retryAfter?: string }
  | { readonly kind: 'error'; readonly status: number; readonly body?: string }
  | { readonly kind: 'redirect'; readonly to: string; readonly status?: 301 | 302 | 303 | 307 | 308 }
  /** 200, and not JSON: a web page, nothing at all, JSON that breaks off, or events though no stream was asked for. */
  | { readonly kind: 'not-json'; readonly as: 'page' | 'nothing' | 'broken' | 'events' }
  /** 200 and this JSON. */
  | { readonly kind: 'json'; readonly body: unknown }
  /** The true answer with this many bytes of padding before it (50 MB unless told), or packed so small that they pass unseen. */
  | { readonly kind: 'huge-body'; readonly bytes?: number }
  | { readonly kind: 'gzip-bomb'; readonly bytes?: number };

export type HostileChat =
  | { readonly kind: 'says'; readonly words: WordsKind }
  | { readonly kind: 'says-text'; readonly text: string }
  | { readonly kind: 'null-content' }
  | { readonly kind: 'refuses' }
  /** Breaks off in the middle of the words, and says why: for want of room, or by a filter. */
  | { readonly kind: 'breaks-off'; readonly reason: 'length' | 'content_filter' }
  /** Calls tools that nobody offered, in today's form or the old one. */
  | { readonly kind: 'calls-tools'; readonly isOldForm?: boolean }
  | { readonly kind: 'content-of-wrong-type'; readonly content: unknown }
  | { readonly kind: 'choices'; readonly count: number };

export type HostileEmbeddings =
  /** Values that are no numbers (`null` where floats are asked for), beyond every number, all nought, or words. */
  | { readonly kind: 'values'; readonly are: 'nan' | 'nan-literal' | 'infinite' | 'zero' | 'words' | 'huge' }
  | { readonly kind: 'dimension'; readonly is: number }
  /** The second vector is shorter than the first. */
  | { readonly kind: 'mixed-dimensions' }
  | { readonly kind: 'too-few' }
  | { readonly kind: 'too-many' }
  /** Backwards: right to who reads `index`, wrong to who does not. */
  | { readonly kind: 'out-of-order' }
  | { readonly kind: 'index'; readonly is: 'doubled' | 'absent' | 'beyond' | 'negative' }
  /** The same vector whatever the text. */
  | { readonly kind: 'same-for-all' }
  /** Floats where base64 was asked for, or base64 that breaks off inside a number. */
  | { readonly kind: 'ignores-encoding' }
  | { readonly kind: 'torn-base64' };

/** What a model says that was turned, or never was right. */
export type WordsKind =
  | 'nothing'
  | 'blanks'
  | 'injected-instructions'
  | 'html'
  | 'markdown-links'
  | 'invented-prices'
  | 'invented-faq-ids'
  | 'other-tenants-ids'
  | 'system-prompt'
  | 'customers-words'
  | 'api-key'
  | 'wrong-language'
  | 'unseen-characters'
  | 'thoughts'
  | 'fenced-json'
  | 'hundred-thousand-characters';

export type HostilityKind = Hostility['kind'];
