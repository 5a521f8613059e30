import { Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '../../../components/error-state.tsx';
import { LoadingRows } from '../../../components/loading-rows.tsx';
import { useFormat } from '../../../format.ts';
import { useSentences } from '../../../i18n.ts';
import { type trpcClient, useTRPC } from '../../../trpc.ts';
import classes from './history.module.css';
import { useAnswerLanguages } from './languages.ts';

type Revision = Awaited<ReturnType<typeof trpcClient.faqs.history.query>>['items'][number];

/** One change: who made it and when, what it changed, and going back to it. */
export function RevisionItem({
  faqId,
  revision: { revision, action, at, by, reason },
  before,
  isCurrent,
  onRestore,
  isBusy = false,
}: {
  readonly faqId: string;
  readonly revision: Revision;
  readonly before: number | undefined;
  readonly isCurrent: boolean;
  readonly onRestore?: () => void;
  readonly isBusy?: boolean;
}) {
  const t = useSentences('faqs');
  const gate = useSentences('gate');
  const format = useFormat();
  const [isOpen, { toggle }] = useDisclosure();
  const when = format.moment(at);
  return (
    <Paper component="li" withBorder radius="md" p="sm">
      <Group gap="xs">
        <Text size="sm" fw={600}>
          {t(`history.action.${action}`)}
        </Text>
        {isCurrent && (
          <Badge size="sm" variant="light" color="green" c="var(--mantine-color-text)" tt="none">
            {t('history.current')}
          </Badge>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        <time dateTime={at}>{when}</time>
        {by !== undefined && <bdi> · {by}</bdi>}
      </Text>
      {reason !== undefined && (
        <Text size="sm" dir="auto" style={{ overflowWrap: 'anywhere' }}>
          {gate('historyReason', { reason })}
        </Text>
      )}
      <Group gap="xs" mt="xs">
        {before !== undefined && (
          <Button
            size="xs"
            variant="default"
            aria-expanded={isOpen}
            aria-label={t('history.showOf', { when })}
            onClick={toggle}
          >
            {t('history.show')}
          </Button>
        )}
        {!isCurrent && onRestore && (
          <Button
            size="xs"
            variant="default"
            disabled={isBusy}
            aria-label={t('history.restoreOf', { when })}
            onClick={onRestore}
          >
            {t('history.restore')}
          </Button>
        )}
      </Group>
      {isOpen && before !== undefined && <Comparison faqId={faqId} from={before} to={revision} />}
    </Paper>
  );
}

function Comparison({ faqId, from, to }: { readonly faqId: string; readonly from: number; readonly to: number }) {
  const t = useSentences('faqs');
  const trpc = useTRPC();
  const { nameOf } = useAnswerLanguages();
  const compared = useQuery(trpc.faqs.compare.queryOptions({ id: faqId, from, to }));
  if (compared.isPending) return <LoadingRows rows={1} />;
  if (compared.error) return <ErrorState error={compared.error} retry={compared.refetch} />;
  if (compared.data.length === 0) {
    return (
      <Text size="sm" c="dimmed" mt="xs">
        {t('history.nothing')}
      </Text>
    );
  }
  return (
    <Stack gap="sm" mt="sm">
      {compared.data.map(({ field, locale, parts }) => (
        <section key={`${field} ${locale ?? ''}`}>
          <Title order={3} fz="xs" c="dimmed">
            {locale === undefined ? t(`difference.${field}`) : t('answer.in', { language: nameOf(locale) })}
          </Title>
          <Text size="sm" dir="auto" className={classes['text']}>
            {parts.map(({ kind, text }, at) => {
              const key = `${at}`;
              if (kind === 'added') return <ins key={key}>{text}</ins>;
              if (kind === 'removed') return <del key={key}>{text}</del>;
              return <span key={key}>{text}</span>;
            })}
          </Text>
        </section>
      ))}
    </Stack>
  );
}
