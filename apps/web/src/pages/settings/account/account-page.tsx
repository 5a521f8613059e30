import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { authClient } from '../../../auth-client.ts';
import { notify, notifyFailure } from '../../../components/notify.tsx';
import { PageHeader } from '../../../components/page-header.tsx';
import { useSentences } from '../../../i18n.ts';
import { useSession } from '../../../session.ts';
import { Devices } from './devices.tsx';
import { PasswordSection } from './password-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import { TwoFactorSection } from './two-factor-section.tsx';

export function AccountPage() {
  const t = useSentences('account');
  const { person } = useSession();
  return (
    <>
      <PageHeader title={t('title')} />
      <Stack maw={760}>
        {!person.isVerified && <Unverified email={person.email} />}
        <ProfileSection />
        <PasswordSection />
        <TwoFactorSection />
        <Devices />
      </Stack>
    </>
  );
}

function Unverified({ email }: { readonly email: string }) {
  const t = useSentences('account');
  const send = useMutation({
    mutationFn: () => authClient.sendVerification(email),
    onSuccess: () => notify(t('verificationSent', { email })),
    onError: notifyFailure,
  });
  return (
    <Alert color="yellow" icon={<IconMail aria-hidden />}>
      <Group justify="space-between">
        {t('unverified', { email })}
        <Button size="xs" variant="default" loading={send.isPending} onClick={() => send.mutate()}>
          {t('sendVerification')}
        </Button>
      </Group>
    </Alert>
  );
}
