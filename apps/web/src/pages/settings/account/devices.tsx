import { Badge, Button, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconDeviceDesktop, IconDeviceMobile } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { authClient } from '../../../auth-client.ts';
import { ErrorState } from '../../../components/error-state.tsx';
import { LoadingRows } from '../../../components/loading-rows.tsx';
import { notify, notifyFailure } from '../../../components/notify.tsx';
import { Section } from '../../../components/section.tsx';
import { useFormat } from '../../../format.ts';
import { useSentences } from '../../../i18n.ts';
import { useTRPC } from '../../../trpc.ts';
import { readUserAgent } from './user-agent.ts';

/** Where the person is signed in, and how to end it. */
export function Devices() {
  const t = useSentences('account');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const format = useFormat();
  const devices = useQuery(trpc.account.sessions.queryOptions());
  const reread = () => queryClient.invalidateQueries(trpc.account.sessions.queryFilter());
  const end = useMutation(
    trpc.account.revokeSession.mutationOptions({
      onSuccess: async () => {
        notify(t('devices.signedOut'));
        await reread();
      },
      onError: notifyFailure,
    }),
  );
  const endOthers = useMutation({
    mutationFn: authClient.signOutOtherDevices,
    onSuccess: async () => {
      notify(t('devices.othersSignedOut'));
      await reread();
    },
    onError: notifyFailure,
  });
  const hasOthers = (devices.data?.length ?? 0) > 1;
  return (
    <Section
      title={t('devices.title')}
      aside={
        hasOthers && (
          <Button size="xs" variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {t('devices.signOutOthers')}
          </Button>
        )
      }
    >
      {devices.isPending && <LoadingRows rows={2} height={52} />}
      {devices.error && <ErrorState error={devices.error} retry={devices.refetch} />}
      <Stack component="ul" gap="sm" m={0} p={0} style={{ listStyle: 'none' }}>
        {devices.data?.map(({ id, userAgent, address, lastUsedAt, isCurrent }) => {
          const { browser, system, isPhone } = readUserAgent(userAgent ?? '');
          const name = browser && system ? t('devices.browserOn', { browser, system }) : t('devices.unknown');
          const Sign = isPhone ? IconDeviceMobile : IconDeviceDesktop;
          return (
            <Group key={id} component="li" wrap="nowrap" gap="sm">
              <ThemeIcon variant="default" size={40} radius="md" aria-hidden>
                <Sign size={20} />
              </ThemeIcon>
              <div style={{ flex: 1, minWidth: 0 }}>
                <Text fw={600} truncate>
                  {name}
                </Text>
                <Text size="sm" c="dimmed">
                  {t('devices.lastUsed', { when: format.moment(lastUsedAt) })}
                  {address ? ` · ${address}` : ''}
                </Text>
              </div>
              {isCurrent ? (
                <Badge variant="light">{t('devices.this')}</Badge>
              ) : (
                <Button
                  size="xs"
                  variant="default"
                  aria-label={t('devices.signOutOf', { device: name })}
                  loading={end.isPending && end.variables.id === id}
                  onClick={() => end.mutate({ id })}
                >
                  {t('devices.signOut')}
                </Button>
              )}
            </Group>
          );
        })}
      </Stack>
    </Section>
  );
}
