/** A stretch of text in one style, as the server read it. */
export interface Span {
  readonly text: string;
  readonly style: 'plain' | 'bold' | 'italic' | 'code' | 'link';
  readonly url?: string;
}

/** A line that the visitor was sent. */
export interface PartLine {
  readonly kind: 'part';
  readonly id: string;
  readonly at: string;
  readonly spans: readonly Span[];
  readonly choices: readonly { readonly id: string; readonly label: string }[];
  readonly imageUrl?: string;
  readonly agentName?: string;
}

/** A line that the visitor wrote; without `id` the server has not taken it yet. */
export interface MyLine {
  readonly kind: 'mine';
  readonly id?: string;
  readonly clientId: string;
  readonly at: string;
  readonly text: string;
  readonly choiceId?: string;
}

export type Line = PartLine | MyLine;

export interface Page {
  readonly lines: readonly Line[];
  readonly before?: string;
  readonly after: string;
}

export interface Settings {
  readonly name: string;
  readonly colour: string;
  readonly greeting: readonly Span[];
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
  readonly words: Readonly<Record<string, string>>;
}
