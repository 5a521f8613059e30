import type { ConversationId } from '@answerdesk/domain';
import { Box, Drawer } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { IconMessageOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef } from 'react';
import { EmptyState } from '../../../components/empty-state.tsx';
import { ErrorState } from '../../../components/error-state.tsx';
import { LoadingRows } from '../../../components/loading-rows.tsx';
import { useSentences } from '../../../i18n.ts';
import { problemOf } from '../../../problem.ts';
import { useTRPC } from '../../../trpc.ts';
import type { Entry } from '../../conversation-parts/entry.ts';
import type { Queue } from '../queue.ts';
import { Composer } from './composer.tsx';
import { drawerStyles } from './drawer-styles.ts';
import { EntryRow } from './entry-row.tsx';
import { Head } from './head.tsx';
import type { KeptTranscript } from './merge-transcript.ts';
import classes from './pane.module.css';
import { PaneContext } from './pane-context.ts';
import { SidePanel } from './side-panel.tsx';
import { Transcript } from './transcript.tsx';
import { usePane } from './use-pane.ts';
import { useRemembered } from './use-remembered.ts';
import { useTranscript } from './use-transcript.ts';

/** One conversation, in a place whose height is given: fills it and scrolls within itself. */
export function ConversationPane({
  conversationId,
}: {
  readonly conversationId: ConversationId;
  readonly queue: Queue;
}) {
  const shared = useSentences('conversations');
  const { read, earlier } = useTranscript(conversationId);
  const { mutate, isPending } = earlier;
  const more = useCallback(() => mutate(), [mutate]);
  if (read.data) {
    return (
      <Opened
        id={conversationId}
        kept={read.data}
        more={read.data.earlier === undefined ? undefined : more}
        isFetchingMore={isPending}
      />
    );
  }
  return (
    <Box className={classes['pane']} p="md">
      {read.isPending ? (
        <LoadingRows rows={6} height={52} />
      ) : problemOf(read.error) === 'NOT_FOUND' ? (
        <EmptyState icon={IconMessageOff} title={shared('gone.title')}>
          {shared('gone.body')}
        </EmptyState>
      ) : (
        <ErrorState error={read.error} retry={read.refetch} />
      )}
    </Box>
  );
}

function Opened({
  id,
  kept,
  more,
  isFetchingMore,
}: {
  readonly id: ConversationId;
  readonly kept: KeptTranscript;
  readonly more: (() => void) | undefined;
  readonly isFetchingMore: boolean;
}) {
  const t = useSentences('inbox-pane');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const pane = usePane(id, kept.newest);
  const field = useRef<HTMLTextAreaElement>(null);
  const isWide = useMediaQuery('(min-width: 88em)', false, { getInitialValueInEffect: false });
  const [isSideOpen, side] = useDisclosure();
  const { data: translator } = useQuery(trpc.translations.status.queryOptions(undefined, { staleTime: 60_000 }));
  const [isAuto, setAuto] = useRemembered('answerdesk.translate-messages');
  const canTranslate = translator?.isOn === true;
  const entries = useRef(kept.entries);
  entries.current = kept.entries;
  const { uncertain } = pane.verbs;
  const draw = useCallback(
    (entry: Entry) => <EntryRow id={id} entry={entry} entries={entries} uncertain={uncertain} />,
    [id, uncertain],
  );
  const { draft } = pane;
  const { close: closeSide } = side;
  const newest = useRef(draft);
  newest.current = draft;
  const compose = useCallback(
    (text: string) => {
      closeSide();
      const { written, write } = newest.current;
      const before = written.isNote ? '' : written.text.trimEnd();
      write({ text: before === '' ? text : `${before}\n${text}`, isNote: false });
      requestAnimationFrame(() => field.current?.focus());
    },
    [closeSide],
  );
  const context = useMemo(() => ({ canTranslate, isAuto, compose }), [canTranslate, isAuto, compose]);
  const panel = <SidePanel pane={pane} translator={translator} isAuto={isAuto} setAuto={setAuto} onEdit={compose} />;
  return (
    <PaneContext value={context}>
      <Box className={classes['pane']} data-conversation={id}>
        <Box className={classes['main']}>
          <Head pane={pane} onSide={isWide ? undefined : side.open} />
          <Transcript
            kept={kept}
            name={pane.shownName}
            more={more}
            isFetchingMore={isFetchingMore}
            sentAt={pane.sending.sentAt}
            draw={draw}
          />
          <Composer pane={pane} field={field} />
        </Box>
        {isWide ? (
          <Box className={classes['side']} component="aside" aria-label={t('side.title')}>
            {panel}
          </Box>
        ) : (
          <Drawer
            opened={isSideOpen}
            onClose={side.close}
            position="right"
            size={pane.isPhone ? '100%' : 'sm'}
            title={t('side.title')}
            closeButtonProps={{ 'aria-label': shell('action.close'), size: 44 }}
            attributes={{ header: { role: 'presentation' } }}
            styles={drawerStyles}
          >
            {panel}
          </Drawer>
        )}
      </Box>
    </PaneContext>
  );
}
