import { Anchor } from '@mantine/core';
import { Fragment, type ReactNode } from 'react';

const marks = /\*\*([^*]+)\*\*|\*([^*\n]+)\*|`([^`\n]+)`|\[([^\]\n]+)\]\((https?:\/\/[^)\s]+)\)/g;

/** The answers' few marks as they look: **bold**, *italic*, `code`, [label](address). All else is text. */
export function MarkedText({ text }: { readonly text: string }) {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(marks)) {
    const [whole, bold, italic, code, label, address] = match;
    if (match.index > from) parts.push(text.slice(from, match.index));
    if (bold !== undefined) parts.push(<strong>{bold}</strong>);
    else if (italic !== undefined) parts.push(<em>{italic}</em>);
    else if (code !== undefined) parts.push(<code>{code}</code>);
    else
      parts.push(
        <Anchor href={address} target="_blank" rel="noreferrer noopener" underline="always" c="inherit">
          {label}
        </Anchor>,
      );
    from = match.index + whole.length;
  }
  parts.push(text.slice(from));
  return parts.map((part, at) => {
    const key = `${at}`;
    return <Fragment key={key}>{part}</Fragment>;
  });
}
