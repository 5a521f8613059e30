import { Alert, type MantineSpacing, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { TextLink } from '../../components/button-link.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { useTRPC } from '../../trpc.ts';

const LOOK_AGAIN_MS = 300_000;

/** Says what comes up unusually often and nobody has seen to yet; nothing when there is none. */
export function OftenNote({ mx = 0, mb = 0 }: { readonly mx?: MantineSpacing; readonly mb?: MantineSpacing }) {
  const t = useSentences('shell');
  const trpc = useTRPC();
  const { number } = useFormat();
  const { data } = useQuery({ ...trpc.topics.alerts.queryOptions(), refetchInterval: LOOK_AGAIN_MS });
  const open = data?.alerts.filter(({ state, isOver }) => state === 'open' && !isOver) ?? [];
  const [first, ...others] = open;
  if (!first) return null;
  return (
    <Alert color="yellow" py="xs" mx={mx} mb={mb} role="status">
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        {others.length === 0
          ? t('often.one', { topic: first.title })
          : t('often.more', { number: number(open.length) })}{' '}
        <TextLink to="/topics" size="sm" underline="always">
          {t('often.open')}
        </TextLink>
      </Text>
    </Alert>
  );
}
