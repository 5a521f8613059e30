import { isDeepStrictEqual } from 'node:util';
import { createPieces, essenceOf } from '@answerdesk/answers';
import type { Faq, FaqContent, FaqId, FaqRevision, TenantId } from '@answerdesk/domain';
import { type Change, changesOf, kindOf, type Step } from './faq-changes.ts';
import type { FaqHistoryReader, RevisionKey } from './ports.ts';

export interface FaqHistory {
  readonly changes: readonly Change[];
  /** How many steps there are. */
  readonly steps: number;
  /** How many steps had been made by a moment. */
  stepsBy(at: Date): number;
  /** The FAQs as they were served after so many steps, read anew. */
  faqsAfter(steps: number): Promise<Faq[]>;
  /** The FAQs that are served now. */
  readonly served: ReadonlySet<FaqId>;
  /** Which of the texts that were asked about an FAQ has had word for word at any time, by their essences. */
  readonly taught: ReadonlySet<string>;
}

const CONTENTS_AT_ONCE = 500;

/**
 * Reads how a tenant's FAQs came to be what they are; `texts` are looked for in all that was ever served. What an FAQ said
 * before its first noted change counts as having been there all along. Holds the contents of no revision but each FAQ's last,
 * so that a history may be long.
 */
export async function readFaqHistory(
  reader: FaqHistoryReader,
  tenantId: TenantId,
  texts: readonly string[],
): Promise<FaqHistory> {
  const begun = new Map<FaqId, RevisionKey>();
  const served = new Map<FaqId, FaqContent>();
  const known = new Set<FaqId>();
  const steps: Step[] = [];
  const taught = createTaught(texts);
  const pause = createPieces();
  for await (const revision of reader.revisions(tenantId)) {
    await pause();
    const { faqId, state, action } = revision;
    const before = served.get(faqId);
    const after = state.archivedAt ? undefined : state.published;
    const isFirst = !known.has(faqId);
    known.add(faqId);
    if (after) served.set(faqId, after);
    else served.delete(faqId);
    await taught.note(after, before);
    if (isFirst && action === 'found') {
      if (after) begun.set(faqId, revision);
    } else if (!isDeepStrictEqual(before, after)) steps.push(stepOf(revision, before, after));
  }
  const without = await reader.listWithout(tenantId, known);
  for (const { content } of without) await taught.note(content, undefined);
  return {
    changes: changesOf(steps),
    steps: steps.length,
    stepsBy: (at) => countBy(steps, at),
    async faqsAfter(wanted) {
      const last = new Map<FaqId, RevisionKey>(begun);
      for (let place = 0; place < wanted; place += 1) {
        const step = steps[place];
        if (step?.isServed) last.set(step.faqId, step);
        else if (step) last.delete(step.faqId);
      }
      return faqsOf(tenantId, [...without, ...(await contentsAt(reader, tenantId, [...last.values()]))]);
    },
    served: new Set([...served.keys(), ...without.map(({ id }) => id)]),
    taught: taught.found,
  };
}

function stepOf(
  revision: Omit<FaqRevision, 'tenantId'>,
  before: FaqContent | undefined,
  after: FaqContent | undefined,
): Step {
  const { faqId, at, by } = revision;
  return {
    ...{ faqId, revision: revision.revision, at, by, isServed: after !== undefined },
    question: (after ?? before)?.question ?? '',
    kind: kindOf(revision, before, after),
  };
}

/** Which of some texts FAQs have; of a content only what the one before did not have is looked at. */
function createTaught(texts: readonly string[]) {
  const wanted = new Set(texts.map(essenceOf));
  const found = new Set<string>();
  const pause = createPieces();
  return {
    found,
    async note(content: FaqContent | undefined, before: FaqContent | undefined): Promise<void> {
      if (!content || wanted.size === 0) return;
      const had = new Set(before && textsOf(before));
      for (const text of textsOf(content)) {
        if (had.has(text)) continue;
        await pause();
        const essence = essenceOf(text);
        if (wanted.has(essence)) found.add(essence);
      }
    },
  };
}

function textsOf({ question, variants }: FaqContent): string[] {
  return [question, ...variants];
}

async function contentsAt(reader: FaqHistoryReader, tenantId: TenantId, keys: readonly RevisionKey[]) {
  const contents: { readonly id: FaqId; readonly content: FaqContent }[] = [];
  for (let from = 0; from < keys.length; from += CONTENTS_AT_ONCE) {
    contents.push(...(await reader.publishedAt(tenantId, keys.slice(from, from + CONTENTS_AT_ONCE))));
  }
  return contents;
}

function faqsOf(tenantId: TenantId, contents: readonly { readonly id: FaqId; readonly content: FaqContent }[]): Faq[] {
  const at = new Date(0);
  return contents
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .map(({ id, content }) => ({ ...content, id, tenantId, createdAt: at, updatedAt: at }));
}

/** How many of the steps, which are in order, had been made by a moment. */
function countBy(steps: readonly Step[], at: Date): number {
  let from = 0;
  let to = steps.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    const step = steps[middle];
    if (step && step.at <= at) from = middle + 1;
    else to = middle;
  }
  return from;
}
