import { type ModelTrace, modelTokensUsageId, type StoredInboundMessage } from '@answerdesk/domain';
import type { HandleDeps } from './ports.ts';

/** Counts, as evidence, the tokens that phrasing an answer to a message took, as was noted first. Safe to repeat. */
export async function meterModels(
  deps: Pick<HandleDeps, 'meter' | 'now'>,
  { id, tenantId, conversationId, channel }: StoredInboundMessage,
  models: ModelTrace | undefined,
): Promise<void> {
  // Translations count their own under what they are made of, as the same one serves many.
  const calls = models?.calls.filter(({ purpose }) => purpose === 'ground') ?? [];
  const quantity = calls.reduce((sum, { tokensIn, tokensOut }) => sum + tokensIn + tokensOut, 0);
  if (quantity === 0) return;
  await deps.meter.record({
    id: modelTokensUsageId(id),
    tenantId,
    kind: 'model-tokens',
    rule: 'used',
    quantity,
    causeId: id,
    conversationId,
    channel,
    at: deps.now(),
  });
}
