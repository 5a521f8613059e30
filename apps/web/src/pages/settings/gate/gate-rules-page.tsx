import { type GateRules, gateRulesSchema } from '@answerdesk/domain';
import { NumberInput } from '@mantine/core';
import { useSentences } from '../../../i18n.ts';
import { SectionForm } from '../section-form.tsx';
import { SettingsLoader } from '../settings-loader.tsx';
import { type SettingsView, useSection } from '../use-section.ts';

const MOST = 50;

export function GateRulesPage() {
  return <SettingsLoader>{(view) => <GateRulesForm view={view} />}</SettingsLoader>;
}

function GateRulesForm({ view }: { readonly view: SettingsView }) {
  const t = useSentences('settings');
  const draft = useSection<GateRules>(
    view,
    ({ gate }) => gate,
    (value) => ({ section: 'gate', value }),
  );
  const isRight = gateRulesSchema.safeParse(draft.value).success;
  return (
    <SectionForm
      title={t('gate.title')}
      about={t('gate.about')}
      draft={draft}
      problem={isRight ? undefined : t('gate.wrong')}
    >
      <NumberInput
        label={t('gate.tolerance')}
        description={t('gate.hint')}
        maw={420}
        min={0}
        max={MOST}
        decimalScale={1}
        clampBehavior="none"
        value={draft.value.tolerance}
        onChange={(next) => draft.set({ tolerance: next === '' ? -1 : Number(next) })}
      />
    </SectionForm>
  );
}
