import { ActionIcon, Menu } from '@mantine/core';
import { IconDots, IconKeyboard, IconMessage2Bolt, IconSettings, IconUserCog } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';

/** What else belongs to the inbox. */
export function InboxMenu({ showShortcuts }: { readonly showShortcuts: () => void }) {
  const t = useSentences('inbox');
  const may = useMay();
  const navigate = useNavigate();
  return (
    <Menu position="bottom-end" shadow="md" width={240}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={44} aria-label={t('menu.label')}>
          <IconDots size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconUserCog size={18} aria-hidden />}
          onClick={() => void navigate({ to: '/inbox/me' })}
        >
          {t('menu.me')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconMessage2Bolt size={18} aria-hidden />}
          onClick={() => void navigate({ to: '/inbox/canned-replies' })}
        >
          {t('menu.canned')}
        </Menu.Item>
        {may('settings.read') && (
          <Menu.Item
            leftSection={<IconSettings size={18} aria-hidden />}
            onClick={() => void navigate({ to: '/settings/$section', params: { section: 'inbox' } })}
          >
            {t('menu.settings')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconKeyboard size={18} aria-hidden />} onClick={showShortcuts}>
          {t('shortcuts.title')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
