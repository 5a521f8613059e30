import { ActionIcon, Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconPencil, IconPinnedOff } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState } from '../../../components/error-state.tsx';
import { LoadingRows } from '../../../components/loading-rows.tsx';
import { notifyFailure } from '../../../components/notify.tsx';
import { offerUndo } from '../../../components/undo.tsx';
import { useSentences } from '../../../i18n.ts';
import { trpcClient, useTRPC } from '../../../trpc.ts';
import { FaqPick } from '../editor/faq-pick.tsx';

type Example = Awaited<ReturnType<typeof trpcClient.examples.list.query>>[number];
type Wish = Parameters<typeof trpcClient.examples.pin.mutate>[0];

/** The questions that somebody watches over: which there are, another one, other answers, and none any more. */
export function ExamplesDialog({ isOpen, close }: { readonly isOpen: boolean; readonly close: () => void }) {
  const t = useSentences('gate');
  const shell = useSentences('shell');
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      size="lg"
      title={t('examples.title')}
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      {isOpen && <Examples />}
    </Modal>
  );
}

function Examples() {
  const t = useSentences('gate');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [edited, setEdited] = useState<Example>();
  const list = useQuery(trpc.examples.list.queryOptions());
  const refresh = () => queryClient.invalidateQueries(trpc.examples.pathFilter());
  const unpin = useMutation({
    mutationFn: async (example: Example) => {
      await trpcClient.examples.unpin.mutate({ id: example.id, revision: example.revision });
      return example;
    },
    onSuccess: async ({ text, faqId, language }) => {
      const again = { text, ...(faqId && { faqId }), ...(language && { language }) };
      offerUndo(t('examples.unpinned'), async () => {
        await trpcClient.examples.pin.mutate(again);
        await refresh();
      });
      await refresh();
    },
    onError: notifyFailure,
  });
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('examples.about')}
      </Text>
      <ExampleForm key={edited?.id ?? 'new'} edited={edited} done={() => setEdited(undefined)} refresh={refresh} />
      {list.isPending && <LoadingRows rows={3} />}
      {list.error && <ErrorState error={list.error} retry={list.refetch} />}
      {list.data?.length === 0 && <Text size="sm">{t('examples.none')}</Text>}
      <Stack component="ul" gap="xs" m={0} p={0} style={{ listStyle: 'none' }}>
        {list.data?.map((example) => (
          <Group component="li" key={example.id} wrap="nowrap" gap="xs" justify="space-between">
            <div style={{ minWidth: 0 }}>
              <Text size="sm" fw={600} dir="auto" style={{ overflowWrap: 'anywhere' }}>
                {example.text}
              </Text>
              <Text size="xs" c="dimmed" dir="auto">
                {example.faqId ? (example.question ?? t('examples.gone')) : t('examples.person')}
              </Text>
            </div>
            <Group gap={4} wrap="nowrap">
              <ActionIcon
                variant="default"
                size="lg"
                aria-label={t('examples.edit', { text: example.text })}
                onClick={() => setEdited(example)}
              >
                <IconPencil size={16} aria-hidden />
              </ActionIcon>
              <ActionIcon
                variant="default"
                size="lg"
                aria-label={t('examples.unpin', { text: example.text })}
                disabled={unpin.isPending}
                onClick={() => unpin.mutate(example)}
              >
                <IconPinnedOff size={16} aria-hidden />
              </ActionIcon>
            </Group>
          </Group>
        ))}
      </Stack>
    </Stack>
  );
}

/** Pins a question, or changes one that is pinned. */
function ExampleForm({
  edited,
  done,
  refresh,
}: {
  readonly edited: Example | undefined;
  readonly done: () => void;
  readonly refresh: () => Promise<unknown>;
}) {
  const t = useSentences('gate');
  const [text, setText] = useState(edited?.text ?? '');
  const [isByPerson, setByPerson] = useState(edited !== undefined && !edited.faqId);
  const [faqId, setFaqId] = useState<string>(edited?.faqId ?? '');
  const pin = useMutation({
    mutationFn: (wish: Wish) => trpcClient.examples.pin.mutate(wish),
    onSuccess: async ({ example, before }) => {
      offerUndo(t(before ? 'examples.changed' : 'examples.pinned'), async () => {
        const { id, revision } = example;
        if (before) {
          await trpcClient.examples.pin.mutate({
            id,
            revision,
            text: before.text,
            ...(before.faqId && { faqId: before.faqId }),
          });
        } else await trpcClient.examples.unpin.mutate({ id, revision });
        await refresh();
      });
      setText('');
      setFaqId('');
      done();
      await refresh();
    },
    onError: notifyFailure,
  });
  const isWhole = text.trim() !== '' && (isByPerson || faqId !== '');
  const submit = () => {
    if (!isWhole) return;
    const { id, revision, language } = edited ?? {};
    pin.mutate({
      text: text.trim(),
      ...(!isByPerson && { faqId }),
      ...(id !== undefined && { id, revision }),
      ...(language !== undefined && { language }),
    });
  };
  return (
    <Stack gap="xs">
      <TextInput
        data-autofocus
        label={t('examples.question')}
        maxLength={500}
        value={text}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
      />
      <Group align="flex-end" gap="xs">
        <Select
          label={t('examples.must')}
          allowDeselect={false}
          data={[
            { value: 'faq', label: t('examples.faq') },
            { value: 'person', label: t('examples.person') },
          ]}
          value={isByPerson ? 'person' : 'faq'}
          onChange={(value) => setByPerson(value === 'person')}
        />
        {!isByPerson && (
          <FaqPick faqId={faqId} exceptId={undefined} problem={undefined} onPick={(id) => setFaqId(id)} />
        )}
      </Group>
      <Group justify="flex-end">
        {edited && (
          <Button variant="default" onClick={done}>
            {t('examples.cancel')}
          </Button>
        )}
        <Button disabled={!isWhole} loading={pin.isPending} onClick={submit}>
          {t(edited ? 'examples.save' : 'examples.pin')}
        </Button>
      </Group>
    </Stack>
  );
}
