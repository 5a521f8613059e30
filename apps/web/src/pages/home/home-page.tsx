import { Skeleton, Stack } from '@mantine/core';
import { lazy, Suspense } from 'react';
import { PageHeader } from '../../components/page-header.tsx';
import { useSentences } from '../../i18n.ts';
import { useSession } from '../../session.ts';
import { FirstSteps } from './first-steps.tsx';

const WhatHappened = lazy(() => import('./what-happened.tsx'));

/** Where a day begins: what is left to set up, then what happened, whose code comes beside its figures. */
export function HomePage() {
  const t = useSentences('home');
  const { person } = useSession();
  return (
    <>
      <PageHeader title={t('welcome', { name: person.name })}>{t('intro')}</PageHeader>
      <Stack gap="lg">
        <FirstSteps />
        <Suspense fallback={<Skeleton h={620} radius="md" />}>
          <WhatHappened />
        </Suspense>
      </Stack>
    </>
  );
}
