import type { StoredInboundMessage } from '@answerdesk/domain';

/** What a customer's message says in words; empty where it says nothing in them. */
export function wordsOf({ inbound: { content } }: Pick<StoredInboundMessage, 'inbound'>): string {
  if (content.kind === 'text' || content.kind === 'edited') return content.text.trim();
  return content.kind === 'attachment' ? (content.caption ?? content.transcript ?? '').trim() : '';
}

/** A message that was changed says what it was changed to, at its first place; one that was taken back says nothing. */
export function inTheirLastForm(messages: readonly StoredInboundMessage[]): StoredInboundMessage[] {
  const forms = new Map<string, StoredInboundMessage>();
  for (const message of messages) {
    const { content, dedupeKey } = message.inbound;
    if (content.kind === 'deleted') forms.delete(content.of);
    else forms.set(content.kind === 'edited' ? content.of : dedupeKey, message);
  }
  return [...forms.values()];
}
