import { Badge, Box, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CopyButton } from '../../components/copy-button.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { notifyFailure } from '../../components/notify.tsx';
import { Section } from '../../components/section.tsx';
import { offerUndo } from '../../components/undo.tsx';
import { useFormat } from '../../format.ts';
import { useLanguage, useSentences } from '../../i18n.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import classes from './team.module.css';

export function PendingInvitations() {
  const t = useSentences('team');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const format = useFormat();
  const locale = useLanguage();
  const queryClient = useQueryClient();
  const pending = useQuery(trpc.team.invitations.queryOptions());
  type Invitation = NonNullable<typeof pending.data>[number];
  const reread = () => queryClient.invalidateQueries(trpc.team.invitations.queryFilter());
  const revoke = useMutation({
    mutationFn: ({ id }: Invitation) => trpcClient.team.revokeInvitation.mutate({ id }),
    onSuccess: async (_nothing, { email, role }) => {
      await reread();
      offerUndo(t('pending.revoked', { email }), async () => {
        await trpcClient.team.invite.mutate({ email, role, locale });
        await reread();
      });
    },
    onError: notifyFailure,
  });
  return (
    <Section title={t('pending.title')}>
      {pending.isPending && <LoadingRows rows={1} height={48} />}
      {pending.error && <ErrorState error={pending.error} retry={pending.refetch} />}
      {pending.data?.length === 0 && <Text c="dimmed">{t('pending.none')}</Text>}
      <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
        {pending.data?.map((invitation) => (
          <Group key={invitation.id} component="li" gap="sm" className={classes['row']}>
            <Box className={classes['who']}>
              <Text fw={600} truncate>
                {invitation.email}
              </Text>
              <Text size="sm" c="dimmed">
                {t('pending.until', { date: format.day(invitation.expiresAt) })}
              </Text>
            </Box>
            <Badge variant="light">{shell(`roles.${invitation.role}`)}</Badge>
            <CopyButton text={invitation.link} label={t('pending.copyLink')} />
            <Button
              size="xs"
              variant="default"
              aria-label={t('pending.revokeOf', { email: invitation.email })}
              loading={revoke.isPending && revoke.variables.id === invitation.id}
              onClick={() => revoke.mutate(invitation)}
            >
              {t('pending.revoke')}
            </Button>
          </Group>
        ))}
      </Stack>
    </Section>
  );
}
