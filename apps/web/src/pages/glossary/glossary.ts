import type { trpcClient } from '../../trpc.ts';

export type GlossaryView = Awaited<ReturnType<typeof trpcClient.glossary.get.query>>;
export type TermView = GlossaryView['terms'][number];
export type ProposedTerm = Awaited<ReturnType<typeof trpcClient.glossary.proposals.query>>[number];
export type Neighbours = Awaited<ReturnType<typeof trpcClient.glossary.neighbours.query>>;
export type GlossaryChange = Parameters<typeof trpcClient.glossary.change.mutate>[0]['change'];

/** A term as a change puts it, without what only screens show of it. */
export function toPut({ id, name, synonyms, linked, unlinked }: TermView): NonNullable<GlossaryChange['put']>[number] {
  return { id, name, synonyms: [...synonyms], linked: [...linked], unlinked: [...unlinked] };
}

/** The same without an FAQ's link, or with it; how the FAQ came to be linked makes no difference. */
export function withLink(term: TermView, faqId: string, isLinked: boolean): NonNullable<GlossaryChange['put']>[number] {
  const put = toPut(term);
  const others = (ids: readonly string[]) => ids.filter((id) => id !== faqId);
  return isLinked
    ? { ...put, linked: [...others(put.linked), faqId], unlinked: others(put.unlinked) }
    : { ...put, linked: others(put.linked), unlinked: [...others(put.unlinked), faqId] };
}
