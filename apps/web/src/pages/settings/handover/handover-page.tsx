import { type HandoverRules, handoverRulesSchema } from '@answerdesk/domain';
import { Radio, Stack, Switch, Textarea } from '@mantine/core';
import { TextLink } from '../../../components/button-link.tsx';
import { useSentences } from '../../../i18n.ts';
import { SectionForm } from '../section-form.tsx';
import { SettingsLoader } from '../settings-loader.tsx';
import { type SettingsView, useSection } from '../use-section.ts';

const turns = ['1', '2', '3'] as const;
const LONGEST = 300;

export function HandoverPage() {
  return <SettingsLoader>{(view) => <Handover view={view} />}</SettingsLoader>;
}

function Handover({ view }: { readonly view: SettingsView }) {
  const t = useSentences('settings');
  const draft = useSection<HandoverRules>(
    view,
    ({ handover }) => handover,
    (value) => ({ section: 'handover', value }),
  );
  const { value: rules, set } = draft;
  const problem = handoverRulesSchema.safeParse(rules).success ? undefined : t('handover.wrong');
  return (
    <SectionForm title={t('handover.title')} about={t('handover.about')} draft={draft} problem={problem}>
      <Radio.Group
        label={t('handover.turns')}
        value={String(rules.unsureTurns)}
        onChange={(next) => set({ ...rules, unsureTurns: Number(next) })}
      >
        <Stack gap="xs" mt="xs">
          {turns.map((value) => (
            <Radio key={value} value={value} label={t(`handover.turns${value}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <Switch
        label={t('handover.mood')}
        description={t('handover.moodAbout')}
        checked={!rules.ignoresMood}
        onChange={({ currentTarget }) => set({ ...rules, ignoresMood: !currentTarget.checked })}
      />
      <Textarea
        label={t('handover.contact')}
        description={t('handover.contactAbout')}
        placeholder={t('handover.contactExample')}
        autosize
        minRows={2}
        maxLength={LONGEST}
        dir="auto"
        value={rules.contactDetails}
        onChange={({ currentTarget }) => set({ ...rules, contactDetails: currentTarget.value })}
      />
      {!view.settings.hours && (
        <div>
          {t('handover.noHours')}{' '}
          <TextLink underline="always" to="/settings/$section" params={{ section: 'hours' }}>
            {t('handover.toHours')}
          </TextLink>
        </div>
      )}
    </SectionForm>
  );
}
