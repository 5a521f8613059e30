import type { Conversation } from '@answerdesk/domain';

/** A conversation as people's screens have it: without what is the machine's own business. */
export function listed({
  tenantId: _tenant,
  chatKey: _chat,
  epoch: _epoch,
  unsureTurns: _turns,
  change: _change,
  offered: _offered,
  ...conversation
}: Conversation) {
  return conversation;
}
