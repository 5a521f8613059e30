import { Badge, Button, Group, Loader, Stack, Table, Text, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PathLink } from '../../components/path-link.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { type trpcClient, useTRPC } from '../../trpc.ts';

type Preview = Awaited<ReturnType<typeof trpcClient.dial.preview.query>>;

const SETTLED_MS = 350;
const outcomes = ['answered', 'clarify', 'handover'] as const;

/** What the tenant's latest questions would come to where the dial would stand. */
export function Changes({
  wanted,
  isMoved,
}: {
  readonly wanted: { readonly answer: number; readonly clarify: number };
  readonly isMoved: boolean;
}) {
  const t = useSentences('dial');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [settled] = useDebouncedValue(wanted, SETTLED_MS);
  const options = trpc.dial.preview.queryOptions(settled, {
    placeholderData: keepPreviousData,
    trpc: { abortOnUnmount: true },
  });
  const { data, error, refetch, isFetching } = useQuery(options);
  return (
    <Stack gap="sm" component="section" aria-label={t('changes.title')}>
      <Group justify="space-between" mih={36}>
        <Title order={3} fz="md">
          {t('changes.title')}
        </Title>
        {isFetching && (
          <Group gap="xs">
            <Loader size="xs" aria-hidden />
            <Text size="sm" role="status">
              {t('changes.asking')}
            </Text>
            <Button size="compact-sm" variant="default" onClick={() => void queryClient.cancelQueries(options)}>
              {t('changes.stop')}
            </Button>
          </Group>
        )}
        {!isFetching && !data && !error && (
          <Button size="compact-sm" variant="default" onClick={() => void refetch()}>
            {t('changes.again')}
          </Button>
        )}
      </Group>
      {error ? (
        <ErrorState error={error} retry={refetch} />
      ) : data ? (
        <Found preview={data} isMoved={isMoved} />
      ) : (
        isFetching && <LoadingRows rows={3} />
      )}
    </Stack>
  );
}

function Found({ preview, isMoved }: { readonly preview: Preview; readonly isMoved: boolean }) {
  const t = useSentences('dial');
  const { asked, before, after, changes } = preview;
  const { moment, number } = useFormat();
  if (asked === 0) return <Text c="dimmed">{t('changes.noTraffic')}</Text>;
  return (
    <Stack gap="md">
      <Text aria-live="polite">
        {t('changes.asked', { count: asked })}{' '}
        {isMoved ? t('changes.changed', { count: changes.length }) : t('changes.move')}
      </Text>
      <Table maw={460} verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('changes.outcome')}</Table.Th>
            <Table.Th ta="end">{t('changes.before')}</Table.Th>
            <Table.Th ta="end">{t('changes.after')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {outcomes.map((outcome) => (
            <Table.Tr key={outcome}>
              <Table.Th scope="row" fw={400}>
                {t(`outcome.${outcome}`)}
              </Table.Th>
              <Table.Td ta="end">{number(before[outcome])}</Table.Td>
              <Table.Td ta="end" fw={before[outcome] === after[outcome] ? 400 : 650}>
                {number(after[outcome])}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {changes.length > 0 && (
        <Stack gap="xs" component="ul" p={0} m={0} style={{ listStyle: 'none', maxHeight: 420, overflowY: 'auto' }}>
          {changes.map(({ question, from, to, nearest }) => (
            <Group key={question.messageId} component="li" justify="space-between" align="flex-start" gap="xs" py={4}>
              <div style={{ flex: '1 1 16rem', minWidth: 0 }}>
                <Text dir="auto" style={{ overflowWrap: 'anywhere' }}>
                  {question.text}
                </Text>
                <Text size="sm" c="dimmed" dir="auto">
                  {nearest}
                </Text>
              </div>
              <Group gap="xs">
                <Badge variant="outline" color="gray" tt="none" c="var(--mantine-color-text)">
                  {t('changes.fromTo', { from: t(`outcome.${from}`), to: t(`outcome.${to}`) })}
                </Badge>
                <PathLink to={`/conversations/${question.conversationId}`} size="sm">
                  {moment(question.at)}
                </PathLink>
              </Group>
            </Group>
          ))}
        </Stack>
      )}
    </Stack>
  );
}
