import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { useTRPC } from '../../trpc.ts';
import { Back } from './back.tsx';
import { EgoGraph } from './ego-graph.tsx';
import { LinkedFaqs } from './linked-faqs.tsx';
import { LinkedTerms } from './linked-terms.tsx';
import { TermForm } from './term-form.tsx';

const route = getRouteApi('/signed-in/faqs/glossary/terms/$termId');

/** One term: what it is linked to, drawn and as lists, and what may be changed of it. */
export function TermPage() {
  const t = useSentences('glossary');
  const may = useMay();
  const trpc = useTRPC();
  const { termId } = route.useParams();
  const glossary = useQuery(trpc.glossary.get.queryOptions());
  const around = useQuery(trpc.glossary.neighbours.queryOptions({ kind: 'term', id: termId }));
  const term = glossary.data?.terms.find(({ id }) => id === termId);
  const error = glossary.error ?? around.error;
  const retry = () => Promise.all([glossary.refetch(), around.refetch()]);
  return (
    <>
      <Back to="/faqs/glossary">{t('back')}</Back>
      {error && <ErrorState error={error} retry={retry} />}
      {!error && (glossary.isPending || around.isPending) && <LoadingRows rows={5} height={80} />}
      {!error && glossary.data && term && around.data?.kind === 'term' && (
        <>
          <PageHeader title={term.name} />
          <Stack gap="lg">
            <EgoGraph of={around.data} />
            {may('faq.publish') && (
              <TermForm key={`${term.id} ${glossary.data.revision}`} view={glossary.data} term={term} />
            )}
            <LinkedFaqs view={glossary.data} term={term} around={around.data} />
            {around.data.terms.length > 0 && <LinkedTerms terms={around.data.terms} title={t('beside.title')} />}
          </Stack>
        </>
      )}
    </>
  );
}
