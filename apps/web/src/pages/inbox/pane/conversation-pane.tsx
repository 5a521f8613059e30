import type { ConversationId } from '@answerdesk/domain';
import { Text } from '@mantine/core';
import type { Queue } from '../queue.ts';

/** One conversation, in a place whose height is given: fills it and scrolls within itself. */
export function ConversationPane({
  conversationId,
  queue,
}: {
  readonly conversationId: ConversationId;
  /** The queue it was opened from. */
  readonly queue: Queue;
}) {
  return (
    <Text p="md" data-queue={queue}>
      {conversationId}
    </Text>
  );
}
