import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconChecks } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { ButtonLink, TextLink } from '../../../components/button-link.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { LoadingRows } from '../../../components/loading-rows.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { Section } from '../../../components/section.tsx';
import { useFormat } from '../../../format.ts';
import { useSentences } from '../../../i18n.ts';
import { useMay } from '../../../session.ts';
import { type trpcClient, useTRPC } from '../../../trpc.ts';
import { BulkReason } from '../gate/bulk-reason.tsx';
import { useBulk } from '../use-bulk.ts';

type Neglected = Awaited<ReturnType<typeof trpcClient.faqs.neglected.query>>[number];
const reasons = ['expired', 'rejected', 'unused'] as const;
/** More are shown once these were looked through. */
const MOST_SHOWN = 100;

/** Published FAQs that somebody should look at, each with why. */
export function CarePage() {
  const t = useSentences('faqs');
  const trpc = useTRPC();
  const list = useQuery(trpc.faqs.neglected.queryOptions());
  const byReason = Map.groupBy(list.data ?? [], ({ reason }) => reason);
  return (
    <>
      <ButtonLink
        to="/faqs"
        variant="subtle"
        size="compact-sm"
        mb="xs"
        leftSection={<IconArrowLeft size={16} aria-hidden className="mantine-rotate-rtl" />}
      >
        {t('title')}
      </ButtonLink>
      <PageHeader title={t('care.title')}>{t('care.intro')}</PageHeader>
      {list.isPending && <LoadingRows rows={5} height={64} />}
      {list.error && <ErrorState error={list.error} retry={list.refetch} />}
      {list.data?.length === 0 && (
        <EmptyState icon={IconChecks} title={t('care.none')}>
          {t('care.noneAbout')}
        </EmptyState>
      )}
      <Stack gap="md">
        {reasons.map((reason) => {
          const faqs = byReason.get(reason) ?? [];
          return (
            faqs.length > 0 && (
              <Section key={reason} title={t(`care.reason.${reason}`)} about={t(`care.about.${reason}`)}>
                <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
                  {faqs.slice(0, MOST_SHOWN).map((faq) => (
                    <NeglectedItem key={faq.id} faq={faq} />
                  ))}
                </Stack>
              </Section>
            )
          );
        })}
      </Stack>
    </>
  );
}

function NeglectedItem({ faq }: { readonly faq: Neglected }) {
  const t = useSentences('faqs');
  const format = useFormat();
  const mayPublish = useMay()('faq.publish');
  const bulk = useBulk();
  const { id, question, answer, reason, since, rejections } = faq;
  const verbs = [
    { verb: 'review', label: t('care.reviewOf', { question }) },
    { verb: 'archive', label: t('care.archiveOf', { question }) },
  ] as const;
  return (
    <Paper component="li" withBorder radius="md" p="sm">
      <TextLink to="/faqs/$faqId" params={{ faqId: id }} fw={600} size="sm" dir="auto" lineClamp={2}>
        {question}
      </TextLink>
      <Text size="sm" c="dimmed" lineClamp={2} dir="auto">
        {answer}
      </Text>
      <Group gap="xs" mt="xs" justify="space-between">
        <Text size="sm">
          {[
            t(`care.since.${reason}`, { day: format.day(since) }),
            ...(rejections > 0 ? [t('care.rejections', { count: rejections })] : []),
          ].join(' · ')}
        </Text>
        {mayPublish && (
          <Group gap="xs">
            {verbs.map(({ verb, label }) => (
              <Button
                key={verb}
                size="xs"
                variant="default"
                aria-label={label}
                disabled={bulk.isPending}
                loading={bulk.isPending && bulk.variables.verb === verb}
                onClick={() => bulk.mutate({ verb, ids: [id] })}
              >
                {t(`action.${verb}`)}
              </Button>
            ))}
          </Group>
        )}
      </Group>
      <BulkReason bulk={bulk} />
    </Paper>
  );
}
