import { Button, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { notifyFailure } from '../../components/notify.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { saveFile } from '../../components/save-file.ts';
import { useSentences } from '../../i18n.ts';
import { useSession } from '../../session.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import { FirstSteps } from './first-steps.tsx';
import { HomeFigures, HomeFiguresLoading } from './home-figures.tsx';
import { LookBar } from './look-bar.tsx';
import { askedFor, isRange, type Look, lastDays, spans } from './summary.ts';

const COUNTED_ANEW_MS = 30_000;

/** Where a day begins: what is left to set up, then what happened. */
export function HomePage() {
  const t = useSentences('home');
  const trpc = useTRPC();
  const { person } = useSession();
  const [look, setLook] = useState<Look>({ span: 'week', ...lastDays(spans.week), channel: '', language: '' });
  const summary = useQuery({
    ...trpc.insights.summary.queryOptions(askedFor(look)),
    enabled: isRange(look),
    placeholderData: (before) => before,
    refetchInterval: COUNTED_ANEW_MS,
  });
  const save = useMutation({
    mutationFn: () => trpcClient.insights.export.query(askedFor(look)),
    onSuccess: ({ name, csv }) => saveFile(name, csv, 'text/csv'),
    onError: notifyFailure,
  });
  return (
    <>
      <PageHeader
        title={t('welcome', { name: person.name })}
        actions={
          <Button
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
            loading={save.isPending}
            disabled={!isRange(look)}
            onClick={() => save.mutate()}
          >
            {t('export')}
          </Button>
        }
      >
        {t('intro')}
      </PageHeader>
      <Stack gap="lg">
        <FirstSteps />
        <LookBar look={look} change={setLook} languages={summary.data?.languages ?? []} />
        {summary.isPending && <HomeFiguresLoading />}
        {summary.error && <ErrorState error={summary.error} retry={summary.refetch} />}
        {summary.data && <HomeFigures summary={summary.data} isOld={summary.isPlaceholderData} />}
      </Stack>
    </>
  );
}
