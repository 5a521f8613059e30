import { Anchor, Code } from '@mantine/core';
import { createElement, Fragment, type ReactNode } from 'react';

/** Text in a platform's HTML, as the platform would show it: the few marks that channels have, anything else as text. */
export function RenderedText({ html }: { readonly html: string }) {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return (
    <div dir="auto" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', unicodeBidi: 'plaintext' }}>
      {childrenOf(body)}
    </div>
  );
}

/** Text in which links alone are marked, as WeChat writes them; everything else, `<` and `&` too, is as it stands. */
export function RenderedLinks({ text }: { readonly text: string }) {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const match of text.matchAll(/<a href="((?:https?|mailto|tel):[^"]*)">(.*?)<\/a>/gs)) {
    const [whole, address, label] = match;
    parts.push(text.slice(from, match.index));
    parts.push(
      <Anchor href={address} target="_blank" rel="noreferrer noopener" inherit c="inherit" underline="always">
        {label}
      </Anchor>,
    );
    from = match.index + whole.length;
  }
  parts.push(text.slice(from));
  return (
    <div dir="auto" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', unicodeBidi: 'plaintext' }}>
      {createElement(Fragment, null, ...parts)}
    </div>
  );
}

function childrenOf(parent: Node): ReactNode {
  return createElement(Fragment, null, ...[...parent.childNodes].map(show));
}

function show(node: Node): ReactNode {
  if (!(node instanceof HTMLElement)) return node.textContent;
  const inside = childrenOf(node);
  switch (node.tagName) {
    case 'B':
      return <b>{inside}</b>;
    case 'I':
      return <i>{inside}</i>;
    case 'CODE':
      return <Code>{inside}</Code>;
    case 'A': {
      const address = node.getAttribute('href') ?? '';
      if (!/^https?:/.test(address)) return inside;
      return (
        <Anchor href={address} target="_blank" rel="noreferrer noopener" inherit c="inherit" underline="always">
          {inside}
        </Anchor>
      );
    }
    default:
      return inside;
  }
}
