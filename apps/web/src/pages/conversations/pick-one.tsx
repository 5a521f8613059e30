import { Box } from '@mantine/core';
import { IconMessages } from '@tabler/icons-react';
import { EmptyState } from '../../components/empty-state.tsx';
import { useSentences } from '../../i18n.ts';
import classes from './conversations.module.css';

/** Where no conversation is open yet. */
export function PickOne() {
  const t = useSentences('conversations');
  return (
    <Box className={classes['pane']} style={{ justifyContent: 'center' }}>
      <EmptyState icon={IconMessages} title={t('pick.title')}>
        {t('pick.body')}
      </EmptyState>
    </Box>
  );
}
