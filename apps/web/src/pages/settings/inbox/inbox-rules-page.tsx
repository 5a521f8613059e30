import { type InboxRules, inboxRulesSchema } from '@answerdesk/domain';
import { Fieldset, Radio, SimpleGrid, Stack, Switch, TagsInput, Text } from '@mantine/core';
import { TextLink } from '../../../components/button-link.tsx';
import { useSentences } from '../../../i18n.ts';
import { SectionForm } from '../section-form.tsx';
import { SettingsLoader } from '../settings-loader.tsx';
import { type SettingsView, useSection } from '../use-section.ts';
import { Ladder } from './ladder.tsx';
import { Whole } from './whole.tsx';

export function InboxRulesPage() {
  return <SettingsLoader>{(view) => <Rules view={view} />}</SettingsLoader>;
}

const routings = [
  { value: 'nobody', label: 'inbox.routingNobody' },
  { value: 'round-robin', label: 'inbox.routingRound' },
  { value: 'least-busy', label: 'inbox.routingBusy' },
] as const;

function Rules({ view }: { readonly view: SettingsView }) {
  const t = useSentences('settings');
  const draft = useSection<InboxRules>(
    view,
    ({ inbox }) => inbox,
    (value) => ({ section: 'inbox', value }),
  );
  const { value: rules, set } = draft;
  const problem = inboxRulesSchema.safeParse(rules).success ? undefined : t('inbox.wrong');
  return (
    <SectionForm title={t('inbox.title')} about={t('inbox.about')} draft={draft} problem={problem}>
      <Stack gap={6}>
        <Switch
          label={t('inbox.isOn')}
          description={t(rules.isOn ? 'inbox.onAbout' : 'inbox.offAbout')}
          checked={rules.isOn}
          onChange={({ currentTarget }) => set({ ...rules, isOn: currentTarget.checked })}
        />
        {!rules.isOn && (
          <Text size="sm">
            {view.settings.handover.contactDetails === '' && <>{t('inbox.noDetails')} </>}
            <TextLink underline="always" to="/settings/$section" params={{ section: 'handover' }}>
              {t('inbox.toHandover')}
            </TextLink>
          </Text>
        )}
      </Stack>
      {rules.isOn && (
        <>
          <Radio.Group
            label={t('inbox.routing')}
            description={t('inbox.routingAbout')}
            value={rules.routing}
            onChange={(next) => {
              const routing = routings.find(({ value }) => value === next);
              if (routing) set({ ...rules, routing: routing.value });
            }}
          >
            <Stack gap="xs" mt="xs">
              {routings.map(({ value, label }) => (
                <Radio key={value} value={value} label={t(label)} />
              ))}
            </Stack>
          </Radio.Group>
          <Fieldset legend={t('inbox.times')}>
            <Stack gap="sm">
              <Text size="sm" c="dimmed">
                {t('inbox.timesAbout')}
              </Text>
              <SimpleGrid cols={{ base: 1, sm: 3 }} style={{ alignItems: 'end' }}>
                <Whole
                  label={t('inbox.first')}
                  value={rules.firstReplyMinutes}
                  onChange={(firstReplyMinutes) => set({ ...rules, firstReplyMinutes })}
                />
                <Whole
                  label={t('inbox.next')}
                  value={rules.nextReplyMinutes}
                  onChange={(nextReplyMinutes) => set({ ...rules, nextReplyMinutes })}
                />
                <Whole
                  label={t('inbox.warnAt')}
                  value={rules.warnAtPercent}
                  least={10}
                  most={95}
                  onChange={(warnAtPercent) => set({ ...rules, warnAtPercent })}
                />
              </SimpleGrid>
            </Stack>
          </Fieldset>
          <Ladder rules={rules} set={set} />
          <Switch
            label={t('inbox.asksRating')}
            checked={rules.asksRating}
            onChange={({ currentTarget }) => set({ ...rules, asksRating: currentTarget.checked })}
          />
          <TagsInput
            label={t('inbox.glossary')}
            description={t('inbox.glossaryAbout')}
            maxTags={500}
            maxLength={80}
            clearable
            value={rules.glossary}
            onChange={(glossary) => set({ ...rules, glossary })}
          />
        </>
      )}
    </SectionForm>
  );
}
