import type { ConversationId, TenantId } from '@answerdesk/domain';
import { handBack } from './hand-back.ts';
import type { InboxActor, InboxDeps } from './ports.ts';

const AT_ONCE = 100;

/**
 * Gives the bot back whatever waits for people or is held by them, each customer told, because nobody takes over any more.
 * Returns how many there were. Safe to repeat: what a process that died left is given back then.
 */
export async function emptyInbox(
  deps: InboxDeps & {
    /** Some of a tenant's conversations that wait or are held. */
    readonly listOpen: (tenantId: TenantId, limit: number) => Promise<ConversationId[]>;
  },
  tenantId: TenantId,
  actor: InboxActor,
): Promise<number> {
  let given = 0;
  for (;;) {
    const open = await deps.listOpen(tenantId, AT_ONCE);
    let done = 0;
    for (const id of open) {
      const { outcome } = await handBack(deps, tenantId, id, { ...actor, isManager: true });
      if (outcome === 'done') done += 1;
    }
    given += done;
    if (open.length < AT_ONCE || done === 0) return given;
  }
}
