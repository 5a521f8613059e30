import { element } from './element.ts';
import type { MyLine, PartLine, Settings, Span } from './wire.ts';

/** Text with its styles; an address that is none of the web, mail or phone stays text. */
export function spansOf(spans: readonly Span[]): Node[] {
  return spans.map(({ text, style, url }) => {
    if (style === 'bold') return element('strong', {}, text);
    if (style === 'italic') return element('em', {}, text);
    if (style === 'code') return element('code', {}, text);
    if (style === 'link' && url !== undefined && /^(?:https?:|mailto:|tel:)/i.test(url)) {
      return element('a', { href: url, target: '_blank', rel: 'noopener noreferrer nofollow' }, text);
    }
    return document.createTextNode(text);
  });
}

/** What the visitor was sent, by whom, with its buttons. */
export function partBubble(
  line: Pick<PartLine, 'id' | 'spans' | 'choices' | 'imageUrl' | 'agentName'>,
  { words, name }: Settings,
  choose: (choice: PartLine['choices'][number]) => void,
): HTMLElement {
  const row = element('div', { class: 'row theirs', 'data-id': line.id });
  row.append(
    element(
      'span',
      { class: line.agentName === undefined ? 'hidden' : 'who', dir: 'auto' },
      line.agentName ?? `${name}:`,
    ),
  );
  const { imageUrl } = line;
  if (imageUrl !== undefined && /^https?:/i.test(imageUrl)) {
    const image = element('img', { src: imageUrl, alt: words['image'] ?? '', referrerpolicy: 'no-referrer' });
    row.append(element('a', { href: imageUrl, target: '_blank', rel: 'noopener noreferrer', class: 'picture' }, image));
  }
  if (line.spans.length > 0) row.append(element('div', { class: 'bubble', dir: 'auto' }, ...spansOf(line.spans)));
  if (line.choices.length > 0) {
    const group = element('div', { class: 'choices' });
    for (const choice of line.choices) {
      const button = element('button', { type: 'button', 'data-choice': choice.id, dir: 'auto' }, choice.label);
      button.addEventListener('click', () => choose(choice));
      group.append(button);
    }
    row.append(group);
  }
  return row;
}

/** What the visitor wrote, and how far it got. */
export function myBubble(line: MyLine, { words }: Settings): HTMLElement {
  return element(
    'div',
    { class: 'row mine', 'data-client-id': line.clientId, ...(line.id !== undefined && { 'data-id': line.id }) },
    element('span', { class: 'hidden' }, `${words['you']}:`),
    element('div', { class: 'bubble', dir: 'auto' }, line.text),
    element('span', { class: 'state' }, line.id === undefined ? (words['sending'] ?? '') : ''),
  );
}
