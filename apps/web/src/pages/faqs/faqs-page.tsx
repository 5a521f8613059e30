import { Group, Stack } from '@mantine/core';
import { IconChecks, IconMessageOff, IconPlus, IconTags } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { ButtonLink } from '../../components/button-link.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { useTRPC } from '../../trpc.ts';
import { BulkBar } from './bulk-bar.tsx';
import { Counts } from './faq-counts.tsx';
import { FaqFilters } from './faq-filters.tsx';
import { FaqTable } from './faq-table.tsx';
import { MoreMenu } from './more-menu.tsx';
import { NoFaqs } from './no-faqs.tsx';
import { ToSuggestions } from './to-suggestions.tsx';
import { asked, type Wanted } from './wanted.ts';

const route = getRouteApi('/signed-in/faqs');
const PAGE = 100;

export function FaqsPage() {
  const t = useSentences('faqs');
  const may = useMay();
  const trpc = useTRPC();
  const wanted = route.useSearch();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const change = (next: (now: Wanted) => Wanted) => {
    setChosen(new Set());
    void navigate({ to: '/faqs', search: next, replace: true });
  };
  const faqs = useInfiniteQuery(
    trpc.faqs.list.infiniteQueryOptions(
      { ...asked(wanted), limit: PAGE },
      { getNextPageParam: ({ nextCursor }) => nextCursor, placeholderData: (before) => before },
    ),
  );
  const { data: counts } = useQuery(trpc.faqs.counts.queryOptions());
  const isNothingThere = counts !== undefined && counts.all + counts.archived === 0;
  const rows = faqs.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <MoreMenu />
            <ButtonLink to="/faqs/glossary" variant="default" leftSection={<IconTags size={18} aria-hidden />}>
              {t('glossary')}
            </ButtonLink>
            {may('faq.write') && (
              <>
                <ButtonLink to="/faqs/gaps" variant="default" leftSection={<IconMessageOff size={18} aria-hidden />}>
                  {t('gaps')}
                </ButtonLink>
                <ToSuggestions />
                <ButtonLink to="/faqs/new" leftSection={<IconPlus size={18} aria-hidden />}>
                  {t('new')}
                </ButtonLink>
              </>
            )}
          </>
        }
      >
        {t('intro')}
      </PageHeader>
      <Stack gap="sm">
        {!isNothingThere && (
          <>
            <Group gap={6}>
              <Counts wanted={wanted} change={change} />
              <ButtonLink
                to="/faqs/care"
                size="compact-sm"
                radius="xl"
                variant="default"
                leftSection={<IconChecks size={16} aria-hidden />}
              >
                {t('needsCare')}
              </ButtonLink>
            </Group>
            <FaqFilters wanted={wanted} change={change} />
          </>
        )}
        {may('faq.publish') && rows.length > 0 && (
          <BulkBar
            chosen={rows.filter(({ id }) => chosen.has(id))}
            isArchive={wanted.show === 'archived'}
            clear={() => setChosen(new Set())}
          />
        )}
        {faqs.isPending && <LoadingRows rows={8} height={52} />}
        {faqs.error && <ErrorState error={faqs.error} retry={faqs.refetch} />}
        {faqs.isSuccess && rows.length === 0 && <NoFaqs wanted={wanted} clear={() => change(() => ({}))} />}
        {rows.length > 0 && (
          <FaqTable
            rows={rows}
            more={faqs.hasNextPage ? faqs.fetchNextPage : undefined}
            isFetchingMore={faqs.isFetchingNextPage}
            {...(may('faq.publish') && { chosen, onChoose: setChosen })}
          />
        )}
      </Stack>
    </>
  );
}
