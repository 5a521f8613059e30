import { Alert, Button, Modal, Stack } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { ErrorState } from '../../../components/error-state.tsx';
import { LoadingRows } from '../../../components/loading-rows.tsx';
import { notify, notifyFailure } from '../../../components/notify.tsx';
import { offerUndo } from '../../../components/undo.tsx';
import { useSentences } from '../../../i18n.ts';
import { trpcClient, useTRPC } from '../../../trpc.ts';
import type { FaqRead } from './draft.ts';
import { RevisionItem } from './revision-item.tsx';
import type { FaqEditor } from './use-faq-editor.ts';

interface HistoryProps {
  readonly editor: FaqEditor;
  readonly saved: FaqRead;
  readonly close: () => void;
}

/** How the FAQ came to be what it is, and going back to how it was. */
export function HistoryDialog({ isOpen, ...props }: HistoryProps & { readonly isOpen: boolean }) {
  const t = useSentences('faqs');
  const shell = useSentences('shell');
  return (
    <Modal
      opened={isOpen}
      onClose={props.close}
      size="lg"
      title={t('history.title')}
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      <Revisions {...props} />
    </Modal>
  );
}

function Revisions({ editor, saved, close }: HistoryProps) {
  const t = useSentences('faqs');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const { id, revision } = saved;
  const history = useInfiniteQuery(
    trpc.faqs.history.infiniteQueryOptions({ id, limit: 30 }, { getNextPageParam: ({ nextCursor }) => nextCursor }),
  );
  const restoring = useMutation({
    mutationFn: (to: number) => trpcClient.faqs.restoreRevision.mutate({ id, revision, to }),
    onSuccess: (outcome) => {
      if (outcome.outcome === 'conflict') {
        editor.adopt(outcome.current);
        notify(shell('error.conflict'), 'failed');
        return;
      }
      const restored = outcome.faq;
      editor.adopt(restored);
      close();
      if (restored.revision === revision) return notify(t('history.sameAlready'), 'plain');
      offerUndo(t('history.restored'), async () => {
        await trpcClient.faqs.undo.mutate({ changes: [{ id, revision: restored.revision }] });
        editor.adopt(await trpcClient.faqs.get.query({ id }));
      });
    },
    onError: notifyFailure,
  });
  const revisions = history.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack>
      {editor.isChanged && <Alert color="yellow">{t('history.saveFirst')}</Alert>}
      {history.isPending && <LoadingRows rows={4} height={64} />}
      {history.error && <ErrorState error={history.error} retry={history.refetch} />}
      <Stack component="ol" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
        {revisions.map((each, at) => (
          <RevisionItem
            key={each.revision}
            faqId={id}
            revision={each}
            before={revisions[at + 1]?.revision}
            isCurrent={each.revision === revision}
            {...(editor.mayWrite &&
              !editor.isChanged && { onRestore: () => restoring.mutate(each.revision), isBusy: restoring.isPending })}
          />
        ))}
      </Stack>
      {history.hasNextPage && (
        <Button variant="default" loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
          {shell('action.loadMore')}
        </Button>
      )}
    </Stack>
  );
}
