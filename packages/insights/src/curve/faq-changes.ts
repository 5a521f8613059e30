import { isDeepStrictEqual } from 'node:util';
import type { FaqContent, FaqId, FaqRevision } from '@answerdesk/domain';
import type { ChangeKind, RevisionKey } from './ports.ts';

/** A revision that changed what is served. */
export interface Step extends RevisionKey {
  readonly at: Date;
  readonly by?: string | undefined;
  readonly kind: ChangeKind;
  /** The FAQ is served from it on. */
  readonly isServed: boolean;
  readonly question: string;
}

/** Steps of one kind by one person in a row: from the step `from` on, before `to`, of all steps. */
export interface Change {
  readonly id: string;
  readonly kind: ChangeKind;
  readonly at: Date;
  readonly endedAt: Date;
  readonly from: number;
  readonly to: number;
  /** How many FAQs it touched, and the first of them. */
  readonly count: number;
  readonly faqs: readonly { readonly id: FaqId; readonly question: string }[];
}

const IN_A_ROW_MS = 10 * 60_000;
const MOST_NAMED = 5;

/** What a revision did to what is served. */
export function kindOf(
  { faqId, action, answersGap }: Pick<FaqRevision, 'faqId' | 'action' | 'answersGap'>,
  before: FaqContent | undefined,
  after: FaqContent | undefined,
): ChangeKind {
  if (!after) return 'withdrawn';
  if (answersGap) return 'gap';
  if (action === 'imported') return 'imported';
  if (!before) return isTaught(faqId) ? 'taught' : 'published';
  const { variants, ...rest } = after;
  const { variants: variantsBefore, ...restBefore } = before;
  const isOnlyWorded = isDeepStrictEqual(rest, restBefore) && variants.length > variantsBefore.length;
  return isOnlyWorded ? 'worded' : 'changed';
}

/** An FAQ that was made of an agent's reply is named by it. */
function isTaught(faqId: FaqId): boolean {
  return faqId.endsWith('.f');
}

/** Puts steps together that one person made in a row, each within ten minutes of the last. */
export function changesOf(steps: readonly Step[]): Change[] {
  const changes: { -readonly [Key in keyof Change]: Change[Key] }[] = [];
  let by: string | undefined;
  let touched = new Set<FaqId>();
  for (const [index, { faqId, revision, at, kind, question, by: maker }] of steps.entries()) {
    const last = changes.at(-1);
    const isNext = last?.kind === kind && by === maker && at.getTime() - last.endedAt.getTime() <= IN_A_ROW_MS;
    if (!last || !isNext) {
      touched = new Set([faqId]);
      const faqs = [{ id: faqId, question }];
      changes.push({ id: `${faqId}.${revision}`, kind, at, endedAt: at, from: index, to: index + 1, count: 1, faqs });
    } else {
      last.endedAt = at;
      last.to = index + 1;
      if (!touched.has(faqId) && touched.size < MOST_NAMED) last.faqs = [...last.faqs, { id: faqId, question }];
      last.count = touched.add(faqId).size;
    }
    by = maker;
  }
  return changes;
}
