import { Button, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { notifyFailure } from '../../components/notify.tsx';
import { saveFile } from '../../components/save-file.ts';
import { useSentences } from '../../i18n.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import { OftenNote } from '../topics/often-note.tsx';
import { HomeFigures, HomeFiguresLoading } from './home-figures.tsx';
import { LookBar } from './look-bar.tsx';
import { askedFor, isRange, type Look, lastDays, spans } from './summary.ts';

const COUNTED_ANEW_MS = 30_000;

/** The figures of the days, channel and language that are chosen. */
export default function WhatHappened() {
  const t = useSentences('home');
  const trpc = useTRPC();
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
    <Stack gap="lg">
      <OftenNote />
      <LookBar look={look} change={setLook} languages={summary.data?.languages ?? []}>
        <Button
          variant="default"
          px="xs"
          leftSection={<IconDownload size={18} aria-hidden />}
          loading={save.isPending}
          disabled={!isRange(look)}
          onClick={() => save.mutate()}
        >
          {t('export')}
        </Button>
      </LookBar>
      {summary.isPending && <HomeFiguresLoading />}
      {summary.error && <ErrorState error={summary.error} retry={summary.refetch} />}
      {summary.data && <HomeFigures summary={summary.data} isOld={summary.isPlaceholderData} />}
    </Stack>
  );
}
