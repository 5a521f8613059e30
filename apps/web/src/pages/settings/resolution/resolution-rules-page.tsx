import { type ResolutionRules, resolutionRulesSchema } from '@answerdesk/domain';
import { NumberInput } from '@mantine/core';
import { useSentences } from '../../../i18n.ts';
import { SectionForm } from '../section-form.tsx';
import { SettingsLoader } from '../settings-loader.tsx';
import { type SettingsView, useSection } from '../use-section.ts';

const LEAST = 1;
const MOST = 168;

export function ResolutionRulesPage() {
  return <SettingsLoader>{(view) => <ResolutionRulesForm view={view} />}</SettingsLoader>;
}

function ResolutionRulesForm({ view }: { readonly view: SettingsView }) {
  const t = useSentences('settings');
  const draft = useSection<ResolutionRules>(
    view,
    ({ resolution }) => resolution,
    (value) => ({ section: 'resolution', value }),
  );
  const isRight = resolutionRulesSchema.safeParse(draft.value).success;
  const problem = isRight ? undefined : t('resolution.wrong', { least: LEAST, most: MOST });
  return (
    <SectionForm title={t('resolution.title')} about={t('resolution.about')} draft={draft} problem={problem}>
      <NumberInput
        label={t('resolution.hours')}
        description={t('resolution.hint')}
        maw={420}
        min={LEAST}
        max={MOST}
        clampBehavior="none"
        allowDecimal={false}
        error={!isRight}
        value={draft.value.quietHours}
        onChange={(next) => draft.set({ quietHours: Number(next) })}
      />
    </SectionForm>
  );
}
