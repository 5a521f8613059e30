import { Alert, Button, Group, List, Modal, NumberInput, Radio, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { FormProblem } from '../../components/form-problem.tsx';
import { notify } from '../../components/notify.tsx';
import { useSentences } from '../../i18n.ts';
import { problemOf, problemSentence } from '../../problem.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import type { Overview } from './overview.ts';
import { useSaying } from './use-saying.ts';

const CENT = 10_000;
const steps = ['step50', 'step95', 'step100'] as const;

/** Chooses what a month may cost at most, and says beforehand what happens then. */
export function CapDialog({ overview, close }: { readonly overview: Overview; readonly close: () => void }) {
  const t = useSentences('billing');
  const shell = useSentences('shell');
  return (
    <Modal
      opened
      onClose={close}
      title={t('cap.title')}
      size="lg"
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      <CapForm overview={overview} close={close} />
    </Modal>
  );
}

function CapForm({ overview, close }: { readonly overview: Overview; readonly close: () => void }) {
  const t = useSentences('billing');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { currency, revision, capMicros } = overview;
  const [isLimited, setLimited] = useState(capMicros !== undefined);
  const [amount, setAmount] = useState<number | string>(capMicros === undefined ? '' : capMicros / 1_000_000);
  const [isWrong, setWrong] = useState(false);
  const refresh = () => queryClient.invalidateQueries(trpc.billing.overview.queryFilter());
  const save = useMutation({
    mutationFn: (amountCents: number | null) => trpcClient.billing.setCap.mutate({ amountCents, currency, revision }),
    onSuccess: async (_saved, amountCents) => {
      await refresh();
      notify(t(amountCents === null ? 'cap.removed' : 'cap.saved'));
      close();
    },
    onError: (error) => (problemOf(error) === 'CONFLICT' ? refresh() : undefined),
  });
  const cents = typeof amount === 'number' && amount >= 0 ? Math.round(amount * 100) : undefined;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isLimited && cents === undefined) return setWrong(true);
    save.mutate(isLimited && cents !== undefined ? cents : null);
  }
  const { error } = save;
  const problem = error && (problemOf(error) === 'CONFLICT' ? t('cap.conflict') : shell(problemSentence(error)));
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <FormProblem>{problem}</FormProblem>
        <Radio.Group
          aria-label={t('cap.title')}
          value={isLimited ? 'some' : 'none'}
          onChange={(value) => setLimited(value === 'some')}
        >
          <Stack gap="sm">
            <Radio value="none" label={t('cap.none')} description={t('cap.noneAbout')} />
            <Radio value="some" label={t('cap.some')} description={t('cap.someAbout')} />
          </Stack>
        </Radio.Group>
        {isLimited && (
          <NumberInput
            data-autofocus
            label={t('cap.amount', { currency })}
            value={amount}
            onChange={(value) => {
              setAmount(value);
              setWrong(false);
            }}
            error={isWrong ? t('cap.wrong') : undefined}
            min={0}
            max={1_000_000}
            decimalScale={2}
            allowNegative={false}
            hideControls
            maw={260}
            dir="ltr"
          />
        )}
        {isLimited && cents !== undefined && <Warning overview={overview} cap={cents * CENT} />}
        <Stack gap={4}>
          <Text fw={600} size="sm">
            {t('cap.steps')}
          </Text>
          <List size="sm" spacing={4}>
            {steps.map((step) => (
              <List.Item key={step}>{t(`cap.${step}`)}</List.Item>
            ))}
          </List>
        </Stack>
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {shell('action.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {shell('action.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** A limit that stops the bot at once is allowed, and said. */
function Warning({ overview, cap }: { readonly overview: Overview; readonly cap: number }) {
  const t = useSentences('billing');
  const say = useSaying(overview.currency);
  const { feeMicros, totalMicros } = overview;
  if (cap > totalMicros) return null;
  return (
    <Alert color="yellow" role="status">
      {feeMicros > 0 && cap <= feeMicros
        ? t('cap.belowFee', { fee: say.amount(feeMicros) })
        : t('cap.belowSpent', { spent: say.amount(totalMicros) })}
    </Alert>
  );
}
