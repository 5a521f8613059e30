import { may, mayAppoint, type Role, roleSchema, roles } from '@answerdesk/domain';
import { Avatar, Badge, Box, Group, NativeSelect, Text, Tooltip } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ConfirmButton } from '../../components/confirm-button.tsx';
import { notify, notifyFailure } from '../../components/notify.tsx';
import { offerUndo } from '../../components/undo.tsx';
import { useFormat } from '../../format.ts';
import { useSentences } from '../../i18n.ts';
import { problemOf } from '../../problem.ts';
import { sessionQuery, useSession } from '../../session.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import classes from './team.module.css';

type Member = Awaited<ReturnType<typeof trpcClient.team.members.query>>[number];

export function MemberRow({ member }: { readonly member: Member }) {
  const t = useSentences('team');
  const format = useFormat();
  const { person } = useSession();
  const isMe = person.userId === member.userId;
  return (
    <Group component="li" gap="sm" className={classes['row']}>
      <Avatar name={member.name} color="brand" alt="" />
      <Box className={classes['who']}>
        <Group gap={6} wrap="nowrap">
          <Text fw={600} truncate>
            {member.name}
          </Text>
          {isMe && (
            <Badge variant="light" size="sm">
              {t('you')}
            </Badge>
          )}
          {member.hasTwoFactor && (
            <Tooltip label={t('hasTwoFactor')}>
              <IconShieldCheck size={18} role="img" aria-label={t('hasTwoFactor')} />
            </Tooltip>
          )}
        </Group>
        <Text size="sm" c="dimmed" truncate>
          {member.email} · {t('joined')} {format.day(member.joinedAt)}
        </Text>
      </Box>
      <RoleOf member={member} />
      <Removal member={member} isMe={isMe} />
    </Group>
  );
}

function RoleOf({ member: { userId, name, role } }: { readonly member: Member }) {
  const t = useSentences('team');
  const shell = useSentences('shell');
  const { tenant } = useSession();
  const reread = useReread();
  const change = useMutation({
    mutationFn: (to: Role) => trpcClient.team.changeRole.mutate({ userId, role: to }),
    onSuccess: async (_nothing, to) => {
      await reread();
      offerUndo(t('roleChanged', { name, role: shell(`roles.${to}`) }), async () => {
        await trpcClient.team.changeRole.mutate({ userId, role });
        await reread();
      });
    },
    onError: (error) => {
      if (problemOf(error) === 'CONFLICT') notify(t('lastOwner'), 'failed');
      else notifyFailure(error);
    },
  });
  const offered = roles.filter((each) => each === role || mayAppoint(tenant.role, each));
  if (!mayAppoint(tenant.role, role) || offered.length < 2) {
    return (
      <Text size="sm" w={130}>
        {shell(`roles.${role}`)}
      </Text>
    );
  }
  return (
    <NativeSelect
      w={130}
      aria-label={t('roleOf', { name })}
      value={role}
      disabled={change.isPending}
      onChange={({ currentTarget }) => change.mutate(roleSchema.parse(currentTarget.value))}
      data={offered.map((value) => ({ value, label: shell(`roles.${value}`) }))}
    />
  );
}

function Removal({ member: { userId, name, role }, isMe }: { readonly member: Member; readonly isMe: boolean }) {
  const t = useSentences('team');
  const shell = useSentences('shell');
  const { tenant } = useSession();
  const reread = useReread();
  const remove = useMutation({
    mutationFn: () => (isMe ? trpcClient.team.leave.mutate() : trpcClient.team.remove.mutate({ userId })),
    onSuccess: async () => {
      notify(t('removed', { name }));
      await reread();
    },
    onError: (error) => {
      if (problemOf(error) === 'CONFLICT') notify(t('lastOwner'), 'failed');
      else notifyFailure(error);
    },
  });
  if (!isMe && !(may(tenant.role, 'team.manage') && mayAppoint(tenant.role, role))) return null;
  return (
    <ConfirmButton
      label={isMe ? t('leave') : t('removeName', { name })}
      question={isMe ? t('leaveQuestion', { tenant: tenant.name }) : t('removeQuestion', { name })}
      yes={isMe ? t('leave') : shell('action.remove')}
      isPending={remove.isPending}
      onYes={() => remove.mutate()}
    >
      {isMe ? t('leave') : shell('action.remove')}
    </ConfirmButton>
  );
}

function useReread() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  return async () => {
    await Promise.all([
      queryClient.invalidateQueries(trpc.team.pathFilter()),
      queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey }),
    ]);
  };
}
