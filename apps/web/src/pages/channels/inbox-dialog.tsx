import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { notifyFailure } from '../../components/notify.tsx';
import { offerUndo } from '../../components/undo.tsx';
import { useSentences } from '../../i18n.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';
import type { Account } from './use-account-actions.ts';

type Inbox = NonNullable<Account['inbox']>;

const LONGEST_MEMBER_ID = 64;

/** Where people take over, for a platform that has an inbox of its own. */
export function InboxDialog({
  id,
  inbox,
  isOpen,
  onClose,
}: {
  readonly id: Account['id'];
  readonly inbox: Inbox;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const t = useSentences('channels');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [wanted, setWanted] = useState(inbox);
  const set = async ({ place, memberId }: Inbox) => {
    await trpcClient.channels.chooseInbox.mutate({ id, inbox: place, memberId });
    await queryClient.invalidateQueries(trpc.channels.pathFilter());
  };
  const choose = useMutation({
    mutationFn: set,
    onSuccess: () => {
      onClose();
      offerUndo(t('inbox.saved'), () => set(inbox));
    },
    onError: notifyFailure,
  });
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('inbox.title')}
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          choose.mutate(wanted);
        }}
      >
        <Stack>
          <Radio.Group
            label={t('inbox.about')}
            value={wanted.place}
            onChange={(place) => setWanted({ ...wanted, place: place === 'wecom' ? 'wecom' : 'here' })}
          >
            <Stack gap="xs" mt="xs">
              <Radio value="here" label={t('inbox.here')} data-autofocus />
              <Radio value="wecom" label={t('inbox.wecom')} />
            </Stack>
          </Radio.Group>
          {wanted.place === 'wecom' && (
            <TextInput
              label={t('inbox.member')}
              description={t('inbox.memberHint')}
              maxLength={LONGEST_MEMBER_ID}
              dir="ltr"
              value={wanted.memberId}
              onChange={({ currentTarget }) => setWanted({ ...wanted, memberId: currentTarget.value })}
            />
          )}
          <Group justify="flex-end">
            <Button type="submit" loading={choose.isPending}>
              {shell('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
