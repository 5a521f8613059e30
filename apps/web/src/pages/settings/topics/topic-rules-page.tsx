import type { TopicRules } from '@answerdesk/domain';
import { Switch } from '@mantine/core';
import { useSentences } from '../../../i18n.ts';
import { SectionForm } from '../section-form.tsx';
import { SettingsLoader } from '../settings-loader.tsx';
import { type SettingsView, useSection } from '../use-section.ts';

export function TopicRulesPage() {
  return <SettingsLoader>{(view) => <TopicRulesForm view={view} />}</SettingsLoader>;
}

function TopicRulesForm({ view }: { readonly view: SettingsView }) {
  const t = useSentences('settings');
  const draft = useSection<TopicRules>(
    view,
    ({ topics }) => topics,
    (value) => ({ section: 'topics', value }),
  );
  return (
    <SectionForm title={t('topics.title')} about={t('topics.about')} draft={draft}>
      <Switch
        label={t('topics.isOn')}
        description={t('topics.hint')}
        checked={draft.value.warns}
        onChange={({ currentTarget }) => draft.set({ warns: currentTarget.checked })}
      />
    </SectionForm>
  );
}
