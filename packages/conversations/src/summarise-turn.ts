import {
  EXCERPT_LENGTH,
  type HandledAs,
  type InboundContent,
  type OutboundContent,
  type StoredInboundMessage,
  type TurnSummary,
} from '@answerdesk/domain';
import { nameWordsOf } from './fold-words.ts';

/** What the list of conversations shows after a turn; without a reply nothing was said. */
export function summariseTurn(
  { author, inbound }: StoredInboundMessage,
  reply: OutboundContent | undefined,
  outcome: HandledAs,
): TurnSummary {
  const { displayName } = inbound.contact;
  const { content } = inbound;
  return {
    ...(displayName !== undefined && { contactName: displayName, nameWords: nameWordsOf(displayName) }),
    lastExchange: {
      asked: excerptOf(wordsOf(content)),
      ...(content.kind === 'attachment' && { attachment: content.attachment }),
      ...(reply && { replied: excerptOfMarked(reply.text) }),
    },
    ...(reply && { offered: reply.choices ?? [], offeredTo: author.contactId }),
    outcome,
  };
}

function wordsOf(content: InboundContent): string {
  switch (content.kind) {
    case 'text':
    case 'edited':
      return content.text;
    case 'command':
      return `/${content.name} ${content.argument}`;
    case 'attachment':
      return content.caption ?? content.transcript ?? '';
    case 'choice':
    case 'opened':
    case 'left':
    case 'deleted':
      return '';
  }
}

/** The beginning of something said, as a list shows it: its words, not its marks. */
export function excerptOfMarked(text: string): string {
  return excerptOf(withoutMarks(text));
}

function withoutMarks(text: string): string {
  return text
    .slice(0, EXCERPT_LENGTH * 4)
    .replaceAll(/\[([^\]\n]+)\]\([^)\s]+\)/g, '$1')
    .replaceAll(/\*\*|`/g, '');
}

/** Cut between characters as people see them, so that no half of an emoji is left. */
function excerptOf(text: string): string {
  const line = text
    .slice(0, EXCERPT_LENGTH * 4)
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (line.length <= EXCERPT_LENGTH) return line;
  let excerpt = '';
  for (const character of line) {
    if (excerpt.length + character.length >= EXCERPT_LENGTH) break;
    excerpt += character;
  }
  return `${excerpt}…`;
}
