import { Badge, Button, Card, Group, NativeSelect, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { Section } from '../../components/section.tsx';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { useTRPC } from '../../trpc.ts';
import classes from './billing.module.css';
import { type Currency, type Offer, type Overview, type PlanName, planNames } from './overview.ts';
import { PlanDialog } from './plan-dialog.tsx';
import { useSaying } from './use-saying.ts';

/** What there is to choose from, and the way to choose it. */
export function PlansSection({ overview }: { readonly overview: Overview }) {
  const t = useSentences('billing');
  const trpc = useTRPC();
  const may = useMay();
  const offers = useQuery({ ...trpc.billing.plans.queryOptions(), staleTime: Number.POSITIVE_INFINITY });
  const [chosen, setChosen] = useState<PlanName>();
  const [wished, setWished] = useState<Currency>(overview.currency);
  const currency = overview.isSubscribed || overview.capMicros !== undefined ? overview.currency : wished;
  return (
    <Section
      title={t('plans.title')}
      about={t('plans.about')}
      aside={
        offers.data &&
        !overview.isSubscribed && (
          <NativeSelect
            label={t('plans.currency')}
            {...(overview.capMicros !== undefined && { description: t('plans.currencyCap'), disabled: true })}
            value={currency}
            maw={260}
            onChange={({ currentTarget }) =>
              setWished(offers.data.currencies.find((one) => one === currentTarget.value) ?? currency)
            }
            data={[...offers.data.currencies]}
          />
        )
      }
    >
      {offers.isPending && <LoadingRows rows={3} height={80} />}
      {offers.error && <ErrorState error={offers.error} retry={offers.refetch} />}
      {offers.data && (
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
          {planNames.map((plan) => (
            <PlanCard
              key={plan}
              {...{ plan, overview, currency }}
              offer={offers.data.plans[plan]}
              choose={may('billing.write') ? () => setChosen(plan) : undefined}
            />
          ))}
        </SimpleGrid>
      )}
      {!may('billing.write') && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('plans.ownersOnly')}
        </Text>
      )}
      {chosen !== undefined && <PlanDialog plan={chosen} currency={currency} close={() => setChosen(undefined)} />}
    </Section>
  );
}

function PlanCard({
  plan,
  offer,
  currency,
  overview,
  choose,
}: {
  readonly plan: PlanName;
  readonly offer: Offer['plans'][PlanName];
  readonly currency: Currency;
  readonly overview: Overview;
  readonly choose: (() => void) | undefined;
}) {
  const t = useSentences('billing');
  const say = useSaying(currency);
  const isYours = overview.plan === plan;
  const isNext = overview.nextPlan === plan;
  const fee = offer.monthlyFee[currency];
  // Without a subscription there is none to end; what is chosen for later need not be chosen again.
  const isOffered = !isNext && (isYours ? overview.nextPlan !== undefined : plan !== 'free' || overview.isSubscribed);
  const name = t(`plan.${plan}`);
  return (
    <Card withBorder className={classes['plan'] ?? ''} data-plan={plan} {...(isYours && { 'data-yours': true })}>
      <Group justify="space-between" gap="xs">
        <Title order={3} fz="lg">
          {name}
        </Title>
        {isYours && <Badge>{t('plans.yours')}</Badge>}
        {isNext && <Badge variant="outline">{t('plans.next', { day: say.day(overview.monthEnd) })}</Badge>}
      </Group>
      <Text fw={600}>{fee > 0 ? t('plans.perMonth', { amount: say.amount(fee) }) : t('plans.noFee')}</Text>
      <Points offer={offer} currency={currency} />
      {isOffered && choose && (
        <Button variant={isYours ? 'default' : 'filled'} onClick={choose}>
          {t(isYours ? 'plans.keep' : 'plans.choose', { plan: name })}
        </Button>
      )}
    </Card>
  );
}

function Points({ offer, currency }: { readonly offer: Offer['plans'][PlanName]; readonly currency: Currency }) {
  const t = useSentences('billing');
  const say = useSaying(currency);
  const { quota, prices, included } = offer;
  const isSome = included['faq-exact'] + included.generated > 0;
  const values = { exact: say.number(included['faq-exact']), generated: say.number(included.generated) };
  return (
    <Stack component="ul" gap={6} className={classes['points'] ?? ''}>
      {quota !== undefined && <li>{t('plans.quota', { count: quota })}</li>}
      {isSome && <li>{t('plans.included', values)}</li>}
      {prices && (
        <>
          <li>{t(isSome ? 'plans.exactMore' : 'plans.exact', { amount: say.unit(prices['faq-exact'][currency]) })}</li>
          <li>
            {t(isSome ? 'plans.generatedMore' : 'plans.generated', { amount: say.unit(prices.generated[currency]) })}
          </li>
        </>
      )}
    </Stack>
  );
}
