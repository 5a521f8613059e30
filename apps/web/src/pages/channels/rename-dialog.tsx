import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { notifyFailure } from '../../components/notify.tsx';
import { offerUndo } from '../../components/undo.tsx';
import { useSentences } from '../../i18n.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import type { Account } from './use-account-actions.ts';

const LONGEST_NAME = 100;

export function RenameDialog({
  account: { id, name, label, isNamed },
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
  const [wanted, setWanted] = useState(isNamed ? name : '');
  const set = async (next: string) => {
    await trpcClient.channels.rename.mutate({ id, name: next });
    await queryClient.invalidateQueries(trpc.channels.pathFilter());
  };
  const rename = useMutation({
    mutationFn: set,
    onSuccess: () => {
      onClose();
      offerUndo(t('done.renamed'), () => set(isNamed ? name : ''));
    },
    onError: notifyFailure,
  });
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('action.rename')}
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          rename.mutate(wanted);
        }}
      >
        <Stack>
          <TextInput
            data-autofocus
            label={t('rename.label')}
            description={t('rename.hint', { label })}
            maxLength={LONGEST_NAME}
            value={wanted}
            onChange={({ currentTarget }) => setWanted(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={rename.isPending}>
              {shell('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
