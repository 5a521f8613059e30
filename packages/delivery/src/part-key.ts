import { type MessageId, messageIdSchema, type OutboxItem } from '@answerdesk/domain';

/** What a part of an item is sent under each time it is sent: 1–32 letters, digits, _ and -. */
export function keyOfPart({ id, sentParts }: Pick<OutboxItem, 'id' | 'sentParts'>): string {
  return `${id.replaceAll('.', '_')}-${sentParts.length}`;
}

/** The item that a key of `keyOfPart` belongs to; undefined for any other text. */
export function itemOfKey(key: string): MessageId | undefined {
  const [, id] = /^([0-9a-z]+(?:_[a-z]+\d*)?)-\d+$/.exec(key) ?? [];
  return id === undefined ? undefined : messageIdSchema.parse(id.replaceAll('_', '.'));
}
