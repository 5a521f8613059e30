import { Badge, Button, Stack, Table, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PathLink } from '../../components/path-link.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { useTRPC } from '../../trpc.ts';

/** What the bot would have said on an account, newest first. */
export function Drafts({ accountId }: { readonly accountId: string }) {
  const t = useSentences('dial');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const { moment } = useFormat();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    trpc.dial.drafts.infiniteQueryOptions({ accountId }, { getNextPageParam: ({ nextCursor }) => nextCursor }),
  );
  if (error) return <ErrorState error={error} retry={refetch} />;
  if (!data) return <LoadingRows rows={3} />;
  return (
    <Stack gap="sm">
      <Table layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('drafts.question')}</Table.Th>
            <Table.Th>{t('drafts.reply')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.pages
            .flatMap(({ items }) => items)
            .map(({ id, question, reply, repliedAs, conversationId, at }) => (
              <Table.Tr key={id} style={{ verticalAlign: 'top' }}>
                <Table.Td>
                  <Text size="sm" dir="auto" style={{ overflowWrap: 'anywhere' }}>
                    {question === '' ? t('drafts.noText') : question}
                  </Text>
                  <PathLink to={`/conversations/${conversationId}`} size="sm">
                    {moment(at)}
                  </PathLink>
                </Table.Td>
                <Table.Td>
                  <Text size="sm" dir="auto" lineClamp={4} style={{ overflowWrap: 'anywhere' }}>
                    {reply}
                  </Text>
                  <Badge mt={4} size="sm" variant="outline" color="gray" tt="none" c="var(--mantine-color-text)">
                    {t(`outcome.${repliedAs}`)}
                  </Badge>
                </Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
      {hasNextPage && (
        <Button variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {shell('action.loadMore')}
        </Button>
      )}
    </Stack>
  );
}
