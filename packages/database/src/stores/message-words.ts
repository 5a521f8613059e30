import type { InboundContent } from '@answerdesk/domain';

/** What a customer's message says in words. */
export function wordsOf(content: InboundContent | undefined): string | undefined {
  if (content?.kind === 'text' || content?.kind === 'edited') return content.text;
  return content?.kind === 'attachment' ? (content.caption ?? content.transcript) : undefined;
}
