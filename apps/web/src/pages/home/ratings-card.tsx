import { Card, Group, Progress, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '../../components/error-state.tsx';
import { PathLink } from '../../components/path-link.tsx';
import { useFormat } from '../../format.ts';
import { useLanguage, useSentences } from '../../i18n.ts';
import { type trpcClient, useTRPC } from '../../trpc.ts';
import classes from './home.module.css';

const DAYS = 30;
const COMMENTS = 3;

type Ratings = Awaited<ReturnType<typeof trpcClient.ratings.summary.query>>;

/** What customers said of how they were served, of late. */
export function RatingsCard() {
  const t = useSentences('home');
  const trpc = useTRPC();
  const ratings = useQuery(trpc.ratings.summary.queryOptions({ days: DAYS }));
  return (
    <Card withBorder>
      <Group justify="space-between" gap="xs" mb={4}>
        <Text component="h2" fw={600}>
          {t('csat.title')}
        </Text>
        <Text size="sm" c="dimmed">
          {t('csat.since', { days: DAYS })}
        </Text>
      </Group>
      {ratings.isPending && <Skeleton h={180} radius="md" />}
      {ratings.error && <ErrorState error={ratings.error} retry={ratings.refetch} />}
      {ratings.data?.count === 0 && (
        <>
          <Text fz="h3">{t('csat.none')}</Text>
          <Text size="sm" c="dimmed" mt="xs">
            {t('csat.body')}
          </Text>
        </>
      )}
      {ratings.data && ratings.data.count > 0 && <Given ratings={ratings.data} />}
    </Card>
  );
}

function Given({ ratings: { count, mean = 0, distribution, agents } }: { readonly ratings: Ratings }) {
  const t = useSentences('home');
  const screen = useLanguage();
  const format = useFormat();
  const oneDigit = new Intl.NumberFormat(screen, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  return (
    <Stack gap="sm">
      <Text fz="h3">
        {t('csat.mean', { mean: oneDigit.format(mean) })}
        <Text component="span" size="sm" c="dimmed" ms="xs">
          {t('csat.count', { count })}
        </Text>
      </Text>
      <Table verticalSpacing={4} aria-label={t('csat.spread')}>
        <Table.Tbody>
          {distribution.toReversed().map(({ score, count: given }) => (
            <Table.Tr key={score}>
              <Table.Th scope="row" fw={400}>
                {t(`csat.name.${score}`)}
              </Table.Th>
              <Table.Td w="55%">
                <Progress value={(100 * given) / count} aria-hidden />
              </Table.Td>
              <Table.Td className={classes['number'] ?? ''}>{format.number(given)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {agents.length > 1 && (
        <Table verticalSpacing={4} aria-label={t('csat.byAgents')}>
          <Table.Tbody>
            {agents.map(({ agentId, agentName = t('csat.formerly'), mean: own = 0, count: given }) => (
              <Table.Tr key={agentId}>
                <Table.Th scope="row" fw={400}>
                  {agentName}
                </Table.Th>
                <Table.Td>{t('csat.mean', { mean: oneDigit.format(own) })}</Table.Td>
                <Table.Td className={classes['number'] ?? ''}>{t('csat.count', { count: given })}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      <Comments />
    </Stack>
  );
}

function Comments() {
  const t = useSentences('home');
  const trpc = useTRPC();
  const format = useFormat();
  const newest = useQuery(trpc.ratings.list.queryOptions({ hasComment: true, limit: COMMENTS }));
  const items = newest.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <>
      <Text component="h3" size="sm" fw={600}>
        {t('csat.comments')}
      </Text>
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
        {items.map(({ id, conversationId, score, comment = '', ratedAt }) => (
          <li key={id}>
            <PathLink
              to={`/inbox/${encodeURIComponent(conversationId)}`}
              size="sm"
              label={t('csat.open', { comment })}
              style={{ overflowWrap: 'anywhere' }}
            >
              <Text component="span" size="sm" lineClamp={3} dir="auto">
                {comment}
              </Text>
            </PathLink>
            <Text size="xs" c="dimmed">
              {t('csat.score', { score })} · {format.short(ratedAt)}
            </Text>
          </li>
        ))}
      </Stack>
    </>
  );
}
