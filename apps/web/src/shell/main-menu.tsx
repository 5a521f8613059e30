import { Stack } from '@mantine/core';
import { NavigationLink } from '../components/button-link.tsx';
import { useSentences } from '../i18n.ts';
import { useMay } from '../session.ts';
import { places } from './navigation.ts';

/** The places that the person's role includes. */
export function MainMenu() {
  const t = useSentences('shell');
  const may = useMay();
  return (
    <Stack gap={2}>
      {places
        .filter((place) => !('permission' in place) || may(place.permission))
        .map(({ link, label, icon: Sign }) => (
          <NavigationLink
            key={link.to}
            to={link.to}
            label={t(label)}
            leftSection={<Sign size={18} aria-hidden />}
            activeOptions={{ exact: link.to === '/' }}
            activeProps={{ active: true }}
            style={{ borderRadius: 'var(--mantine-radius-md)' }}
          />
        ))}
    </Stack>
  );
}
