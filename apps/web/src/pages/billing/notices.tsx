import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useSentences } from '../../i18n.ts';
import type { Overview } from './overview.ts';
import { usePortal } from './use-portal.ts';
import { useSaying } from './use-saying.ts';

/** What an owner must know before any figure: what is open, off, near, or to come. */
export function Notices({ overview, isBack }: { readonly overview: Overview; readonly isBack: boolean }) {
  const t = useSentences('billing');
  const say = useSaying(overview.currency);
  const { allowed, alerts, quota, capMicros = 0, forecast, pastDueSince, nextPlan, monthEnd } = overview;
  const next = say.day(monthEnd);
  const isNear = alerts.includes('cap-near') && allowed.allowance === 'everything';
  return (
    <Stack gap="sm">
      {!overview.isBilled && <Notice title={t('notice.localTitle')}>{t('notice.localBody')}</Notice>}
      {isBack && !overview.isSubscribed && (
        <Notice title={t('notice.checkoutTitle')} kind="done">
          {t('notice.checkoutBody')}
        </Notice>
      )}
      {pastDueSince !== undefined && <PastDue day={say.day(pastDueSince)} />}
      {allowed.allowance === 'person-only' && (
        <Notice title={t('notice.offTitle')} kind="bad">
          {allowed.reason === 'cap' && t('notice.offCapBody', { day: next })}
          {allowed.reason === 'quota' && t('notice.offQuotaBody', { day: next })}
          {allowed.reason === 'past-due' && t('notice.offUnpaidBody')}
        </Notice>
      )}
      {allowed.allowance === 'exact-only' && allowed.reason === 'cap' && (
        <Notice title={t('notice.exactTitle')} kind="warning">
          {t('notice.exactBody')}
        </Notice>
      )}
      {isNear && (
        <Notice title={t('notice.nearTitle')} kind="warning">
          {t('notice.nearBody', { spent: say.amount(overview.totalMicros), limit: say.amount(capMicros) })}
        </Notice>
      )}
      {alerts.includes('quota-near') && quota && (
        <Notice title={t('notice.quotaTitle')} kind="warning">
          {t('notice.quotaBody', { used: say.number(quota.used), most: say.number(quota.most) })}
        </Notice>
      )}
      {forecast?.capReachedOn !== undefined && allowed.allowance === 'everything' && (
        <Notice title={t('notice.forecastTitle', { day: say.day(forecast.capReachedOn) })} kind="warning">
          {t('notice.forecastBody')}
        </Notice>
      )}
      {nextPlan !== undefined && <Notice>{t('notice.nextPlan', { day: next, plan: t(`plan.${nextPlan}`) })}</Notice>}
    </Stack>
  );
}

function PastDue({ day }: { readonly day: string }) {
  const t = useSentences('billing');
  const portal = usePortal();
  return (
    <Notice title={t('notice.pastDueTitle')} kind="bad">
      <Stack gap="xs" align="flex-start">
        {t('notice.pastDueBody', { day })}
        {portal.isAllowed && (
          <Button size="xs" variant="default" loading={portal.isPending} onClick={portal.open}>
            {t('portal')}
          </Button>
        )}
      </Stack>
    </Notice>
  );
}

const looks = {
  plain: ['brand', IconInfoCircle],
  done: ['green', IconCircleCheck],
  warning: ['yellow', IconAlertTriangle],
  bad: ['red', IconAlertTriangle],
} as const;

function Notice({
  title,
  kind = 'plain',
  children,
}: {
  readonly title?: string;
  readonly kind?: keyof typeof looks;
  readonly children: ReactNode;
}) {
  const [color, Sign] = looks[kind];
  return (
    <Alert color={color} icon={<Sign aria-hidden />} {...(title !== undefined && { title })} role="status">
      <Text component="div" size="sm">
        {children}
      </Text>
    </Alert>
  );
}
