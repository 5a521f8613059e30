import type { HandoverReason } from './answer.ts';
import type { Priority } from './conversation.ts';
import type { ConversationId, FaqId, MessageId, TenantId, UserId } from './ids.ts';

/** How somebody of the staff was told that a conversation waits. */
export type NotificationStep = 'online' | 'push' | 'email' | 'on-call';

/**
 * What happened to a conversation besides messages. `told`: a step of telling staff was taken (`toIds` empty: there was
 * nobody to tell).
 */
export type ConversationEventBody =
  | { readonly kind: 'note'; readonly text: string; readonly mentionedIds: readonly UserId[] }
  | {
      readonly kind: 'handed-over';
      readonly reason: HandoverReason;
      readonly priority: Priority;
      readonly queue?: string;
    }
  | { readonly kind: 'taken'; readonly fromId?: UserId; readonly waitedMs?: number; readonly mayStillArrive?: number }
  | { readonly kind: 'transferred'; readonly toId?: UserId; readonly note?: string }
  | { readonly kind: 'handed-back'; readonly note?: string }
  | { readonly kind: 'closed' }
  | { readonly kind: 'reopened' }
  | { readonly kind: 'assigned'; readonly toId?: UserId; readonly isByRouting: boolean }
  | { readonly kind: 'snoozed'; readonly until: Date }
  | { readonly kind: 'woken' }
  | { readonly kind: 'tagged'; readonly added: readonly string[]; readonly removed: readonly string[] }
  | { readonly kind: 'priority-set'; readonly priority: Priority }
  | { readonly kind: 'rated'; readonly score: number; readonly comment?: string }
  /** An agent's reply was made an FAQ, or its question another way to ask one. */
  | { readonly kind: 'taught'; readonly messageId: MessageId; readonly faqId: FaqId }
  | { readonly kind: 'timer-warned' | 'timer-breached'; readonly timer: 'first' | 'next'; readonly dueAt: Date }
  | {
      readonly kind: 'told';
      readonly step: NotificationStep;
      readonly toIds: readonly UserId[];
      readonly failed?: string;
    };

/** Written once and never changed; its id sorts by time among messages. Without `byId` it happened by itself. */
export type ConversationEvent = {
  readonly id: MessageId;
  readonly tenantId: TenantId;
  readonly conversationId: ConversationId;
  readonly at: Date;
  readonly byId?: UserId;
} & ConversationEventBody;
