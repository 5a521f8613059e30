import type { ContactDetailsStore } from '@answerdesk/conversations';
import { type ContactDetails, emailKeyOf, phoneKeyOf } from '@answerdesk/domain';
import type { Models } from '../connect.ts';
import type { ContactDetailsDoc } from '../people-schemas.ts';
import { retryUpsert } from './retry-upsert.ts';

/** Fills the port of how contacts can be reached. */
export function createContactDetailsStore({ contactdetails }: Pick<Models, 'contactdetails'>): ContactDetailsStore {
  return {
    async list(tenantId, contactIds) {
      const docs = await contactdetails.find({ tenantId, _id: { $in: [...contactIds] } }).lean<ContactDetailsDoc[]>();
      return docs.map(plain);
    },
    async save(tenantId, { contactId, email, phone, updatedAt, updatedById }) {
      if (email === undefined && phone === undefined) {
        await contactdetails.deleteOne({ tenantId, _id: contactId });
        return;
      }
      const phoneKey = phone === undefined ? undefined : phoneKeyOf(phone);
      const emailKey = email === undefined ? undefined : emailKeyOf(email);
      await retryUpsert(() =>
        contactdetails.updateOne(
          { tenantId, _id: contactId },
          {
            $set: {
              ...{ updatedAt, updatedById },
              ...(email !== undefined && { email }),
              ...(emailKey !== undefined && { emailKey }),
              ...(phone !== undefined && { phone }),
              ...(phoneKey !== undefined && { phoneKey }),
            },
            $unset: {
              // What is written now is of whoever is there now.
              erasureId: 1 as const,
              ...(email === undefined && { email: 1 as const, emailKey: 1 as const }),
              ...(phone === undefined && { phone: 1 as const }),
              ...(phoneKey === undefined && { phoneKey: 1 as const }),
            },
          },
          { upsert: true },
        ),
      );
    },
    async findByKey(tenantId, { email, phone }, limit) {
      const [byEmail, byPhone] = await Promise.all([
        email === undefined ? [] : contactdetails.find({ tenantId, emailKey: email }).limit(limit).lean(),
        phone === undefined ? [] : contactdetails.find({ tenantId, phoneKey: phone }).limit(limit).lean(),
      ]);
      return [...byEmail, ...byPhone].slice(0, limit).map(plain);
    },
  };
}

function plain({
  _id,
  tenantId: _tenant,
  emailKey: _email,
  phoneKey: _phone,
  ...details
}: ContactDetailsDoc): ContactDetails {
  return { ...details, contactId: _id };
}
