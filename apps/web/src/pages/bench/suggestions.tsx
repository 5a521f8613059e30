import { Badge, Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '../../components/error-state.tsx';
import { PathLink } from '../../components/path-link.tsx';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { useTRPC } from '../../trpc.ts';

const places = [1, 2, 3, 4, 5, 6];

/** Before anything was asked: questions that are worth asking. */
export function Suggestions({
  locale,
  onPick,
}: {
  readonly locale: string;
  readonly onPick: (question: string) => void;
}) {
  const t = useSentences('bench');
  const may = useMay();
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.bench.suggestions.queryOptions({ locale }));
  if (error) return <ErrorState error={error} retry={refetch} />;
  const isEmpty = data?.length === 0;
  return (
    <Stack align="center" gap="sm" py="lg" maw={520} mx="auto">
      <Title order={2} fz="h4" ta="center">
        {t('empty.title')}
      </Title>
      <Text c="dimmed" ta="center">
        {t(isEmpty ? 'empty.nothing' : 'empty.body')}
      </Text>
      {isEmpty && may('faq.write') && <PathLink to="/faqs/new">{t('empty.write')}</PathLink>}
      <Stack gap="xs" w="100%">
        {!data && places.map((place) => <Skeleton key={place} h={36} />)}
        {data?.map(({ text, from }) => (
          <Button
            key={text}
            variant="default"
            justify="space-between"
            h="auto"
            mih={36}
            py={6}
            fw={400}
            dir="auto"
            styles={{ label: { whiteSpace: 'normal', textAlign: 'start', lineHeight: 1.5, overflow: 'visible' } }}
            rightSection={
              from === 'unanswered' && (
                <Badge variant="light" color="grape" tt="none" c="var(--mantine-color-text)">
                  {t('empty.unanswered')}
                </Badge>
              )
            }
            onClick={() => onPick(text)}
          >
            {text}
          </Button>
        ))}
      </Stack>
    </Stack>
  );
}
