import type { z } from 'zod';
import type { invitationIdSchema, tenantIdSchema, userIdSchema } from './ids.ts';
import type { Role } from './permissions.ts';

/** A person's place in a tenant. */
export interface Member {
  readonly userId: z.infer<typeof userIdSchema>;
  readonly tenantId: z.infer<typeof tenantIdSchema>;
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  readonly hasTwoFactor: boolean;
  readonly joinedAt: Date;
}

/** A place in a tenant offered to an e-mail address. Its id is the secret in the link of the mail. */
export interface Invitation {
  readonly id: z.infer<typeof invitationIdSchema>;
  readonly tenantId: z.infer<typeof tenantIdSchema>;
  readonly email: string;
  readonly role: Role;
  readonly inviterId: z.infer<typeof userIdSchema>;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}
