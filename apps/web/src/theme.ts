import {
  type CSSVariablesResolver,
  createTheme,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
} from '@mantine/core';

const brand: MantineColorsTuple = [
  '#eaf6f5',
  '#d3ebe9',
  '#a6d7d3',
  '#75c1bb',
  '#4eaea7',
  '#369f98',
  '#1f8780',
  '#126f69',
  '#0b5954',
  '#06433f',
];

const dark: MantineColorsTuple = [
  '#d5d9dc',
  '#b4bbbf',
  '#8d969b',
  '#5f696f',
  '#3c454a',
  '#2f373b',
  '#21272a',
  '#171b1d',
  '#121517',
  '#0c0e10',
];

const systemFonts = "-apple-system, BlinkMacSystemFont, 'Segoe UI', Roboto, 'Helvetica Neue', Arial";
const arabicFonts = "'SF Arabic', 'Geeza Pro', 'Noto Sans Arabic', 'Noto Naskh Arabic'";

/** Fonts by language: Chinese and Japanese share characters that each draws in its own way. */
const fontsOf: Readonly<Record<string, string>> = {
  'zh-CN': "'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC'",
  'zh-TW': "'PingFang TC', 'Microsoft JhengHei', 'Noto Sans TC', 'Noto Sans SC'",
  ja: "'Hiragino Sans', 'Yu Gothic', 'Noto Sans JP', 'Noto Sans SC'",
  ar: arabicFonts,
};

export const colourSchemeManager = localStorageColorSchemeManager({ key: 'answerdesk.colour-scheme' });

/** The look of every screen, in the fonts that suit the language. */
export function themeFor(language: string) {
  const special = fontsOf[language];
  const fontFamily = [systemFonts, special, "'DejaVu Sans'", "'Noto Sans SC'", 'sans-serif'].filter(Boolean).join(', ');
  return createTheme({
    colors: { brand, dark },
    primaryColor: 'brand',
    primaryShade: 7,
    autoContrast: true,
    luminanceThreshold: 0.18,
    fontFamily,
    headings: { fontFamily, fontWeight: '650' },
    defaultRadius: 'md',
    cursorType: 'pointer',
    respectReducedMotion: true,
    focusRing: 'auto',
    components: {
      Badge: { defaultProps: { tt: 'none', fw: 600 } },
      // A header inside a dialog is no banner of the page.
      Modal: {
        defaultProps: { attributes: { header: { role: 'presentation' } } },
        styles: {
          header: { background: 'var(--desk-raised)' },
          content: { background: 'var(--desk-raised)' },
          title: { fontWeight: 650 },
        },
      },
      Alert: { styles: { title: { color: 'var(--mantine-color-text)' } } },
      Paper: { defaultProps: { bg: 'var(--desk-raised)' } },
      Table: { defaultProps: { verticalSpacing: 'sm' } },
      Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
    },
  });
}

/** Mantine's quiet greys and its red are too faint to read on these grounds (WCAG 1.4.3). */
export const readableGreys: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': '#566066',
    '--mantine-color-placeholder': '#6b747a',
    '--mantine-color-error': '#b42318',
    '--mantine-color-anchor': brand[7],
    '--input-placeholder-color': '#6b747a',
  },
  dark: {
    '--mantine-color-dimmed': '#a7b0b5',
    '--mantine-color-placeholder': '#98a1a6',
    '--mantine-color-error': '#ff9d94',
    '--mantine-color-anchor': brand[3],
    // Mantine's own is the colour of raised grounds here: what is off could not be seen.
    '--mantine-color-disabled': dark[5],
  },
});
