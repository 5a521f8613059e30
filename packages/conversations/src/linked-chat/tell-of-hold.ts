import { idsFrom, messageIdSchema, type TenantId, type UserId } from '@answerdesk/domain';
import type { TellDeps } from './ports.ts';
import { lineIdOf, openChatOf, queueLine } from './staff-line.ts';

/** Drafts that were not published at their time; `id` is the same for as long as that is so. */
export interface HeldInChat {
  readonly id: string;
  readonly why: 'changed' | 'losing';
  readonly at: Date;
  /** Which they are, in words. */
  readonly faqs: string;
  readonly link: string;
}

/** Tells a member in the chat they linked, if they have one, that drafts were not published. Once for each, however often it is called. */
export async function tellOfHold(deps: TellDeps, tenantId: TenantId, userId: UserId, held: HeldInChat): Promise<void> {
  const open = await openChatOf(deps, tenantId, await deps.linkedChats.findOf(tenantId, userId));
  if (!open) return;
  const { id, why, at, faqs, link } = held;
  const cause = messageIdSchema.parse(`${idsFrom(at)}000`);
  await queueLine(deps, tenantId, open, {
    id: lineIdOf(cause, open.chat, `hold ${id}`),
    text: await open.say(`publishHeld.${why}`, { faqs, link }),
  });
}
