import type { FaqContent, FaqId, FaqRecord } from '@answerdesk/domain';
import { servedOf } from '../workshop/change-faqs.ts';
import type { FaqWorkshopStore, WorkshopDeps } from '../workshop/ports.ts';

/** What an FAQ is served as after a change; without content it is served no more. */
export interface ServedChange {
  readonly id: FaqId;
  readonly content?: FaqContent | undefined;
}

/** One state that a change would write. */
export interface RehearsedWrite extends ServedChange {
  readonly isNew: boolean;
}

export interface Rehearsal {
  /** Every state that would be written, in that order. */
  readonly writes: readonly RehearsedWrite[];
  /** What would be served at the end of the FAQs that would be written. */
  readonly served: readonly ServedChange[];
}

/**
 * Finds what a change of FAQs would do by having it done to FAQs that are read and never written. Whatever else `change`
 * does is done in earnest. Throws what it throws.
 */
export async function rehearseChange(
  deps: WorkshopDeps,
  change: (workshop: WorkshopDeps) => Promise<unknown>,
): Promise<Rehearsal> {
  const read = new Map<FaqId, FaqRecord>();
  const written = new Map<FaqId, FaqRecord>();
  const writes: RehearsedWrite[] = [];
  const { faqs, revisions } = deps;
  const standing = (record: FaqRecord) => {
    if (!read.has(record.id)) read.set(record.id, record);
    return written.get(record.id) ?? read.get(record.id) ?? record;
  };
  const find: FaqWorkshopStore['find'] = async (ofTenant, id) => {
    const known = written.get(id) ?? read.get(id) ?? (await faqs.find(ofTenant, id));
    return known && standing(known);
  };
  await change({
    ...deps,
    faqs: {
      ...faqs,
      find,
      async findMany(ofTenant, ids) {
        const records = await faqs.findMany(ofTenant, ids);
        const known = new Set(records.map(({ id }) => id));
        const made = [...new Set(ids)].flatMap((id) => (known.has(id) ? [] : (written.get(id) ?? [])));
        return [...records.map(standing), ...made];
      },
      async write(ofTenant, record, expected) {
        // Nobody else writes here: what was read is what there is.
        if ((await find(ofTenant, record.id))?.revision !== expected) return false;
        written.set(record.id, record);
        writes.push({ id: record.id, content: servedOf(record), isNew: expected === undefined });
        return true;
      },
      remove: async () => {
        throw new Error('A rehearsal removes nothing');
      },
      raiseVersion: async () => undefined,
      noteRecategorised: async () => undefined,
      setPersonOnlyCategories: async () => undefined,
    },
    revisions: { ...revisions, add: async () => undefined, forget: async () => undefined },
  });
  return {
    writes,
    served: [...written.values()].map((record) => ({ id: record.id, content: servedOf(record) })),
  };
}
