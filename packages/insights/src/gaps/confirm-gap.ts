import type { ConfirmedQuestionStore } from '@answerdesk/answers';
import type { FaqId, TenantId } from '@answerdesk/domain';
import type { Gap, GapDesk } from './ports.ts';

/** So many of a gap's questions, the newest, are kept as confirmed ones. */
export const MOST_CONFIRMED_OF_GAP = 100;

/** Keeps a gap's questions as ones whose right FAQ is known. */
export async function confirmGap(
  {
    desk,
    confirmed,
  }: {
    readonly desk: Pick<GapDesk, 'questionsOf'>;
    readonly confirmed: Pick<ConfirmedQuestionStore, 'add'>;
  },
  tenantId: TenantId,
  gap: Pick<Gap, 'id'>,
  faqId: FaqId,
): Promise<void> {
  const asked = await desk.questionsOf(tenantId, gap.id, MOST_CONFIRMED_OF_GAP);
  const questions = asked.map(({ id, conversationId, at, text, language }) => ({
    ...{ id, conversationId, faqId, at, text, language },
    by: 'taught' as const,
  }));
  await confirmed.add(tenantId, questions);
}
