/** What is typed to find something: `/` begins the name of a kept reply, `@` that of a colleague. */
export interface Trigger {
  /** What was typed after the mark. */
  readonly typed: string;
  /** Where the mark stands in the text. */
  readonly from: number;
}

/** The mark and the word after it that end at the caret, where a word can begin; undefined when there is none. */
export function triggerAt(text: string, caret: number, mark: '/' | '@'): Trigger | undefined {
  const before = text.slice(0, caret);
  const from = before.lastIndexOf(mark);
  if (from === -1 || (from > 0 && !/\s/.test(before[from - 1] ?? ''))) return undefined;
  const typed = before.slice(from + 1);
  return /^[\p{L}\p{N}_.-]{0,40}$/u.test(typed) ? { typed, from } : undefined;
}

/** The text with what stands from `from` to `to` replaced, and where the caret is then. */
export function replaced(text: string, from: number, to: number, put: string) {
  return { text: text.slice(0, from) + put + text.slice(to), caret: from + put.length };
}

/** A kept reply with the names in it; a name that is not known is left out with the space before it. */
export function filledIn(
  text: string,
  names: { readonly customer: string | undefined; readonly agent: string | undefined },
): string {
  return text.replace(/( ?)\{\{(customer|agent)\}\}/g, (_whole, space: string, who: 'customer' | 'agent') => {
    const name = names[who];
    return name === undefined || name === '' ? '' : space + name;
  });
}

/** Whom a note calls: those whose name stands in it after an `@`, a longer name before a shorter one it begins with. */
export function mentionedIn<Id extends string>(
  text: string,
  members: readonly { readonly userId: Id; readonly name: string }[],
): Id[] {
  let rest = text;
  const found: Id[] = [];
  for (const { userId, name } of members.toSorted((a, b) => b.name.length - a.name.length)) {
    const mark = `@${name}`;
    if (name === '' || !rest.includes(mark)) continue;
    found.push(userId);
    rest = rest.replaceAll(mark, ' ');
  }
  return found;
}
