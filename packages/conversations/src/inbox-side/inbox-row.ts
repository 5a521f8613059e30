import type { Conversation, InboxRow } from '@answerdesk/domain';

/** A conversation without what is the machine's own business. */
export function inboxRowOf({
  tenantId: _tenant,
  chatKey: _chat,
  epoch: _epoch,
  unsureTurns: _turns,
  change: _change,
  offered: _offered,
  offeredTo: _offeredTo,
  askedBack: _askedBack,
  ...row
}: Conversation): InboxRow {
  return row;
}
