import { Box, Group } from '@mantine/core';
import { Outlet } from '@tanstack/react-router';
import { NavigationLink } from '../../components/button-link.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useSentences } from '../../i18n.ts';
import { sections } from './sections.ts';

/** Around every section of the settings: its name and the way to the others. */
export function SettingsFrame() {
  const t = useSentences('settings');
  return (
    <>
      <PageHeader title={t('title')} />
      <Group component="nav" gap={4} mb="lg" aria-label={t('title')}>
        {sections.map(({ link, label }) => (
          <NavigationLink
            key={link.to}
            to={link.to}
            label={t(label)}
            activeProps={{ active: true }}
            w="auto"
            style={{ borderRadius: 'var(--mantine-radius-md)' }}
          />
        ))}
      </Group>
      <Box maw={760}>
        <Outlet />
      </Box>
    </>
  );
}
