import { ActionIcon, Button, Kbd } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useSentences } from '../i18n.ts';

const Search = lazy(() => import('./search.tsx'));
const isMac = /Mac|iPhone|iPad/.test(navigator.userAgent);

/** Opens the search, whose code is fetched the first time. */
export function SearchButton() {
  const t = useSentences('shell');
  const [openings, setOpenings] = useState(0);
  const open = () => setOpenings((before) => before + 1);
  useHotkeys([['mod+K', open]], []);
  return (
    <>
      <Button
        visibleFrom="sm"
        variant="default"
        c="dimmed"
        fw={400}
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={<Kbd size="xs">{isMac ? '⌘K' : 'Ctrl K'}</Kbd>}
        onClick={open}
      >
        {t('search.open')}
      </Button>
      <ActionIcon hiddenFrom="sm" size="lg" variant="subtle" color="gray" onClick={open} aria-label={t('search.open')}>
        <IconSearch size={20} />
      </ActionIcon>
      {openings > 0 && (
        <Suspense>
          <Search openings={openings} />
        </Suspense>
      )}
    </>
  );
}
