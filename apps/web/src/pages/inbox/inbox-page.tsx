import { Box } from '@mantine/core';
import { Outlet, useMatchRoute } from '@tanstack/react-router';
import { PageHeader } from '../../components/page-header.tsx';
import { useSentences } from '../../i18n.ts';
import classes from './inbox.module.css';

/** The queues beside the conversation that is open; on a phone one of the two. */
export function InboxPage() {
  const t = useSentences('inbox');
  const isOpen = Boolean(useMatchRoute()({ to: '/inbox/$conversationId' }));
  return (
    <Box className={classes['page']} data-wide data-open={isOpen}>
      <Box className={classes['side']}>
        <PageHeader title={t('title')} />
      </Box>
      <Box className={classes['pane']}>
        <Outlet />
      </Box>
    </Box>
  );
}
