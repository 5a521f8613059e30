import { Button, Skeleton } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useSentences } from '../../i18n.ts';
import { useSession } from '../../session.ts';
import { useTRPC } from '../../trpc.ts';

const StepsCard = lazy(() => import('./steps-card.tsx'));

/** What is left to do before the bot answers customers; gone once all is done, or hidden by hand. */
export function FirstSteps() {
  const t = useSentences('home');
  const trpc = useTRPC();
  const { tenant } = useSession();
  const [isHidden, setHidden] = useLocalStorage({
    key: `answerdesk.steps-hidden.${tenant.id}`,
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  const { data: done } = useQuery({
    ...trpc.insights.firstSteps.queryOptions(),
    refetchOnMount: 'always',
    refetchOnWindowFocus: 'always',
  });
  if (!done || Object.values(done).every(Boolean)) return null;
  if (isHidden) {
    return (
      <Button variant="subtle" size="xs" style={{ alignSelf: 'flex-start' }} onClick={() => setHidden(false)}>
        {t('steps.show')}
      </Button>
    );
  }
  return (
    <Suspense fallback={<Skeleton h={180} radius="md" />}>
      <StepsCard done={done} hide={() => setHidden(true)} />
    </Suspense>
  );
}
