import {
  Avatar,
  Box,
  Divider,
  NavLink,
  Popover,
  Skeleton,
  Stack,
  Text,
  UnstyledButton,
  VisuallyHidden,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconInbox, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { NavigationLink } from '../components/button-link.tsx';
import { useSentences } from '../i18n.ts';
import { useMay, useSession, useSignOut } from '../session.ts';
import { LanguageSelect } from './language-select.tsx';

/** Fetched when the menu is opened, which few pages begin with. */
const ColourSchemeSwitch = lazy(async () => ({
  default: (await import('./colour-scheme-switch.tsx')).ColourSchemeSwitch,
}));

/** Who is signed in, their account, language and colours, and the way out. */
export function AccountMenu() {
  const t = useSentences('shell');
  const { person, tenant } = useSession();
  const signOut = useSignOut();
  const may = useMay();
  const [isOpen, { toggle, close }] = useDisclosure();
  const label = t('account.menu', { name: person.name });
  return (
    <Popover position="bottom-end" width={280} opened={isOpen} onDismiss={close} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <UnstyledButton onClick={toggle} style={{ borderRadius: '50%' }}>
          <VisuallyHidden>{label}</VisuallyHidden>
          <Avatar color="brand" name={person.name} size={36} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p="xs" aria-label={label}>
        <Stack gap="xs">
          <Box px="xs">
            <Text fw={600} truncate>
              {person.name}
            </Text>
            <Text size="sm" c="dimmed" truncate>
              {person.email} · {t(`roles.${tenant.role}`)}
            </Text>
          </Box>
          <Divider />
          <NavigationLink
            to="/account"
            label={t('nav.account')}
            leftSection={<IconUserCircle size={18} aria-hidden />}
            onClick={close}
          />
          {may('conversation.read') && (
            <NavigationLink
              to="/inbox/me"
              label={t('nav.myInbox')}
              leftSection={<IconInbox size={18} aria-hidden />}
              onClick={close}
            />
          )}
          <LanguageSelect />
          <Suspense fallback={<Skeleton h={30} />}>
            <ColourSchemeSwitch />
          </Suspense>
          <Divider />
          <NavLink
            component="button"
            label={t('account.signOut')}
            leftSection={<IconLogout size={18} aria-hidden />}
            onClick={() => signOut.mutate()}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
