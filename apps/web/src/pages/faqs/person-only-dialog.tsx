import { Button, Group, Modal, Stack, TagsInput, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { notifyFailure } from '../../components/notify.tsx';
import { offerUndo } from '../../components/undo.tsx';
import { useSentences } from '../../i18n.ts';
import { trpcClient, useTRPC } from '../../trpc.ts';

/** Chooses the categories whose questions the bot leaves to a person, however sure it is. */
export function PersonOnlyDialog({ isOpen, close }: { readonly isOpen: boolean; readonly close: () => void }) {
  const t = useSentences('faqs');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const categories = useQuery(trpc.faqs.categories.queryOptions(undefined, { enabled: isOpen }));
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('personOnly.title')}
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      {categories.isPending && <LoadingRows rows={3} />}
      {categories.error && <ErrorState error={categories.error} retry={categories.refetch} />}
      {categories.data && (
        <Choice
          names={categories.data.map(({ name }) => name)}
          before={categories.data.filter(({ isPersonOnly }) => isPersonOnly).map(({ name }) => name)}
          close={close}
        />
      )}
    </Modal>
  );
}

function Choice({
  names,
  before,
  close,
}: {
  readonly names: readonly string[];
  readonly before: readonly string[];
  readonly close: () => void;
}) {
  const t = useSentences('faqs');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [chosen, setChosen] = useState([...before]);
  const set = async (categories: readonly string[]) => {
    await trpcClient.faqs.setPersonOnlyCategories.mutate({ categories: [...categories] });
    await queryClient.invalidateQueries(trpc.faqs.categories.queryFilter());
  };
  const saving = useMutation({
    mutationFn: () => set(chosen),
    onSuccess: () => {
      close();
      offerUndo(t('personOnly.done'), () => set(before));
    },
    onError: notifyFailure,
  });
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('personOnly.about')}
      </Text>
      <TagsInput
        data-autofocus
        label={t('personOnly.categories')}
        data={[...names]}
        value={chosen}
        onChange={(value) => setChosen(value.map((name) => name.trim().slice(0, 100)).filter(Boolean))}
        maxTags={200}
        clearButtonProps={{ 'aria-label': shell('action.clear') }}
        comboboxProps={{ withinPortal: true }}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {shell('action.cancel')}
        </Button>
        <Button loading={saving.isPending} onClick={() => saving.mutate()}>
          {shell('action.save')}
        </Button>
      </Group>
    </Stack>
  );
}
