import { Alert, Button, Grid, Group, Skeleton, Slider, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useState } from 'react';
import { notifyFailure } from '../../components/notify.tsx';
import { Section } from '../../components/section.tsx';
import { offerUndo } from '../../components/undo.tsx';
import { useLanguage, useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import { Changes } from './changes.tsx';

const CurveChart = lazy(() => import('./curve-chart.tsx'));

export type Standing = Awaited<ReturnType<typeof trpcClient.dial.get.query>>;
type Thresholds = Standing['thresholds'];

const CHART_HEIGHT = 260;
const marks = [0, 25, 50, 75, 100].map((value) => ({ value }));

/** The dial: where it stands, what another place would bring, and the way to move it. */
export function Dial({ standing }: { readonly standing: Standing }) {
  const t = useSentences('dial');
  const language = useLanguage();
  const may = useMay();
  const { thresholds, defaults, isDefault, curve, today, faqs } = standing;
  const [wanted, setWanted] = useState(thresholds);
  const save = useSaveDial();
  const percent = (share: number) => new Intl.NumberFormat(language, { style: 'percent' }).format(share);
  const isMoved = wanted.answer !== thresholds.answer || wanted.clarify !== thresholds.clarify;
  const point = curve.basis === 'held-out' ? curve.points[Math.round(wanted.answer * 100)] : undefined;
  const slider = (name: keyof Thresholds) => ({
    value: Math.round(wanted[name] * 100),
    min: 0,
    max: 100,
    step: 1,
    marks,
    label: (value: number) => percent(value / 100),
    thumbLabel: t(`dial.${name}`),
    disabled: !may('settings.write'),
  });
  return (
    <Section title={t('dial.title')} about={t('dial.about')}>
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: 7 }}>
          {curve.basis === 'held-out' ? (
            <Stack gap="xs">
              <Suspense fallback={<Skeleton h={CHART_HEIGHT} />}>
                <CurveChart
                  points={curve.points}
                  today={thresholds.answer}
                  wanted={wanted.answer}
                  height={CHART_HEIGHT}
                />
              </Suspense>
              <Text size="sm" c="dimmed">
                {t('curve.basis', { count: curve.texts })}
              </Text>
            </Stack>
          ) : (
            <Alert color="gray" title={t(faqs === 0 ? 'curve.noFaqsTitle' : 'curve.tooLittleTitle')}>
              {t(faqs === 0 ? 'curve.noFaqs' : 'curve.tooLittle')}
            </Alert>
          )}
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="lg">
            <Knob title={t('dial.answer')} value={percent(wanted.answer)} about={t('dial.answerAbout')}>
              <Slider
                {...slider('answer')}
                onChange={(value) => setWanted(({ clarify }) => ordered(value / 100, Math.min(clarify, value / 100)))}
              />
            </Knob>
            <Knob title={t('dial.clarify')} value={percent(wanted.clarify)} about={t('dial.clarifyAbout')}>
              <Slider
                {...slider('clarify')}
                onChange={(value) => setWanted(({ answer }) => ordered(Math.max(answer, value / 100), value / 100))}
              />
            </Knob>
            {point && (
              <Group gap="xl" aria-live="polite">
                <Figure
                  name={t('curve.coverage')}
                  value={percent(point.coverage)}
                  was={today && percent(today.coverage)}
                />
                <Figure
                  name={t('curve.accuracy')}
                  value={percent(point.accuracy)}
                  was={today && percent(today.accuracy)}
                />
              </Group>
            )}
            {may('settings.write') && (
              <Group gap="xs">
                <Button disabled={!isMoved} loading={save.isPending} onClick={() => save.mutate(wanted)}>
                  {t('dial.save')}
                </Button>
                <Button variant="default" disabled={!isMoved} onClick={() => setWanted(thresholds)}>
                  {t('dial.back')}
                </Button>
                {!isDefault && (
                  <Button variant="subtle" loading={save.isPending} onClick={() => save.mutate(null)}>
                    {t('dial.default', { answer: percent(defaults.answer), clarify: percent(defaults.clarify) })}
                  </Button>
                )}
              </Group>
            )}
          </Stack>
        </Grid.Col>
        <Grid.Col span={12}>
          <Changes wanted={wanted} isMoved={isMoved} />
        </Grid.Col>
      </Grid>
    </Section>
  );
}

function Knob(props: {
  readonly title: string;
  readonly value: string;
  readonly about: string;
  readonly children: ReactNode;
}) {
  return (
    <div>
      <Group justify="space-between" mb={6}>
        <Text fw={600}>{props.title}</Text>
        <Text fw={600}>{props.value}</Text>
      </Group>
      {props.children}
      <Text size="sm" c="dimmed" mt="sm">
        {props.about}
      </Text>
    </div>
  );
}

function Figure({
  name,
  value,
  was,
}: {
  readonly name: string;
  readonly value: string;
  readonly was: string | undefined;
}) {
  const t = useSentences('dial');
  return (
    <div>
      <Text size="sm" c="dimmed">
        {name}
      </Text>
      <Text fz="h3" fw={650}>
        {value}
      </Text>
      <Text size="sm" c="dimmed">
        {was === undefined ? '' : t('curve.today', { value: was })}
      </Text>
    </div>
  );
}

function ordered(answer: number, clarify: number): Thresholds {
  return { answer, clarify };
}

function useSaveDial() {
  const t = useSentences('dial');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const set = async (thresholds: Thresholds | null) => {
    const { previous } = await trpcClient.dial.save.mutate({ thresholds });
    await queryClient.invalidateQueries(trpc.dial.get.pathFilter());
    return previous;
  };
  return useMutation({
    mutationFn: set,
    onSuccess: (previous) => offerUndo(t('dial.saved'), () => set(previous)),
    onError: notifyFailure,
  });
}
