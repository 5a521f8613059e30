import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconMessageOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSentences } from '../../i18n.ts';
import { useTRPC } from '../../trpc.ts';
import { GapRow } from './gap-row.tsx';
import classes from './gaps.module.css';
import { type GapState, gapStates } from './state.ts';

const route = getRouteApi('/signed-in/faqs/gaps');
const PAGE = 50;
const MOST = 500;

/** What customers asked in vain, what lost the most of them first. */
export function GapsPage() {
  const t = useSentences('gaps');
  const trpc = useTRPC();
  const navigate = useNavigate();
  const { state = 'open' }: { readonly state?: GapState } = route.useSearch();
  const [limit, setLimit] = useState(PAGE);
  const list = useQuery(trpc.gaps.list.queryOptions({ state, limit }, { placeholderData: (before) => before }));
  const gaps = list.data?.gaps ?? [];
  return (
    <>
      <PageHeader title={t('title')}>{t('intro')}</PageHeader>
      <Stack gap="sm">
        <Group component="fieldset" gap={6} m={0} p={0} bd={0} miw={0} aria-label={t('state.label')}>
          {gapStates.map((each) => (
            <Button
              key={each}
              size="compact-sm"
              radius="xl"
              fw={each === state ? 600 : 400}
              variant={each === state ? 'light' : 'default'}
              aria-pressed={each === state}
              onClick={() => {
                setLimit(PAGE);
                void navigate({ to: '/faqs/gaps', search: each === 'open' ? {} : { state: each }, replace: true });
              }}
            >
              {t(`state.${each}`)}
            </Button>
          ))}
        </Group>
        {list.isPending && <LoadingRows rows={6} height={64} />}
        {list.error && <ErrorState error={list.error} retry={list.refetch} />}
        {list.isSuccess && gaps.length === 0 && (
          <EmptyState icon={IconMessageOff} title={t(`none.${state}`)}>
            {t(`noneAbout.${state}`)}
          </EmptyState>
        )}
        {gaps.length > 0 && (
          <>
            {state === 'open' && (
              <Text size="sm" c="dimmed" role="status">
                {t('lostToAll', { count: list.data?.lost ?? 0 })}
              </Text>
            )}
            <Paper withBorder radius="lg" style={{ overflow: 'hidden' }}>
              <ul className={classes['list']}>
                {gaps.map((gap) => (
                  <GapRow key={gap.id} gap={gap} />
                ))}
              </ul>
            </Paper>
            {(list.data?.total ?? 0) > gaps.length && limit < MOST && (
              <Button
                variant="default"
                style={{ alignSelf: 'center' }}
                loading={list.isFetching}
                onClick={() => setLimit(Math.min(MOST, limit + PAGE))}
              >
                {t('more')}
              </Button>
            )}
          </>
        )}
      </Stack>
    </>
  );
}
