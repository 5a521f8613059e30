import { z } from 'zod';
import type { AcceptedLoss } from './faq-record.ts';
import { type tenantIdSchema, userIdSchema } from './ids.ts';
import type { Role } from './permissions.ts';

/** `done`; `refused` for want of a permission; `failed` for any other reason. */
export const auditOutcomeSchema = z.enum(['done', 'refused', 'failed']);
export type AuditOutcome = z.infer<typeof auditOutcomeSchema>;

/** One thing a person did, or tried to do, in a tenant. Written once and never changed. */
export interface AuditEntry {
  /** Sorts by time. */
  readonly id: string;
  readonly tenantId: z.infer<typeof tenantIdSchema>;
  readonly at: Date;
  readonly actor: {
    readonly userId: z.infer<typeof userIdSchema>;
    readonly email: string;
    readonly role?: Role;
  };
  /** The client's address as this server saw it. */
  readonly address: string;
  /** What was done, `<area>.<verb>`: `faq.save`. */
  readonly action: string;
  readonly target?: { readonly kind: string; readonly id: string };
  readonly outcome: AuditOutcome;
  /** Why it failed: an error's code, or `needs-reason` where the gate asked why and nobody has said so yet. */
  readonly reason?: string;
  /** It was not known what it would change, or not in time. */
  readonly isUnforetold?: true;
  /** What whoever did it was shown that it costs, and did it all the same. */
  readonly cost?: Omit<AcceptedLoss, 'reason'>;
  /** What there is to know about it, and why whoever did it says they did; at most `AUDIT_NOTE_LENGTH` characters. */
  readonly note?: string;
}

export const AUDIT_NOTE_LENGTH = 1_000;

/** Which entries are wanted; everything that is given must hold. */
export const auditFilterSchema = z.object({
  userId: userIdSchema.optional(),
  /** One action, or an area with its dot: `faq.`. */
  action: z.string().max(100).optional(),
  outcome: auditOutcomeSchema.optional(),
  from: z.coerce.date().optional(),
  until: z.coerce.date().optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;
