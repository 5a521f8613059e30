export type MarkKind = 'bold' | 'italic' | 'code' | 'link' | 'list';

const around = { bold: '**', italic: '*', code: '`' } as const;

/** A text with what is chosen of it marked, or the mark taken away where it is, and what is chosen then. */
export function marked(
  text: string,
  from: number,
  to: number,
  kind: MarkKind,
  linkLabel: string,
): { readonly text: string; readonly from: number; readonly to: number } {
  if (kind === 'list') return listed(text, from, to);
  const chosen = text.slice(from, to);
  const put = (middle: string, start: number, length: number) => ({
    text: text.slice(0, from) + middle + text.slice(to),
    from: from + start,
    to: from + start + length,
  });
  if (kind === 'link') {
    const label = chosen || linkLabel;
    const address = 'https://';
    return put(`[${label}](${address})`, label.length + 3, address.length);
  }
  const mark = around[kind];
  const isMarked = chosen.length > 2 * mark.length && chosen.startsWith(mark) && chosen.endsWith(mark);
  if (isMarked) {
    const bare = chosen.slice(mark.length, -mark.length);
    return put(bare, 0, bare.length);
  }
  return put(`${mark}${chosen}${mark}`, mark.length, chosen.length);
}

/** Lists are plain text on every channel: each line begins with a dot. */
function listed(text: string, from: number, to: number) {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const end = text.indexOf('\n', to) === -1 ? text.length : text.indexOf('\n', to);
  const lines = text.slice(start, end).split('\n');
  const isList = lines.every((line) => line.startsWith('• '));
  const middle = lines.map((line) => (isList ? line.slice(2) : `• ${line}`)).join('\n');
  const stop = start + middle.length;
  return { text: text.slice(0, start) + middle + text.slice(end), from: lines.length > 1 ? start : stop, to: stop };
}
