import type { ContactId, UserId } from './ids.ts';

/** How a contact can be reached elsewhere, as staff wrote it down. */
export interface ContactDetails {
  readonly contactId: ContactId;
  readonly email?: string;
  readonly phone?: string;
  readonly updatedAt: Date;
  readonly updatedById: UserId;
}

/** The form in which e-mail addresses are compared. */
export function emailKeyOf(email: string): string {
  return email.trim().toLowerCase();
}

/** The digits of a telephone number without the zeros it begins with abroad or at home; undefined below seven of them. */
export function phoneKeyOf(phone: string): string | undefined {
  const digits = phone.replace(/\D/g, '').replace(/^0+/, '');
  return digits.length < 7 ? undefined : digits;
}
