import { Stack, Text } from '@mantine/core';
import { PathLink } from '../../components/path-link.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import type { trpcClient } from '../../trpc.ts';

type Report = Awaited<ReturnType<typeof trpcClient.channels.check.query>>;

/** What came to an account lately, and what did not arrive. */
export function Lately({ report: { lastInboundAt, lastFailure } }: { readonly report: Report }) {
  const t = useSentences('channels');
  const failures = useSentences('conversations');
  const { moment } = useFormat();
  return (
    <Stack gap={2}>
      <Text size="sm" c="dimmed">
        {lastInboundAt === undefined ? t('lately.nothing') : t('lately.came', { at: moment(lastInboundAt) })}
      </Text>
      {lastFailure && (
        <Text size="sm">
          {t('lately.failed', { at: moment(lastFailure.at) })} {failures(`failure.${lastFailure.reason}`)}{' '}
          <PathLink to={`/conversations/${lastFailure.conversationId}`}>{t('first.open')}</PathLink>
        </Text>
      )}
    </Stack>
  );
}
