import { type CannedReply, DomainError, newId, type TenantId, type UserId } from '@answerdesk/domain';
import type { CannedReplyStore } from './ports.ts';

const MOST_REPLIES = 500;

/**
 * Keeps a reply for use again, as a new one or over the one of an id. Throws DomainError `not-found` for an id that is
 * nobody's, `already-exists` when another reply has the shortcut, and `invalid` when there are 500 already.
 */
export async function saveCannedReply(
  deps: { readonly cannedReplies: Pick<CannedReplyStore, 'list' | 'save'>; readonly now: () => Date },
  tenantId: TenantId,
  userId: UserId,
  { id, shortcut, text }: Pick<CannedReply, 'shortcut' | 'text'> & { readonly id?: string | undefined },
): Promise<CannedReply> {
  const known = await deps.cannedReplies.list(tenantId);
  if (id !== undefined && !known.some((each) => each.id === id)) {
    throw new DomainError('not-found', 'There is no such reply.');
  }
  if (id === undefined && known.length >= MOST_REPLIES) {
    throw new DomainError('invalid', `There are ${MOST_REPLIES} replies already: remove one first.`);
  }
  const reply: CannedReply = {
    id: id ?? newId(),
    tenantId,
    shortcut,
    text,
    updatedAt: deps.now(),
    updatedById: userId,
  };
  if ((await deps.cannedReplies.save(tenantId, reply)) === 'taken') {
    throw new DomainError('already-exists', 'Another reply has this shortcut.');
  }
  return reply;
}
