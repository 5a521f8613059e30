import {
  DomainError,
  MOST_PINNED,
  newId,
  type PinnedContent,
  type PinnedExample,
  type TenantId,
  type UserId,
  withoutPrivateData,
} from '@answerdesk/domain';
import { essenceOf } from '../normalise.ts';
import type { PinnedExampleStore } from './ports.ts';

export interface PinDeps {
  readonly pinned: PinnedExampleStore;
  readonly now: () => Date;
}

/**
 * Pins a question with the FAQ that must answer it, or changes what is pinned already: with an id that one, else whichever
 * asks the same. What looks like somebody's own is taken out. `before` is what it was, to put it back. Throws DomainError
 * `not-found`, `conflict` when somebody changed it since, and `invalid` when there are too many or it asks nothing.
 */
export async function pinExample(
  { pinned, now }: PinDeps,
  tenantId: TenantId,
  byId: UserId,
  wanted: PinnedContent & { readonly id?: string | undefined; readonly revision?: number | undefined },
): Promise<{ readonly example: PinnedExample; readonly before?: PinnedExample }> {
  const { faqId, language } = wanted;
  const text = withoutPrivateData(wanted.text).trim();
  const essence = essenceOf(text);
  if (essence === '') throw new DomainError('invalid', 'This asks nothing.');
  const all = await pinned.list(tenantId);
  const before = all.find((each) =>
    wanted.id === undefined ? essenceOf(each.text) === essence : each.id === wanted.id,
  );
  if (!before && wanted.id !== undefined) throw new DomainError('not-found', 'This example is not pinned any more.');
  if (!before && all.length >= MOST_PINNED) {
    throw new DomainError('invalid', `At most ${MOST_PINNED} examples can be pinned.`);
  }
  const at = now();
  const example: PinnedExample = {
    ...{ id: before?.id ?? newId(at.getTime()), text, at, byId, revision: (before?.revision ?? 0) + 1 },
    ...(faqId !== undefined && { faqId }),
    ...(language !== undefined && { language }),
  };
  const expected = wanted.id === undefined ? before?.revision : wanted.revision;
  if (!(await pinned.write(tenantId, example, expected))) {
    throw new DomainError('conflict', 'Somebody else has changed this example meanwhile.');
  }
  return { example, ...(before && { before }) };
}

/** Takes an example away. Throws DomainError `conflict` when somebody changed it since, or took it away. */
export async function unpinExample(
  { pinned }: Pick<PinDeps, 'pinned'>,
  tenantId: TenantId,
  { id, revision }: Pick<PinnedExample, 'id' | 'revision'>,
): Promise<void> {
  if (await pinned.remove(tenantId, id, revision)) return;
  throw new DomainError('conflict', 'Somebody else has changed this example meanwhile.');
}
