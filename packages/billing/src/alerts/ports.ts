import type { TenantId, UserId } from '@answerdesk/domain';
import type { SpendingAlert } from './find-alerts.ts';

/** Who was told of what; each alert is one document, and each person in it once. */
export interface AlertStore {
  /** The keys of the alerts that somebody was told since a moment. */
  listTold(tenantId: TenantId, userId: UserId, since: Date): Promise<ReadonlySet<string>>;
  /** Whether the caller is the one to tell this person; everybody else is refused from then on. */
  claim(tenantId: TenantId, alert: SpendingAlert, userId: UserId, at: Date): Promise<boolean>;
  /** Gives a claim back whose telling failed, so that it is tried again. */
  release(tenantId: TenantId, alert: SpendingAlert, userId: UserId): Promise<void>;
}
