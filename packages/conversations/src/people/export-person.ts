import { type ContactId, DomainError, type TenantId } from '@answerdesk/domain';
import type { ReadDeps } from '../read-conversation.ts';
import type { ContactLinkStore, PersonExport } from './ports.ts';
import { readLinked } from './read-linked.ts';

export interface ExportDeps {
  readonly contacts: ReadDeps['contacts'];
  readonly links: Pick<ContactLinkStore, 'list'>;
  readonly personExport: PersonExport;
  readonly now: () => Date;
}

/**
 * Everything that is held on a person, over all of their linked contacts, as the text of one JSON document, piece by piece: an
 * object with a list for each kind of record. Throws DomainError `not-found` before the first piece.
 */
export async function* exportPerson(
  deps: ExportDeps,
  tenantId: TenantId,
  contactId: ContactId,
): AsyncGenerator<string> {
  if (!(await deps.contacts.find(tenantId, contactId))) throw new DomainError('not-found', 'There is no such contact.');
  const { contactIds } = await readLinked(deps.links, tenantId, contactId);
  yield `{\n  "exportedAt": ${JSON.stringify(deps.now())}`;
  let open: string | undefined;
  let isFirst = true;
  for await (const { name, records } of deps.personExport.read(tenantId, contactIds)) {
    if (name !== open) {
      yield `${open === undefined ? '' : '\n  ]'},\n  ${JSON.stringify(name)}: [`;
      open = name;
      isFirst = true;
    }
    for (const record of records) {
      yield `${isFirst ? '' : ','}\n    ${JSON.stringify(record)}`;
      isFirst = false;
    }
  }
  yield `${open === undefined ? '' : '\n  ]'}\n}\n`;
}
