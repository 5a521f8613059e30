import { type Brand, contrastOf, darkenFor, leastContrast } from '@answerdesk/domain';
import { Alert, Button, ColorInput, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { QrCode } from '../../../components/qr-code.tsx';
import { Section } from '../../../components/section.tsx';
import { useLanguage, useSentences } from '../../../i18n.ts';
import { useTRPC } from '../../../trpc.ts';
import { SectionForm } from '../section-form.tsx';
import { SettingsLoader } from '../settings-loader.tsx';
import { type SettingsView, useSection } from '../use-section.ts';

const swatches = ['#1a5fb4', '#126f69', '#26701f', '#9a3412', '#b91c1c', '#7c2d92', '#4338ca', '#334155'];

export function BrandPage() {
  return <SettingsLoader>{(view) => <BrandForm view={view} />}</SettingsLoader>;
}

function BrandForm({ view }: { readonly view: SettingsView }) {
  const t = useSentences('settings');
  const language = useLanguage();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.channels.list.queryOptions());
  const draft = useSection<Brand>(
    view,
    ({ brand }) => brand,
    (value) => ({ section: 'brand', value }),
  );
  const { colour } = draft.value;
  const isColour = /^#[0-9a-f]{6}$/.test(colour);
  const contrast = isColour ? contrastOf(colour, '#ffffff') : 0;
  const isReadable = contrast >= leastContrast;
  const ratio = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(contrast);
  const link = data?.items.find((account) => account.link !== undefined)?.link ?? 'https://t.me/';
  return (
    <SectionForm
      title={t('brand.title')}
      about={t('brand.about')}
      draft={draft}
      problem={isReadable ? undefined : t(isColour ? 'brand.tooLight' : 'brand.noColour')}
      after={
        <Section title={t('brand.preview')}>
          <QrCode text={link} colour={isReadable ? colour : '#000000'} label={t('brand.code')} />
        </Section>
      }
    >
      <ColorInput
        label={t('brand.colour')}
        format="hex"
        maw={260}
        swatches={swatches}
        swatchesPerRow={8}
        eyeDropperButtonProps={{ 'aria-label': t('brand.pick') }}
        value={colour}
        onChange={(next) => draft.set({ colour: next.toLowerCase() })}
      />
      {isColour && (
        <Stack gap="xs">
          <Text size="sm">{t('brand.contrast', { ratio, least: leastContrast })}</Text>
          {!isReadable && (
            <Alert color="yellow" role="status">
              <Group justify="space-between">
                <Text size="sm">{t('brand.tooLight')}</Text>
                <Button size="xs" onClick={() => draft.set({ colour: darkenFor(colour, leastContrast) })}>
                  {t('brand.darken')}
                </Button>
              </Group>
            </Alert>
          )}
        </Stack>
      )}
    </SectionForm>
  );
}
