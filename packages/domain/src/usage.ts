import type { MessageId, TenantId } from './ids.ts';

export type UsageKind = 'bot-reply';

/** Something a tenant used, counted once: `id` is derived from what caused it, so that a repeat is the same event. */
export interface UsageEvent {
  readonly id: string;
  readonly tenantId: TenantId;
  readonly kind: UsageKind;
  readonly quantity: number;
  readonly causeId: MessageId;
  readonly at: Date;
}
