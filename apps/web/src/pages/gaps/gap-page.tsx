import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconEyeOff } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { ButtonLink, TextLink } from '../../components/button-link.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import { AddToFaq } from './add-to-faq.tsx';
import type { GapRead } from './gap.ts';
import { Languages } from './gap-row.tsx';
import { NewFaqOfGap } from './new-faq-of-gap.tsx';
import { useClosing } from './use-closing.ts';
import { Wordings } from './wordings.tsx';

const route = getRouteApi('/signed-in/faqs/gaps/$gapId');

/** One gap, with what helps to close it. */
export function GapPage() {
  const t = useSentences('gaps');
  const trpc = useTRPC();
  const { gapId } = route.useParams();
  const read = useQuery(trpc.gaps.get.queryOptions({ gapId }, { staleTime: 0, refetchOnWindowFocus: false }));
  return (
    <>
      <ButtonLink
        to="/faqs/gaps"
        variant="subtle"
        size="compact-sm"
        mb="xs"
        leftSection={<IconArrowLeft size={16} aria-hidden className="mantine-rotate-rtl" />}
      >
        {t('back')}
      </ButtonLink>
      {read.isPending && <LoadingRows rows={5} height={80} />}
      {read.error && <ErrorState error={read.error} retry={read.refetch} />}
      {read.data && <OneGap key={`${read.data.gap.id} ${read.data.gap.revision}`} read={read.data} />}
    </>
  );
}

/** Those that are not kept for measuring; all where nothing else was asked. */
function offered(examples: GapRead['examples']): ReadonlySet<string> {
  const toTeach = examples.filter(({ isHeldOut }) => !isHeldOut);
  return new Set((toTeach.length > 0 ? toTeach : examples).map(({ id }) => id));
}

function OneGap({ read }: { readonly read: GapRead }) {
  const t = useSentences('gaps');
  const format = useFormat();
  const { gap, examples, draft } = read;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => offered(examples));
  const texts = examples.filter(({ id }) => chosen.has(id)).map(({ text }) => text);
  return (
    <>
      <PageHeader title={draft.question || t('title')} actions={gap.state === 'open' && <Ignore gap={gap} />} />
      <Group gap="xs" mb="md">
        <Text size="sm" c="dimmed">
          {t('asked', { count: gap.count })}
        </Text>
        <Text size="sm" c="dimmed">
          {t('last', { day: format.day(gap.lastAt) })}
        </Text>
        <Languages tags={gap.languages} />
      </Group>
      <Stack gap="md">
        {gap.state !== 'open' && <Standing read={read} state={gap.state} />}
        <Wordings examples={examples} {...(gap.state === 'open' && { chosen, onChoose: setChosen })} />
        {gap.state === 'open' && (
          <>
            <NewFaqOfGap read={read} wordings={texts} />
            <AddToFaq read={read} texts={texts} />
          </>
        )}
      </Stack>
    </>
  );
}

function Ignore({ gap }: { readonly gap: GapRead['gap'] }) {
  const t = useSentences('gaps');
  const { closed, failed } = useClosing();
  const ignore = useMutation({
    mutationFn: () => trpcClient.gaps.ignore.mutate({ gapId: gap.id, revision: gap.revision }),
    onSuccess: (outcome) => closed(outcome, t('done.ignored')),
    onError: failed,
  });
  return (
    <Button
      variant="default"
      leftSection={<IconEyeOff size={16} aria-hidden />}
      loading={ignore.isPending}
      onClick={() => ignore.mutate()}
    >
      {t('ignore')}
    </Button>
  );
}

function Standing({ read, state }: { readonly read: GapRead; readonly state: 'answered' | 'ignored' }) {
  const t = useSentences('gaps');
  const format = useFormat();
  const { reopen, failed } = useClosing();
  const { gap, byName } = read;
  const again = useMutation({ mutationFn: () => reopen(gap), onError: failed });
  const { action } = gap;
  return (
    <Alert color="teal" role="status" title={t(`standing.${state}`, { day: format.day(action?.at ?? gap.lastAt) })}>
      <Group gap="md">
        {byName !== undefined && <Text size="sm">{t('standing.by', { name: byName })}</Text>}
        {action?.faqId !== undefined && (
          <TextLink to="/faqs/$faqId" params={{ faqId: action.faqId }} underline="always" c="inherit">
            {t('standing.toFaq')}
          </TextLink>
        )}
        <Button size="compact-sm" variant="default" loading={again.isPending} onClick={() => again.mutate()}>
          {t('reopen')}
        </Button>
      </Group>
    </Alert>
  );
}
