import { Button, Group } from '@mantine/core';
import { IconMessageQuestion, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '../../components/button-link.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { PathLink } from '../../components/path-link.tsx';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { useTRPC } from '../../trpc.ts';
import { isFiltered, type Wanted } from './wanted.ts';

/** In the place of the list when it is empty: because of the filters, or because nothing was written yet. */
export function NoFaqs({ wanted, clear }: { readonly wanted: Wanted; readonly clear: () => void }) {
  const t = useSentences('faqs');
  const may = useMay();
  const trpc = useTRPC();
  const { data: counts } = useQuery(trpc.faqs.counts.queryOptions());
  const isAnyThere = counts !== undefined && counts.all + counts.archived > 0;
  if (isFiltered(wanted) && isAnyThere) {
    return (
      <EmptyState
        icon={IconSearch}
        title={t('noMatch.title')}
        action={
          <Button variant="default" onClick={clear}>
            {t('filter.clear')}
          </Button>
        }
      >
        {t('noMatch.body')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={IconMessageQuestion}
      title={t('none.title')}
      action={
        may('faq.write') && (
          <Group justify="center">
            <ButtonLink to="/faqs/new">{t('none.write')}</ButtonLink>
            {may('faq.import') && <PathLink to="/faqs/import">{t('none.import')}</PathLink>}
          </Group>
        )
      }
    >
      {t('none.body')}
    </EmptyState>
  );
}
