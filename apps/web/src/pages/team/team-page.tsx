import { Button, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { EmptyState } from '../../components/empty-state.tsx';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Section } from '../../components/section.tsx';
import { useSentences } from '../../i18n.ts';
import { useMay } from '../../session.ts';
import { useTRPC } from '../../trpc.ts';
import { InviteDialog } from './invite-dialog.tsx';
import { MemberRow } from './member-row.tsx';
import { PendingInvitations } from './pending-invitations.tsx';

export function TeamPage() {
  const t = useSentences('team');
  const may = useMay();
  const trpc = useTRPC();
  const members = useQuery(trpc.team.members.queryOptions());
  const [isInviting, inviting] = useDisclosure();
  const invite = (
    <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={inviting.open}>
      {t('invite')}
    </Button>
  );
  return (
    <>
      <PageHeader title={t('title')} actions={may('team.invite') && invite}>
        {t('intro')}
      </PageHeader>
      <Stack>
        <Section title={t('members')}>
          {members.isPending && <LoadingRows rows={3} height={56} />}
          {members.error && <ErrorState error={members.error} retry={members.refetch} />}
          <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
            {members.data?.map((member) => (
              <MemberRow key={member.userId} member={member} />
            ))}
          </Stack>
        </Section>
        {may('team.invite') && <PendingInvitations />}
        {may('team.invite') && members.data?.length === 1 && (
          <EmptyState icon={IconUserPlus} title={t('alone.title')}>
            {t('alone.body')}
          </EmptyState>
        )}
      </Stack>
      {may('team.invite') && <InviteDialog isOpen={isInviting} close={inviting.close} />}
    </>
  );
}
