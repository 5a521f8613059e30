import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ErrorState } from '../../../components/error-state.tsx';
import { LoadingRows } from '../../../components/loading-rows.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { useSentences } from '../../../i18n.ts';
import { useTRPC } from '../../../trpc.ts';
import { workingDraft } from './draft.ts';
import { Editor } from './editor.tsx';

const route = getRouteApi('/signed-in/faqs/$faqId');

export function FaqPage() {
  const t = useSentences('faqs');
  const trpc = useTRPC();
  const { faqId } = route.useParams();
  // Written over what stands now, not over what was read on an earlier visit.
  const faq = useQuery(trpc.faqs.get.queryOptions({ id: faqId }, { refetchOnMount: 'always' }));
  if (faq.data && faq.isFetchedAfterMount)
    return <Editor key={faqId} faq={faq.data} initial={workingDraft(faq.data)} />;
  return (
    <>
      <PageHeader title={t('edit.title')} />
      {faq.error ? <ErrorState error={faq.error} retry={faq.refetch} /> : <LoadingRows rows={6} height={72} />}
    </>
  );
}
