import { Alert, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { TextLink } from '../../components/button-link.tsx';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { useTRPC } from '../../trpc.ts';

const LOOK_AGAIN_MS = 60_000;

/** Why more customers come to people than otherwise: the bot is off, or answers without models. */
export function BotOffNote() {
  const t = useSentences('inbox');
  const trpc = useTRPC();
  const may = useMay();
  const { data } = useQuery({ ...trpc.billing.allowed.queryOptions(), refetchInterval: LOOK_AGAIN_MS });
  if (!data?.reason || data.allowance === 'everything') return null;
  return (
    <Alert color={data.allowance === 'person-only' ? 'red' : 'yellow'} py="xs" mx="sm" mb="xs" role="status">
      <Text size="sm">
        {data.allowance === 'exact-only' ? t('botOff.exact') : t(`botOff.${data.reason}`)}{' '}
        {may('billing.read') && (
          <TextLink to="/billing" size="sm" underline="always">
            {t('botOff.open')}
          </TextLink>
        )}
      </Text>
    </Alert>
  );
}
