import { Badge, Stack } from '@mantine/core';
import { NavigationLink } from '../components/button-link.tsx';
import { useNeedCount } from '../components/need-count.ts';
import { useSentences } from '../i18n.ts';
import { useMay } from '../session.ts';
import { places } from './navigation.ts';

/** The places that the person's role includes. */
export function MainMenu() {
  const t = useSentences('shell');
  const may = useMay();
  const need = useNeedCount();
  return (
    <Stack gap={2}>
      {places
        .filter((place) => !('permission' in place) || may(place.permission))
        .map(({ link, label, icon: Sign, ...place }) => (
          <NavigationLink
            key={link.to}
            to={link.to}
            label={t(label)}
            leftSection={<Sign size={18} aria-hidden />}
            rightSection={
              'isCounted' in place && need > 0 ? (
                <Badge size="sm" aria-label={t('nav.needYou', { count: need })}>
                  {need > 99 ? '99+' : need}
                </Badge>
              ) : undefined
            }
            activeOptions={{ exact: link.to === '/' }}
            activeProps={{ active: true }}
            style={{ borderRadius: 'var(--mantine-radius-md)' }}
          />
        ))}
    </Stack>
  );
}
