import { Box, Group, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronLeft } from '@tabler/icons-react';
import { Outlet, useParams, useSearch } from '@tanstack/react-router';
import { ButtonLink } from '../../components/button-link.tsx';
import { PageTitle } from '../../components/page-title.tsx';
import { useSentences } from '../../i18n.ts';
import { OftenNote } from '../topics/often-note.tsx';
import { BotOffNote } from './bot-off-note.tsx';
import { ConnectionNote } from './connection-note.tsx';
import classes from './inbox.module.css';
import { InboxMenu } from './inbox-menu.tsx';
import { QueueSide } from './queue-side.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { useMarkSeen } from './use-mark-seen.ts';
import { useShortcuts } from './use-shortcuts.ts';

/** The queues beside the conversation that is open; on a phone one of the two. */
export function InboxPage() {
  const t = useSentences('inbox');
  const wanted = useSearch({ from: '/signed-in/inbox' });
  const { conversationId } = useParams({ strict: false });
  const [isHelpOpen, help] = useDisclosure();
  useShortcuts([{ keys: ['?'], label: t('shortcuts.help'), group: 'list', run: help.open }]);
  useMarkSeen(conversationId);
  const isOpen = conversationId !== undefined;
  return (
    <Box className={classes['page']} data-wide data-open={isOpen}>
      {!isOpen && <PageTitle>{t('title')}</PageTitle>}
      <Box className={classes['side']}>
        <Group className={classes['head'] ?? ''} justify="space-between" wrap="nowrap" gap="xs">
          <Group gap="sm" wrap="nowrap" miw={0}>
            <Title order={1} fz="h4">
              {t('title')}
            </Title>
            <ConnectionNote />
          </Group>
          <InboxMenu showShortcuts={help.open} />
        </Group>
        <BotOffNote />
        <OftenNote mx="sm" mb="xs" />
        <QueueSide wanted={wanted} />
      </Box>
      <Box className={classes['pane']}>
        {isOpen && (
          <ButtonLink
            to="/inbox"
            search={wanted}
            className={classes['back'] ?? ''}
            variant="subtle"
            color="gray"
            justify="flex-start"
            leftSection={<IconChevronLeft size={18} aria-hidden className={classes['turn'] ?? ''} />}
          >
            {t('back')}
          </ButtonLink>
        )}
        <Box className={classes['conversation']}>
          <Outlet />
        </Box>
      </Box>
      <ShortcutsDialog isOpen={isHelpOpen} close={help.close} />
    </Box>
  );
}
