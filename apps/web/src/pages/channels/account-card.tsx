import { Badge, Button, Group, Menu, Paper, Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import { useChannelName } from '../../components/channel-names.ts';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { ByHand } from './by-hand.tsx';
import { CustomersWay } from './customers-way.tsx';
import { HealthLine } from './health.tsx';
import { InboxDialog } from './inbox-dialog.tsx';
import { platforms } from './platforms.ts';
import { ReconnectDialog } from './reconnect-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { SetUpDialog } from './set-up-dialog.tsx';
import { type Account, useAccountActions } from './use-account-actions.ts';

const colours = { connected: 'brand', paused: 'gray', unfinished: 'yellow', leaving: 'gray' } as const;

/** One account: what it is, how it is, how customers get there, and what can be done with it. */
export function AccountCard({ account, colour }: { readonly account: Account; readonly colour: string }) {
  const t = useSentences('channels');
  const may = useMay();
  const platform = platforms[account.channel];
  const actions = useAccountActions(account);
  const [isRenaming, renaming] = useDisclosure();
  const [isReconnecting, reconnecting] = useDisclosure();
  const [isSettingUp, settingUp] = useDisclosure();
  const [isChoosingInbox, choosingInbox] = useDisclosure();
  const channelName = useChannelName();
  const { state, name, label, link } = account;
  return (
    <Paper withBorder radius="lg" p={{ base: 'md', sm: 'lg' }} component="article" aria-label={name}>
      <Stack gap="md">
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <Group gap="sm" wrap="nowrap" miw={0}>
            <ThemeIcon size={40} radius="xl" variant="light" aria-hidden>
              <platform.icon size={22} />
            </ThemeIcon>
            <div style={{ minWidth: 0 }}>
              <Group gap="xs">
                <Title order={2} fz="h4" style={{ overflowWrap: 'anywhere' }} dir="auto">
                  {name}
                </Title>
                <Badge variant="light" color={colours[state]} tt="none" c="var(--mantine-color-text)">
                  {t(`state.${state}`)}
                </Badge>
              </Group>
              <Text size="sm" c="dimmed">
                {channelName(account.channel)}
                {name !== label && ` · ${label}`}
              </Text>
            </div>
          </Group>
          {may('channel.write') && state !== 'leaving' && (
            <Menu position="bottom-end" width={220}>
              <Menu.Target>
                <Button variant="subtle" color="gray" px="xs" aria-label={t('action.more', { name })}>
                  <IconDots size={20} aria-hidden />
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item onClick={renaming.open}>{t('action.rename')}</Menu.Item>
                {account.webhookSetByHand && <Menu.Item onClick={settingUp.open}>{t('action.setUp')}</Menu.Item>}
                {account.inbox && <Menu.Item onClick={choosingInbox.open}>{t('inbox.title')}</Menu.Item>}
                {platform.fields.some(({ isPlain }) => !isPlain) && (
                  <Menu.Item onClick={reconnecting.open}>{t('action.newToken')}</Menu.Item>
                )}
                <Menu.Item onClick={() => actions.pause.mutate(state !== 'paused')}>
                  {t(state === 'paused' ? 'action.resume' : 'action.pause')}
                </Menu.Item>
                <Menu.Divider />
                <Menu.Item onClick={() => actions.disconnect.mutate()}>{t('action.disconnect')}</Menu.Item>
              </Menu.Dropdown>
            </Menu>
          )}
        </Group>
        {state === 'leaving' ? (
          <Group justify="space-between">
            <Text size="sm">{t('leaving.about', { minutes: Math.ceil((account.removeInMs ?? 0) / 60_000) })}</Text>
            {may('channel.write') && (
              <Button size="xs" onClick={() => actions.undo.mutate()} loading={actions.undo.isPending}>
                {t('leaving.undo')}
              </Button>
            )}
          </Group>
        ) : (
          <>
            {state === 'paused' && (
              <Group justify="space-between">
                <Text size="sm">{t('paused.about')}</Text>
                {may('channel.write') && (
                  <Button size="xs" onClick={() => actions.pause.mutate(false)} loading={actions.pause.isPending}>
                    {t('action.resume')}
                  </Button>
                )}
              </Group>
            )}
            {account.webhookSetByHand && state === 'unfinished' && <ByHand account={account} />}
            <HealthLine account={account} onReconnect={reconnecting.open} onShowAddress={settingUp.open} />
            {link !== undefined && <CustomersWay name={name} link={link} colour={colour} />}
          </>
        )}
      </Stack>
      {account.inbox && (
        <InboxDialog id={account.id} inbox={account.inbox} isOpen={isChoosingInbox} onClose={choosingInbox.close} />
      )}
      <RenameDialog account={account} isOpen={isRenaming} onClose={renaming.close} />
      <SetUpDialog account={account} isOpen={isSettingUp} onClose={settingUp.close} />
      <ReconnectDialog account={account} isOpen={isReconnecting} onClose={reconnecting.close} />
    </Paper>
  );
}
