import { Stack, Switch } from '@mantine/core';
import { IconTags } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ButtonLink } from '../../components/button-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { notifyFailure } from '../../components/notify.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import { Back } from './back.tsx';
import type { GlossaryView } from './glossary.ts';
import { Proposals } from './proposals.tsx';
import { Rejected } from './rejected.tsx';
import { TermList } from './term-list.tsx';

/** The terms of the business: what is proposed, what was accepted, and what they are used for. */
export function GlossaryPage() {
  const t = useSentences('glossary');
  const may = useMay();
  const trpc = useTRPC();
  const glossary = useQuery(trpc.glossary.get.queryOptions());
  const view = glossary.data;
  const isNothingThere = view?.faqs === 0 && view.terms.length === 0;
  return (
    <>
      <Back to="/faqs">{t('toFaqs')}</Back>
      <PageHeader title={t('title')}>{t('intro')}</PageHeader>
      {glossary.isPending && <LoadingRows rows={6} height={52} />}
      {glossary.error && <ErrorState error={glossary.error} retry={glossary.refetch} />}
      {view && isNothingThere && (
        <EmptyState
          icon={IconTags}
          title={t('none.title')}
          action={may('faq.write') && <ButtonLink to="/faqs/new">{t('none.action')}</ButtonLink>}
        >
          {t('none.body')}
        </EmptyState>
      )}
      {view && !isNothingThere && (
        <Stack gap="lg">
          <TermList view={view} />
          {may('faq.publish') && <Proposals view={view} />}
          {may('settings.write') && <Related view={view} />}
          {may('faq.publish') && view.rejected.length > 0 && <Rejected view={view} />}
        </Stack>
      )}
    </>
  );
}

function Related({ view }: { readonly view: GlossaryView }) {
  const t = useSentences('glossary');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const setting = useMutation({
    mutationFn: (offersRelated: boolean) =>
      trpcClient.settings.save.mutate({
        revision: view.settingsRevision,
        change: { section: 'glossary', value: { offersRelated } },
      }),
    onError: notifyFailure,
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries(trpc.glossary.get.pathFilter()),
        queryClient.invalidateQueries(trpc.settings.pathFilter()),
      ]),
  });
  return (
    <Section title={t('related.title')}>
      <Switch
        label={t('related.isOn')}
        description={t('related.hint')}
        checked={setting.isPending ? setting.variables : view.offersRelated}
        disabled={setting.isPending}
        onChange={({ currentTarget }) => setting.mutate(currentTarget.checked)}
      />
    </Section>
  );
}
