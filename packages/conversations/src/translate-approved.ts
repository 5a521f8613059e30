import type { ChannelName, FaqId, Locale, ModelCall, ModelTrace, TenantId, UsageRule } from '@answerdesk/domain';
import { inTheirLanguage, type Reader, type WrittenAnswer } from './in-their-language.ts';
import { modelTimeMs } from './model-time.ts';
import type { PhraseDeps } from './phrase-unsure.ts';
import type { HandleDeps } from './ports.ts';

export type TranslateDeps = Pick<HandleDeps, 'sentences' | 'translateAnswer' | 'reportFailure'> &
  Pick<PhraseDeps, 'allowance' | 'replyModel' | 'modelTime' | 'hasReply'>;

export interface ApprovedAnswer extends WrittenAnswer {
  readonly faqId: FaqId;
}

/** What a customer is sent of an approved answer; `rule` where it is not word for word that. */
export interface ServedAnswer {
  readonly text: string;
  readonly rule?: UsageRule;
  readonly models?: ModelTrace;
}

/**
 * An approved answer in the customer's language: as `inTheirLanguage` says, where a tenant's own model translates within the
 * reply's time and its plan leaves everything.
 */
export async function translateApproved(
  deps: TranslateDeps,
  reader: Reader,
  { faqId, ...written }: ApprovedAnswer,
  channel: ChannelName | undefined,
): Promise<ServedAnswer> {
  const calls: ModelCall[] = [];
  const { replyModel, modelTime = modelTimeMs } = deps;
  async function translateAnswer(tenantId: TenantId, text: string, from: Locale, to: Locale) {
    if ((await deps.allowance(tenantId)) !== 'everything' || (await deps.hasReply?.())) return undefined;
    const phrased = await replyModel?.translate(tenantId, { faqId, text, from, to }, modelTime(channel));
    if (phrased?.call) calls.push(phrased.call);
    return phrased?.text;
  }
  const { text, isTranslated } = await inTheirLanguage(
    { ...deps, ...(replyModel && { translateAnswer }) },
    reader,
    written,
  );
  return {
    text,
    ...(isTranslated && { rule: 'generated' }),
    ...(calls.length > 0 && { models: { calls, ...(isTranslated && { faqIds: [faqId] }) } }),
  };
}
