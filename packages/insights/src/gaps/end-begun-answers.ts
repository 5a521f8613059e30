import type { ConfirmedQuestionStore, FaqRevisionStore, FaqWorkshopStore } from '@answerdesk/answers';
import type { TenantId } from '@answerdesk/domain';
import { confirmGap } from './confirm-gap.ts';
import type { Gap, GapAction, GapDesk } from './ports.ts';

export interface EndBegunAnswersDeps {
  readonly desk: Pick<GapDesk, 'listBegun' | 'act' | 'questionsOf'>;
  readonly confirmed: Pick<ConfirmedQuestionStore, 'add'>;
  readonly faqs: Pick<FaqWorkshopStore, 'find'>;
  readonly revisions: Pick<FaqRevisionStore, 'find'>;
  readonly reportFailure: (what: string, error: unknown) => void;
  readonly now: () => Date;
}

const MOST = 50;
/** Others may have written the FAQ at the same time. */
const REVISIONS_LOOKED_AT = 20;

/**
 * Ends answers to gaps that a process began and did not end: where its FAQ was written the gap is answered, else it is open as
 * before. One that fails is reported and holds up no other. Safe to repeat, by any number of processes.
 */
export async function endBegunAnswers(deps: EndBegunAnswersDeps): Promise<void> {
  for (const { tenantId, gap } of await deps.desk.listBegun(deps.now(), MOST)) {
    await endBegunAnswer(deps, tenantId, gap).catch((error: unknown) =>
      deps.reportFailure('ending an answer to a gap', error),
    );
  }
}

/** The same for one gap, whose answer broke off. */
export async function endBegunAnswer(
  deps: Omit<EndBegunAnswersDeps, 'desk' | 'now' | 'reportFailure'> & {
    readonly desk: Pick<GapDesk, 'act' | 'questionsOf'>;
  },
  tenantId: TenantId,
  gap: Gap,
): Promise<void> {
  if (!gap.action) return;
  const { begun: _over, ...action } = gap.action;
  const revision = await revisionWritten(deps, tenantId, gap.action);
  if (revision === undefined || action.faqId === undefined) {
    await deps.desk.act(tenantId, gap.id, gap.revision, { state: 'open' });
    return;
  }
  await confirmGap(deps, tenantId, gap, action.faqId);
  await deps.desk.act(tenantId, gap.id, gap.revision, { state: 'answered', action: { ...action, revision } });
}

/** The FAQ's revision that was written by it, if any was. */
async function revisionWritten(
  { faqs, revisions }: Pick<EndBegunAnswersDeps, 'faqs' | 'revisions'>,
  tenantId: TenantId,
  { faqId, at, begun }: GapAction,
): Promise<number | undefined> {
  const faq = faqId && (await faqs.find(tenantId, faqId));
  if (!faq || !begun) return undefined;
  const from = (begun.before ?? 0) + 1;
  const last = Math.min(faq.revision, from + REVISIONS_LOOKED_AT);
  for (let revision = from; revision <= last; revision += 1) {
    // The newest may not be in the history yet.
    const newest = revision === faq.revision ? { by: faq.updatedBy, at: faq.updatedAt } : undefined;
    const written = (await revisions.find(tenantId, faq.id, revision)) ?? newest;
    if (written?.by === begun.by && written.at >= at) return revision;
  }
  return undefined;
}
