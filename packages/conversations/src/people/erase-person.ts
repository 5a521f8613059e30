import { type ContactId, DomainError, newId, type TenantId, type UserId } from '@answerdesk/domain';
import type { ReadDeps } from '../read-conversation.ts';
import type { ContactLinkStore, ErasedRecords, ErasureStore, KeptErasure } from './ports.ts';
import { readLinked } from './read-linked.ts';

const LEASE_MS = 60_000;
/** By then whatever was under way with something of the person's has ended. */
const LOOK_AGAIN_AFTER_MS = 60_000;

export interface BeginErasureDeps {
  readonly contacts: ReadDeps['contacts'];
  readonly links: Pick<ContactLinkStore, 'list'>;
  readonly erasures: Pick<ErasureStore, 'begin' | 'findRunning'>;
  readonly records: Pick<ErasedRecords, 'listNames' | 'find' | 'mark'>;
  readonly now: () => Date;
}

/** Who is to be forgotten, by one of their contacts, and all contacts that whoever decided it was shown as theirs. */
export interface SeenPerson {
  readonly contactId: ContactId;
  readonly seenIds: readonly ContactId[];
}

/**
 * Has a person forgotten, with everything that is held on any of their linked contacts: what is stored here is enough for
 * whoever runs it, whatever becomes of this process. Again while it runs it is the same erasure. Throws DomainError
 * `not-found`, and `conflict` where other contacts are theirs by now than were seen.
 */
export async function beginErasure(
  deps: BeginErasureDeps,
  tenantId: TenantId,
  byId: UserId,
  { contactId, seenIds }: SeenPerson,
): Promise<KeptErasure> {
  const running = await deps.erasures.findRunning(tenantId, contactId);
  if (running) return running;
  const { contactIds } = await readLinked(deps.links, tenantId, contactId);
  const names = await deps.records.listNames(tenantId, contactIds);
  const found = await deps.records.find(tenantId, contactIds);
  if (found.conversationIds.length === 0 && !(await deps.contacts.find(tenantId, contactId))) {
    throw new DomainError('not-found', 'There is no such contact.');
  }
  await expectSeen(deps, tenantId, contactIds, new Set(seenIds));
  const startedAt = deps.now();
  const id = newId(startedAt.getTime());
  await deps.records.mark(tenantId, id, contactIds, found.conversationIds);
  const erasure: KeptErasure = {
    ...{ id, tenantId, state: 'running', startedAt, byId, isMarked: true },
    ...{ contactIds, ...found, names },
    contactCount: contactIds.length,
    conversationCount: found.conversationIds.length,
  };
  await deps.erasures.begin(tenantId, erasure);
  return erasure;
}

/** A contact that is gone, of whom only a link is left, cannot have been seen. */
async function expectSeen(
  { contacts }: Pick<BeginErasureDeps, 'contacts'>,
  tenantId: TenantId,
  contactIds: readonly ContactId[],
  seenIds: ReadonlySet<ContactId>,
): Promise<void> {
  const unseen = contactIds.filter((id) => !seenIds.has(id));
  const known = await Promise.all(unseen.map((id) => contacts.find(tenantId, id)));
  if (known.every((contact) => !contact) && [...seenIds].every((id) => contactIds.includes(id))) return;
  throw new DomainError('conflict', 'Other contacts are this customer’s by now.');
}

export interface RunErasureDeps {
  readonly erasures: ErasureStore;
  readonly records: ErasedRecords;
  readonly now: () => Date;
  /** Names this process in leases. */
  readonly owner: string;
}

/**
 * Forgets a person, step by step; each is safe to repeat, so what breaks off is begun anew by the next call. A minute later
 * it is done once more, for what was under way meanwhile, and then nothing says whom it was about. All goes that was there as
 * it began, with what is made of it. What the person writes from then on is a new contact's, who loses nothing of it: no clock
 * decides between the two.
 */
export async function runErasure(deps: RunErasureDeps, tenantId: TenantId, erasureId: string): Promise<void> {
  const { erasures, now, owner } = deps;
  const leaseEnd = () => new Date(now().getTime() + LEASE_MS);
  const erasure = await erasures.claim(tenantId, erasureId, { owner, now: now(), until: leaseEnd() });
  if (!erasure) return;
  const hold = () => erasures.hold(tenantId, erasureId, owner, leaseEnd());
  for await (const _step of forgetAll(deps, erasure)) if (!(await hold())) return;
  if (erasure.isSecondLook) await erasures.finish(tenantId, erasureId, now());
  else await erasures.lookAgain(tenantId, erasureId, new Date(now().getTime() + LOOK_AGAIN_AFTER_MS));
}

/** Goes a step at a time; none is long. */
async function* forgetAll({ erasures, records }: RunErasureDeps, erasure: KeptErasure): AsyncGenerator<void> {
  const { id, tenantId, contactIds = [], names = [], startedAt } = erasure;
  const theirs = await records.find(tenantId, contactIds);
  // Those begun before there were marks.
  if (!erasure.isMarked && !erasure.isSecondLook) await records.mark(tenantId, id, contactIds, theirs.conversationIds);
  const inGroups = await records.listGroups(tenantId, contactIds);
  const { conversationIds, groupIds, visitors } = await erasures.note(tenantId, id, { ...theirs, groupIds: inGroups });
  for (const conversationId of conversationIds) {
    yield await records.forgetInTaught(tenantId, conversationId, names);
    while (await records.deleteMessages(tenantId, conversationId)) yield;
    yield await records.deleteConversation(tenantId, conversationId);
  }
  for (const visitor of visitors) yield await records.deleteSentTo(tenantId, visitor);
  for (const groupId of groupIds) {
    const going = { contactIds, names };
    let walk = await records.forgetInGroup(tenantId, groupId, going, undefined);
    for (; walk; walk = await records.forgetInGroup(tenantId, groupId, going, walk)) yield;
    yield;
  }
  yield await records.forgetInAudit(tenantId, [...contactIds, ...conversationIds]);
  yield await records.deleteContacts(tenantId, contactIds, conversationIds, startedAt);
}
