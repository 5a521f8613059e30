import {
  type ConversationEvent,
  type ConversationId,
  DomainError,
  messageIdSchema,
  newId,
  type TenantId,
  type UserId,
} from '@answerdesk/domain';
import type { InboxActor, InboxDeps } from './ports.ts';

const LONGEST_NOTE = 4_000;
const MOST_MENTIONED = 20;

/**
 * Writes a note that only staff see, 1–4,000 characters. The author's same key again is the same note.
 * Throws DomainError `invalid`, `not-found`.
 */
export async function writeNote(
  deps: Pick<InboxDeps, 'pens' | 'events' | 'now'>,
  tenantId: TenantId,
  conversationId: ConversationId,
  actor: InboxActor,
  note: { readonly key: string; readonly text: string; readonly mentionedIds: readonly UserId[] },
): Promise<ConversationEvent> {
  const text = note.text.trim();
  if (text === '' || text.length > LONGEST_NOTE) throw new DomainError('invalid', 'A note has 1 to 4,000 characters.');
  if (!(await deps.pens.find(tenantId, conversationId))) {
    throw new DomainError('not-found', 'There is no such conversation.');
  }
  const at = deps.now();
  return deps.events.add(
    tenantId,
    {
      id: messageIdSchema.parse(newId(at.getTime())),
      tenantId,
      conversationId,
      at,
      byId: actor.userId,
      kind: 'note',
      text,
      mentionedIds: [...new Set(note.mentionedIds)].slice(0, MOST_MENTIONED),
    },
    `${actor.userId}:${note.key}`,
  );
}
