import type { ConversationId } from '@answerdesk/domain';
import type { trpcClient } from '../../trpc.ts';

export type Transcript = Awaited<ReturnType<typeof trpcClient.conversations.read.query>>;
export type Entry = Transcript['entries'][number];
export type MessageEntry = Extract<Entry, { kind: 'in' | 'out' }>;
export type EventEntry = Exclude<Entry, MessageEntry>;

/** The id an entry of a transcript goes by; ids sort by time. */
export function idOf(entry: Entry): string {
  return 'message' in entry ? entry.message.id : entry.event.id;
}

export function isMessage(entry: Entry): entry is MessageEntry {
  return 'message' in entry;
}

/** What a reply answers, where that was words. */
export function questionOf(entry: MessageEntry, entries: readonly Entry[]): string {
  if (entry.kind === 'in') return wordsOf(entry);
  const { causeId } = entry.message;
  const cause =
    causeId === undefined ? undefined : entries.find((each) => 'message' in each && each.message.id === causeId);
  return cause?.kind === 'in' ? wordsOf(cause) : '';
}

/** The words of what a customer said; empty where there were none. */
export function wordsOf({ message: { inbound } }: Extract<MessageEntry, { kind: 'in' }>): string {
  const { content } = inbound;
  if (content.kind === 'text' || content.kind === 'edited') return content.text;
  return content.kind === 'attachment' ? (content.caption ?? content.transcript ?? '') : '';
}

/** The id in an address; undefined when it can be none. */
export function readId(text: string): ConversationId | undefined {
  return isId(text) ? text : undefined;
}

function isId(text: string): text is ConversationId {
  return /^[A-Za-z0-9._:-]{1,300}$/.test(text);
}
