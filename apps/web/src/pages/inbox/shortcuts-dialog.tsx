import { Group, Kbd, Modal, Stack, Text, Title } from '@mantine/core';
import { Fragment } from 'react';
import { useSentences } from '../../i18n.ts';
import { useBoundShortcuts } from './use-shortcuts.ts';

const names: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑', Enter: '⏎', Escape: 'Esc' };

/** Every key that does something here, and what. */
export function ShortcutsDialog({ isOpen, close }: { readonly isOpen: boolean; readonly close: () => void }) {
  const t = useSentences('inbox');
  const shell = useSentences('shell');
  const shortcuts = useBoundShortcuts();
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('shortcuts.title')}
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      <Stack>
        {(['list', 'conversation'] as const).map((group) => {
          const ours = shortcuts.filter((shortcut) => shortcut.group === group);
          if (ours.length === 0) return null;
          return (
            <Stack key={group} gap="xs">
              <Title order={3} fz="sm">
                {t(`shortcuts.${group}`)}
              </Title>
              {ours.map(({ keys, label }) => (
                <Group key={label} justify="space-between" wrap="nowrap">
                  <Text size="sm">{label}</Text>
                  <Text size="sm" c="dimmed" style={{ flex: 'none' }} dir="ltr">
                    {keys.map((key, at) => (
                      <Fragment key={key}>
                        {at > 0 && ` ${t('shortcuts.or')} `}
                        <Kbd>{names[key] ?? key}</Kbd>
                      </Fragment>
                    ))}
                  </Text>
                </Group>
              ))}
            </Stack>
          );
        })}
      </Stack>
    </Modal>
  );
}
