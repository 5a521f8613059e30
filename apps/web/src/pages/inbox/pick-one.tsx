import { Center } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import { EmptyState } from '../../components/empty-state.tsx';
import { useSentences } from '../../i18n.ts';

/** Where no conversation is open yet. */
export function PickOne() {
  const t = useSentences('inbox');
  return (
    <Center h="100%">
      <EmptyState icon={IconInbox} title={t('pick.title')}>
        {t('pick.body')}
      </EmptyState>
    </Center>
  );
}
