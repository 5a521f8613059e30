import {
  type ConfirmedQuestion,
  type ConversationId,
  isHeldOut,
  type MessageId,
  type TenantId,
} from '@answerdesk/domain';

/** Keeps the questions whose right FAQ people have told, under their conversations. */
export interface ConfirmedQuestionStore {
  /** What staff say (`sent`, `taught`) goes over what is there; what a customer's turn says does not. */
  add(tenantId: TenantId, questions: readonly ConfirmedQuestion[]): Promise<void>;
  /** The newest so many, newest first. */
  list(tenantId: TenantId, limit: number): Promise<ConfirmedQuestion[]>;
  ofConversation(tenantId: TenantId, conversationId: ConversationId): Promise<ConfirmedQuestion[]>;
  remove(tenantId: TenantId, ids: readonly MessageId[]): Promise<void>;
  /** Forgets all but the newest so many. */
  keepNewest(tenantId: TenantId, most: number): Promise<void>;
}

/** So many of a tenant's confirmed questions are kept. */
export const MOST_CONFIRMED = 9_000;
/** A tenant is measured by so many of those that are kept for it, the newest. */
export const MOST_HELD_OUT = 1_000;

/** The newest so many of a tenant's questions that are kept for measuring, newest first; 1,000 unless told. */
export async function listHeldOut(
  confirmed: Pick<ConfirmedQuestionStore, 'list'>,
  tenantId: TenantId,
  most = MOST_HELD_OUT,
): Promise<ConfirmedQuestion[]> {
  // About every third is one.
  const read = Math.min(MOST_CONFIRMED, 4 * most + 100);
  return (await confirmed.list(tenantId, read)).filter(isHeldOut).slice(0, most);
}
