import { ActionIcon, Button, Drawer, Group, Kbd, Menu, Stack, Tooltip } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import { useSentences } from '../../../i18n.ts';
import { useShortcuts } from '../use-shortcuts.ts';
import type { Action } from './actions.ts';
import { drawerStyles } from './drawer-styles.ts';

const ROW_PX = 52;
const HEADER_PX = 104;

/** What can be done, as buttons and a menu; on a phone a sheet from below. */
export function ActionBar({
  actions,
  isPhone,
  isBusy,
}: {
  readonly actions: readonly Action[];
  readonly isPhone: boolean;
  readonly isBusy: boolean;
}) {
  useShortcuts(
    actions.flatMap(({ key, label, run }) =>
      key === undefined ? [] : [{ keys: [key], label, group: 'conversation' as const, run }],
    ),
  );
  return isPhone ? <Sheet actions={actions} isBusy={isBusy} /> : <Bar actions={actions} isBusy={isBusy} />;
}

interface Shown {
  readonly actions: readonly Action[];
  readonly isBusy: boolean;
}

function Bar({ actions, isBusy }: Shown) {
  const t = useSentences('inbox-pane');
  const rare = actions.filter(({ isRare }) => isRare);
  return (
    <Group gap={6} wrap="nowrap">
      {actions
        .filter(({ isRare }) => !isRare)
        .map((action) => (
          <BarButton key={action.name} action={action} isBusy={isBusy} />
        ))}
      {rare.length > 0 && (
        <Menu position="bottom-end" withinPortal shadow="md">
          <Menu.Target>
            <ActionIcon variant="default" size={34} aria-label={t('action.more')}>
              <IconDots size={18} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {rare.map(({ name, label, icon: Sign, key, run }) => (
              <Menu.Item
                key={name}
                leftSection={<Sign size={16} aria-hidden />}
                {...(key !== undefined && { rightSection: <Kbd size="xs">{key}</Kbd> })}
                onClick={run}
              >
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </Group>
  );
}

function BarButton({
  action: { label, icon: Sign, key, isFirst, opensDialog, run },
  isBusy,
}: {
  readonly action: Action;
  readonly isBusy: boolean;
}) {
  const attributes = {
    ...(key !== undefined && { 'aria-keyshortcuts': key }),
    ...(opensDialog && { 'aria-haspopup': 'dialog' as const }),
  };
  const said = (
    <Group gap={8} wrap="nowrap">
      {label}
      {key !== undefined && <Kbd size="xs">{key}</Kbd>}
    </Group>
  );
  if (isFirst) {
    return (
      <Tooltip label={said}>
        <Button
          size="sm"
          h={34}
          px="sm"
          leftSection={<Sign size={16} aria-hidden />}
          onClick={run}
          disabled={isBusy}
          {...attributes}
        >
          {label}
        </Button>
      </Tooltip>
    );
  }
  return (
    <Tooltip label={said}>
      <ActionIcon variant="default" size={34} aria-label={label} onClick={run} disabled={isBusy} {...attributes}>
        <Sign size={18} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

function Sheet({ actions, isBusy }: Shown) {
  const t = useSentences('inbox-pane');
  const shell = useSentences('shell');
  const [isOpen, { open, close }] = useDisclosure();
  if (actions.length === 0) return null;
  return (
    <>
      <ActionIcon variant="default" size={44} aria-label={t('action.more')} aria-haspopup="dialog" onClick={open}>
        <IconDots size={20} aria-hidden />
      </ActionIcon>
      <Drawer
        opened={isOpen}
        onClose={close}
        position="bottom"
        size={actions.length * ROW_PX + HEADER_PX}
        title={t('action.title')}
        closeButtonProps={{ 'aria-label': shell('action.close'), size: 44 }}
        attributes={{ header: { role: 'presentation' } }}
        styles={drawerStyles}
      >
        <Stack gap={4} pb="md">
          {actions.map(({ name, label, icon: Sign, run }) => (
            <Button
              key={name}
              variant="subtle"
              color="gray"
              c="var(--mantine-color-text)"
              h={48}
              justify="flex-start"
              leftSection={<Sign size={20} aria-hidden />}
              disabled={isBusy}
              onClick={() => {
                close();
                run();
              }}
            >
              {label}
            </Button>
          ))}
        </Stack>
      </Drawer>
    </>
  );
}
