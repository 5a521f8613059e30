import { Box, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { FormProblem } from '../../components/form-problem.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { notify } from '../../components/notify.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { problemOf, problemSentence } from '../../problem.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import type { Currency, PlanName } from './overview.ts';
import { leaveFor } from './use-portal.ts';
import { useSaying } from './use-saying.ts';

type Preview = Awaited<ReturnType<typeof trpcClient.billing.previewPlan.query>>;

/** Says what a change of plan does, from when and for how much, before it is done. */
export function PlanDialog({
  plan,
  currency,
  close,
}: {
  readonly plan: PlanName;
  readonly currency: Currency;
  readonly close: () => void;
}) {
  const t = useSentences('billing');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const preview = useQuery({ ...trpc.billing.previewPlan.queryOptions({ plan, currency }), gcTime: 0, staleTime: 0 });
  const keeps = preview.data !== undefined && preview.data.from === plan;
  return (
    <Modal
      opened
      onClose={close}
      title={t(keeps ? 'change.keepTitle' : 'change.title', { plan: t(`plan.${plan}`) })}
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      {preview.isPending && <LoadingRows rows={3} />}
      {preview.error && <ErrorState error={preview.error} retry={preview.refetch} />}
      {preview.data && <Change preview={preview.data} close={close} />}
    </Modal>
  );
}

function Change({ preview, close }: { readonly preview: Preview; readonly close: () => void }) {
  const t = useSentences('billing');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const format = useFormat();
  const { to, begins, currency } = preview;
  const isCheckout = begins === 'checkout' && to !== 'free';
  const change = useMutation({
    async mutationFn() {
      if (!isCheckout) return trpcClient.billing.changePlan.mutate({ plan: to });
      return trpcClient.billing.checkout.mutate({ plan: to, currency });
    },
    async onSuccess(done) {
      if (done.outcome === 'started') return leaveFor(done.url);
      if (done.outcome === 'month-ends') return;
      close();
      if (done.outcome === 'changed') notify(t('change.done'));
      await Promise.all([
        queryClient.invalidateQueries(trpc.billing.overview.queryFilter()),
        queryClient.invalidateQueries(trpc.billing.invoices.pathFilter()),
      ]);
    },
  });
  const { data, error } = change;
  const isDeclined = error && problemOf(error) === 'BAD_REQUEST';
  const waits = data?.outcome === 'month-ends' ? t('change.monthEnds', { when: format.moment(data.at) }) : undefined;
  const refusal = isDeclined ? t('change.declined', { portal: t('portal') }) : error && shell(problemSentence(error));
  return (
    <Stack>
      <FormProblem>{refusal ?? waits}</FormProblem>
      <Consequence preview={preview} />
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {shell('action.cancel')}
        </Button>
        {begins !== 'unchanged' && (
          <Button data-autofocus loading={change.isPending} onClick={() => change.mutate()}>
            {t(isCheckout ? 'change.pay' : 'change.confirm')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function Consequence({ preview }: { readonly preview: Preview }) {
  const t = useSentences('billing');
  const say = useSaying(preview.currency);
  const { from, to, begins, beginsAt, dueNow, monthlyFee } = preview;
  const at = new Date(beginsAt);
  const nextMonth = say.day(new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1)));
  const fee = say.amount(monthlyFee);
  if (begins === 'unchanged') return <Text>{t('change.unchanged')}</Text>;
  if (from === to) return <Text>{t('change.keepBody')}</Text>;
  if (begins === 'checkout') {
    return (
      <Said title={t('change.checkoutTitle')}>
        {monthlyFee > 0 && <Text size="sm">{t('change.checkoutFee', { fee })}</Text>}
        <Text size="sm">{t('change.checkoutBody', { day: nextMonth })}</Text>
      </Said>
    );
  }
  if (begins === 'now') {
    return (
      <Said title={t('change.nowTitle')}>
        <Text size="sm">{t('change.nowBody', { due: say.amount(dueNow), fee, day: nextMonth })}</Text>
        <Text size="sm">{t('change.used')}</Text>
      </Said>
    );
  }
  return (
    <Said title={t('change.laterTitle', { day: say.day(beginsAt) })}>
      <Text size="sm">{to === 'free' ? t('change.laterFree') : t('change.laterBody', { fee })}</Text>
      <Text size="sm">{t('change.used')}</Text>
    </Said>
  );
}

function Said({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Box>
      <Text fw={600} mb={4}>
        {title}
      </Text>
      <Stack gap="xs">{children}</Stack>
    </Box>
  );
}
