import { Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { notify } from '../../components/notify.tsx';
import { useSentences } from '../../i18n.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import { CredentialsForm } from './credentials-form.tsx';
import { platforms } from './platforms.ts';
import type { Account } from './use-account-actions.ts';

/** Gives an account a new token of the same bot. */
export function ReconnectDialog({
  account: { id, channel, name },
  isOpen,
  onClose,
}: {
  readonly account: Account;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const t = useSentences('channels');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const reconnect = useMutation({
    mutationFn: (credentials: Readonly<Record<string, string>>) =>
      trpcClient.channels.reconnect.mutate({ id, credentials }),
    onSuccess: async () => {
      await queryClient.invalidateQueries(trpc.channels.pathFilter());
      onClose();
      notify(t('done.reconnected', { name }));
    },
  });
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('action.newToken')}
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      <Stack>
        <Text size="sm">{t('reconnect.about', { name })}</Text>
        <CredentialsForm
          platform={platforms[channel]}
          submit={t('connect.submit')}
          isPending={reconnect.isPending}
          error={reconnect.error}
          onSubmit={reconnect.mutate}
        />
      </Stack>
    </Modal>
  );
}
