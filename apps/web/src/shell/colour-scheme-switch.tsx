import { type MantineColorScheme, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useSentences } from '../i18n.ts';

/** Light, dark, or whatever the device says. */
export function ColourSchemeSwitch() {
  const t = useSentences('shell');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={t('account.colours')}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as MantineColorScheme)}
      data={[
        { value: 'auto', label: t('colours.system') },
        { value: 'light', label: t('colours.light') },
        { value: 'dark', label: t('colours.dark') },
      ]}
    />
  );
}
