import { type Retention, retentionSchema } from '@answerdesk/domain';
import { Alert, NumberInput, Radio, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useSentences } from '../../../i18n.ts';
import { SectionForm } from '../section-form.tsx';
import { SettingsLoader } from '../settings-loader.tsx';
import { type SettingsView, useSection } from '../use-section.ts';

const LEAST = 7;
const MOST = 3_650;
const A_YEAR = 365;

export function RetentionPage() {
  return <SettingsLoader>{(view) => <RetentionForm view={view} />}</SettingsLoader>;
}

function RetentionForm({ view }: { readonly view: SettingsView }) {
  const t = useSentences('settings');
  const draft = useSection<Retention>(
    view,
    ({ retention }) => retention,
    (value) => ({ section: 'retention', value }),
  );
  const { days } = draft.value;
  const isRight = retentionSchema.safeParse(draft.value).success;
  return (
    <SectionForm
      title={t('retention.title')}
      about={t('retention.about')}
      draft={draft}
      problem={isRight ? undefined : t('retention.wrong', { least: LEAST, most: MOST })}
    >
      <Radio.Group
        label={t('retention.label')}
        value={days === undefined ? 'always' : 'days'}
        onChange={(next) => draft.set(next === 'always' ? {} : { days: days ?? A_YEAR })}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="always" label={t('retention.always')} />
          <Radio value="days" label={t('retention.forDays')} />
        </Stack>
      </Radio.Group>
      {days !== undefined && (
        <>
          <NumberInput
            label={t('retention.days')}
            maw={200}
            min={LEAST}
            max={MOST}
            clampBehavior="none"
            allowDecimal={false}
            value={days}
            onChange={(next) => draft.set({ days: Number(next) })}
          />
          {isRight && (
            <Alert color="yellow" icon={<IconAlertTriangle aria-hidden />}>
              <Text size="sm">{t('retention.consequence', { count: days })}</Text>
            </Alert>
          )}
        </>
      )}
    </SectionForm>
  );
}
