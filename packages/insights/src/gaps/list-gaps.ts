import type { ContactId, GapId, Locale, TenantId } from '@answerdesk/domain';
import type { Gap, GapDesk, GapState } from './ports.ts';

/** How far back customers are counted as lost. */
export const LOST_WITHIN_DAYS = 30;
const DAY_MS = 86_400_000;

export interface ListedGap extends Gap {
  /** How many customers asked it in vain in the last 30 days. */
  readonly lost: number;
  /** A question of it, where one is kept. */
  readonly example?: { readonly text: string; readonly language: Locale };
}

export interface GapList {
  readonly gaps: readonly ListedGap[];
  readonly total: number;
  /** Customers who asked any of them in vain in the last 30 days, each once. */
  readonly lost: number;
}

/** Lists a tenant's gaps in a state: which lost the most customers in the last 30 days first, then which came up last. */
export async function listGaps(
  { desk, now }: { readonly desk: GapDesk; readonly now: () => Date },
  tenantId: TenantId,
  { state, limit }: { readonly state: GapState; readonly limit: number },
): Promise<GapList> {
  const since = new Date(now().getTime() - LOST_WITHIN_DAYS * DAY_MS);
  const [gaps, contactsOf] = await Promise.all([desk.list(tenantId, state), contactsByGap(desk, tenantId, since)]);
  const ranked = gaps
    .map((gap) => ({ ...gap, lost: contactsOf.get(gap.id)?.size ?? 0 }))
    .sort((a, b) => b.lost - a.lost || b.lastAt.getTime() - a.lastAt.getTime() || (a.id < b.id ? 1 : -1));
  const shown = ranked.slice(0, limit);
  const texts = await desk.textsOf(
    tenantId,
    shown.map(({ exampleId }) => exampleId),
  );
  const textOf = new Map(texts.map(({ id, text, language }) => [id, { text, language }]));
  const everybody = new Set(gaps.flatMap(({ id }) => [...(contactsOf.get(id) ?? [])]));
  return {
    gaps: shown.map((gap) => {
      const example = textOf.get(gap.exampleId);
      return { ...gap, ...(example && { example }) };
    }),
    total: gaps.length,
    lost: everybody.size,
  };
}

async function contactsByGap(desk: GapDesk, tenantId: TenantId, since: Date): Promise<Map<GapId, Set<ContactId>>> {
  const contactsOf = new Map<GapId, Set<ContactId>>();
  for await (const { gapId, contactId } of desk.askedSince(tenantId, since)) {
    const contacts = contactsOf.get(gapId);
    if (contacts) contacts.add(contactId);
    else contactsOf.set(gapId, new Set([contactId]));
  }
  return contactsOf;
}
