import { AppShell, Burger, Divider, Group, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { useSentences } from '../i18n.ts';
import { useMay } from '../session.ts';
import { AccountMenu } from './account-menu.tsx';
import { Brand } from './brand.tsx';
import classes from './frame.module.css';
import { MainMenu } from './main-menu.tsx';
import { SearchButton } from './search-button.tsx';
import { TenantSwitch } from './tenant-switch.tsx';

const WatchInbox = lazy(() => import('../pages/inbox/live/watch-inbox.tsx'));

/** Around every page of the signed-in part: the head, the menu, and the page's own place. */
export function AppFrame() {
  const t = useSentences('shell');
  const [isMenuOpen, menu] = useDisclosure();
  const main = useRef<HTMLElement>(null);
  const router = useRouter();
  const may = useMay();
  const closeMenu = menu.close;
  useEffect(
    () =>
      router.subscribe('onResolved', ({ pathChanged, fromLocation }) => {
        if (!pathChanged || !fromLocation) return;
        closeMenu();
        main.current?.focus({ preventScroll: true });
      }),
    [router, closeMenu],
  );
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !isMenuOpen } }}
      padding={{ base: 'md', sm: 'lg' }}
    >
      <UnstyledButton className={classes['skip']} onClick={() => main.current?.focus()}>
        {t('skipToContent')}
      </UnstyledButton>
      <AppShell.Header className={classes['raised']}>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap" gap="xs">
          <Group gap="xs" wrap="nowrap" miw={0} h="100%">
            <Burger
              hiddenFrom="sm"
              size="sm"
              opened={isMenuOpen}
              onClick={menu.toggle}
              aria-label={t(isMenuOpen ? 'menu.close' : 'menu.open')}
              aria-expanded={isMenuOpen}
            />
            <span className={classes['brand']}>
              <Brand />
            </span>
            <Divider orientation="vertical" visibleFrom="sm" my="sm" mx={4} />
            <TenantSwitch />
          </Group>
          <Group gap="xs" wrap="nowrap">
            <SearchButton />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" className={classes['raised']} aria-label={t('menu.main')}>
        <MainMenu />
      </AppShell.Navbar>
      <AppShell.Main ref={main} tabIndex={-1} className={classes['main']}>
        <div className={classes['page']}>
          <Outlet />
        </div>
        {may('conversation.read') && (
          <Suspense>
            <WatchInbox />
          </Suspense>
        )}
      </AppShell.Main>
    </AppShell>
  );
}
