import { Box } from '@mantine/core';
import { Outlet, useMatchRoute } from '@tanstack/react-router';
import { PageHeader } from '../../components/page-header.tsx';
import { useSentences } from '../../i18n.ts';
import { ConversationList } from './conversation-list.tsx';
import classes from './conversations.module.css';
import { useLiveConversations } from './use-live-conversations.ts';

/** The list beside the conversation that is open; on a phone one of the two. */
export function ConversationsPage() {
  const t = useSentences('conversations');
  useLiveConversations();
  const isOpen = Boolean(useMatchRoute()({ to: '/conversations/$conversationId' }));
  return (
    <>
      <Box className={isOpen ? classes['notOnPhone'] : undefined}>
        <PageHeader title={t('title')}>{t('intro')}</PageHeader>
      </Box>
      <Box className={classes['panes']}>
        <Box className={isOpen ? classes['notOnPhone'] : undefined}>
          <ConversationList />
        </Box>
        <Box className={isOpen ? undefined : classes['notOnPhone']} miw={0}>
          <Outlet />
        </Box>
      </Box>
    </>
  );
}
