import { modelEndpointSchema } from '@answerdesk/domain';
import { Alert, Button, Group, NumberInput, PasswordInput, Stack, Switch, Text, TextInput } from '@mantine/core';
import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useSentences } from '../../../i18n.ts';
import { problemOf, problemSentence } from '../../../problem.ts';
import { trpcClient } from '../../../trpc.ts';
import { SectionForm } from '../section-form.tsx';
import { SettingsLoader } from '../settings-loader.tsx';
import { type SettingsView, useSection } from '../use-section.ts';

interface Draft {
  readonly baseUrl: string;
  readonly model: string;
  readonly monthlyBudgetCents: number;
  readonly key: string;
  readonly phrasesAnswers: boolean;
  readonly translatesAnswers: boolean;
}

const fresh: Draft = {
  ...{ baseUrl: 'https://', model: '', monthlyBudgetCents: 1_000, key: '' },
  ...{ phrasesAnswers: true, translatesAnswers: true },
};

export function ModelPage() {
  return <SettingsLoader>{(view) => <Model view={view} />}</SettingsLoader>;
}

function Model({ view }: { readonly view: SettingsView }) {
  const t = useSentences('settings');
  const draft = useSection<Draft | null>(
    view,
    ({ model }) =>
      model
        ? {
            baseUrl: model.baseUrl,
            model: model.model,
            monthlyBudgetCents: model.monthlyBudgetCents,
            key: '',
            phrasesAnswers: model.phrasesAnswers !== false,
            translatesAnswers: model.translatesAnswers !== false,
          }
        : null,
    (value) => ({ section: 'model', value: value && withKey(value, view) }),
  );
  const { value: model, set } = draft;
  const isRight = model && modelEndpointSchema.safeParse(withoutKey(model)).success;
  const needsKey = model !== null && !hasKeyFor(view, model.baseUrl);
  return (
    <SectionForm
      title={t('model.title')}
      about={t('model.about')}
      draft={draft}
      problem={model && !isRight ? t('model.wrong') : undefined}
    >
      <Alert color="brand" icon={<IconInfoCircle aria-hidden />}>
        {t('model.honest')}
      </Alert>
      <Switch
        label={t('model.isOn')}
        checked={model !== null}
        onChange={({ currentTarget }) => set(currentTarget.checked ? fresh : null)}
      />
      {model && (
        <>
          <TextInput
            type="url"
            label={t('model.baseUrl')}
            description={t('model.baseUrlAbout')}
            dir="ltr"
            value={model.baseUrl}
            onChange={({ currentTarget }) => set({ ...model, baseUrl: currentTarget.value.trim() })}
          />
          <TextInput
            label={t('model.name')}
            dir="ltr"
            maxLength={200}
            value={model.model}
            onChange={({ currentTarget }) => set({ ...model, model: currentTarget.value })}
          />
          <PasswordInput
            label={t('model.key')}
            description={t(needsKey ? 'model.keyAbout' : 'model.keyStored')}
            autoComplete="off"
            dir="ltr"
            value={model.key}
            visibilityToggleButtonProps={{ 'aria-label': t('model.show') }}
            onChange={({ currentTarget }) => set({ ...model, key: currentTarget.value.trim() })}
          />
          <NumberInput
            label={t('model.budget')}
            description={t('model.budgetAbout')}
            prefix="$"
            min={0}
            max={100_000}
            decimalScale={2}
            hideControls
            maw={340}
            value={model.monthlyBudgetCents / 100}
            onChange={(next) => set({ ...model, monthlyBudgetCents: Math.round(Number(next) * 100) })}
          />
          <Switch
            label={t('model.phrases')}
            description={t('model.phrasesAbout')}
            checked={model.phrasesAnswers}
            onChange={({ currentTarget }) => set({ ...model, phrasesAnswers: currentTarget.checked })}
          />
          <Switch
            label={t('model.translates')}
            description={t('model.translatesAbout')}
            checked={model.translatesAnswers}
            onChange={({ currentTarget }) => set({ ...model, translatesAnswers: currentTarget.checked })}
          />
          <Trial draft={model} view={view} isDisabled={!isRight} />
        </>
      )}
    </SectionForm>
  );
}

function Trial({
  draft,
  view,
  isDisabled,
}: {
  readonly draft: Draft;
  readonly view: SettingsView;
  readonly isDisabled: boolean;
}) {
  const t = useSentences('settings');
  const shell = useSentences('shell');
  const trial = useMutation({
    mutationFn: () => {
      const { baseUrl, model, key } = withKey(draft, view);
      return trpcClient.settings.tryModel.mutate({ baseUrl, model, ...(key !== undefined && { key }) });
    },
  });
  const { data, error } = trial;
  return (
    <Stack gap="sm" align="flex-start">
      <Button variant="default" disabled={isDisabled} loading={trial.isPending} onClick={() => trial.mutate()}>
        {t('model.try')}
      </Button>
      <div role="status">
        {error ? (
          <Text c="red">
            {problemOf(error) === 'BAD_REQUEST' ? t('model.notAllowed') : shell(problemSentence(error))}
          </Text>
        ) : data?.kind === 'answered' ? (
          <Group gap={6}>
            <IconCircleCheck size={18} aria-hidden />
            <Text>{t('model.answered', { ms: data.tookMs, said: data.said })}</Text>
          </Group>
        ) : data?.kind === 'refused' ? (
          <Text c="red">{t('model.refused', { status: data.status, detail: data.detail })}</Text>
        ) : data ? (
          <Text c="red">{t(data.kind === 'not-a-model' ? 'model.notAModel' : 'model.unreachable')}</Text>
        ) : null}
      </div>
    </Stack>
  );
}

/** Whether the server has a key for this address already. */
function hasKeyFor({ settings: { model } }: SettingsView, baseUrl: string): boolean {
  return model?.hasKey === true && URL.canParse(baseUrl) && new URL(model.baseUrl).origin === new URL(baseUrl).origin;
}

function withoutKey({ key: _key, ...endpoint }: Draft) {
  return endpoint;
}

/** An empty key keeps the stored one where there is one, else means none. */
function withKey(draft: Draft, view: SettingsView) {
  const isKept = draft.key === '' && hasKeyFor(view, draft.baseUrl);
  return { ...withoutKey(draft), ...(!isKept && { key: draft.key }) };
}
