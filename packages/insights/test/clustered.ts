import { contactIdSchema, conversationIdSchema, messageIdSchema, newId, type TenantId } from '@answerdesk/domain';
import { type AddToGapsDeps, type AskedText, addToGaps, orderGaps } from '../src/index.ts';

const AT_ONCE = 100;

/** Has questions come in one after another, as failures of the bot, and tells in which gap each is in the end. */
export async function clustered(
  { gaps, embed }: Pick<AddToGapsDeps, 'gaps' | 'embed'>,
  tenantId: TenantId,
  texts: readonly string[],
): Promise<{ readonly gapIds: string[]; readonly orderedMs: number }> {
  const at = new Date('2026-06-01T10:00:00Z');
  const now = () => at;
  const asked = new Map<string, AskedText>();
  const failures = texts.map((text) => {
    const messageId = messageIdSchema.parse(newId());
    const conversationId = conversationIdSchema.parse(`c-${messageId}`);
    const contactId = contactIdSchema.parse(messageId);
    asked.set(messageId, { id: messageId, conversationId, contactId, at, text, locale: 'en' });
    return { tenantId, conversationId, messageId, cause: 'no-answer', candidates: [] } as const;
  });
  const facts = {
    textsOf: async (_tenant: TenantId, ids: readonly string[]) => ids.flatMap((id) => asked.get(id) ?? []),
  };
  for (let from = 0; from < failures.length; from += AT_ONCE) {
    const some = failures.slice(from, from + AT_ONCE);
    await addToGaps({ gaps, facts, now, ...(embed && { embed }) }, tenantId, some);
  }
  const started = performance.now();
  await orderGaps({ gaps, now }, tenantId);
  const orderedMs = performance.now() - started;
  const gapOf = new Map<string, string>();
  for await (const { id, gapId } of gaps.sketches(tenantId, failures.length)) gapOf.set(id, gapId);
  return { gapIds: failures.map(({ messageId }) => gapOf.get(messageId) ?? 'none'), orderedMs };
}

/** How well groups agree with labels, 0–1 (Rosenberg and Hirschberg, "V-Measure", 2007). */
export function vMeasure(labels: readonly string[], groups: readonly string[]): number {
  const both = labels.map((label, at) => `${label} ${groups[at]}`);
  const [ofLabels, ofGroups, ofBoth] = [entropy(labels), entropy(groups), entropy(both)];
  const homogeneity = ofLabels > 0 ? 1 - (ofBoth - ofGroups) / ofLabels : 1;
  const completeness = ofGroups > 0 ? 1 - (ofBoth - ofLabels) / ofGroups : 1;
  return homogeneity + completeness > 0 ? (2 * homogeneity * completeness) / (homogeneity + completeness) : 0;
}

function entropy(names: readonly string[]): number {
  const groups = [...Map.groupBy(names, (name) => name).values()];
  return -groups.reduce((sum, { length }) => sum + (length / names.length) * Math.log(length / names.length), 0);
}
