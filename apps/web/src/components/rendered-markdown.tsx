import { Anchor, Code } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';

const marks =
  /\\([!-/:-@[-`{-~])|`([^`\n]+)`|\[((?:\\.|[^\]\\\n])+)\]\((https?:\/\/[^)\s]+|mailto:[^)\s]+|tel:[^)\s]+)\)|\*\*((?:\\.|[^*\\])+)\*\*|\*((?:\\.|[^*\\\n])+)\*|(<br>)/g;
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: '\u00A0',
};

/** Text in Teams' markdown as Teams shows it: bold, italic, code, links and line ends; what is escaped is text. */
export function RenderedMarkdown({ text }: { readonly text: string }) {
  return (
    <div dir="auto" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', unicodeBidi: 'plaintext' }}>
      {read(text)}
    </div>
  );
}

function read(text: string): ReactNode {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(marks)) {
    const [whole, escaped, code, label, address, bold, italic, lineEnd] = match;
    parts.push(plain(text.slice(from, match.index)));
    if (escaped !== undefined) parts.push(escaped);
    else if (code !== undefined) parts.push(<Code>{plain(code)}</Code>);
    else if (label !== undefined)
      parts.push(
        <Anchor href={address} target="_blank" rel="noreferrer noopener" inherit c="inherit" underline="always">
          {read(label)}
        </Anchor>,
      );
    else if (bold !== undefined) parts.push(<b>{read(bold)}</b>);
    else if (italic !== undefined) parts.push(<i>{read(italic)}</i>);
    else if (lineEnd !== undefined) parts.push('\n');
    from = match.index + whole.length;
  }
  parts.push(plain(text.slice(from)));
  return parts.map((part, at) => {
    const key = `${at}`;
    return <Fragment key={key}>{part}</Fragment>;
  });
}

function plain(text: string): string {
  return text.replaceAll(/&(amp|lt|gt|quot|#39|nbsp);/g, (whole, name: string) => entities[name] ?? whole);
}
