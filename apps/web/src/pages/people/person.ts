import type { ContactId } from '@answerdesk/domain';
import { useSentences } from '../../i18n.ts';
import type { trpcClient } from '../../trpc.ts';

export type PersonRead = Awaited<ReturnType<typeof trpcClient.people.get.query>>;
export type PersonContact = PersonRead['contacts'][number];
export type FoundContact = Awaited<ReturnType<typeof trpcClient.people.find.query>>[number];

/** A contact's id out of an address; undefined for what is none. */
export function readContactId(text: string): ContactId | undefined {
  return isId(text) ? text : undefined;
}

function isId(text: string): text is ContactId {
  return /^[A-Za-z0-9._:-]{1,300}$/.test(text);
}

/** What a contact is called on screen. */
export function useContactName(): (contact: { readonly name?: string | undefined; readonly handle: string }) => string {
  const t = useSentences('people');
  return ({ name, handle }) => name ?? (handle === '' ? t('unnamed') : handle);
}
