import { Button, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArchive, IconArchiveOff, IconCalendarClock, IconDots, IconEyeOff, IconHistory } from '@tabler/icons-react';
import { useSentences } from '../../../i18n.ts';
import { BulkReason } from '../gate/bulk-reason.tsx';
import { ScheduleDialog } from '../schedule-dialog.tsx';
import { useBulk } from '../use-bulk.ts';
import type { FaqRead } from './draft.ts';
import { HistoryDialog } from './history-dialog.tsx';
import type { FaqEditor } from './use-faq-editor.ts';
import { useReread } from './use-reread.ts';

/** Its history, and what can be done with an FAQ besides writing it. */
export function EditorActions({ editor, saved }: { readonly editor: FaqEditor; readonly saved: FaqRead }) {
  const t = useSentences('faqs');
  const [isOpen, history] = useDisclosure();
  const [isTiming, timing] = useDisclosure();
  const bulk = useBulk(useReread(editor, saved));
  const ids = [saved.id];
  return (
    <>
      <Button variant="default" leftSection={<IconHistory size={18} aria-hidden />} onClick={history.open}>
        {t('history.title')}
      </Button>
      {editor.mayPublish && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" px="sm" aria-label={t('more.label')} loading={bulk.isPending}>
              <IconDots size={18} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {saved.draft && !saved.archivedAt && (
              <Menu.Item
                leftSection={<IconCalendarClock size={16} aria-hidden />}
                disabled={editor.isChanged}
                onClick={timing.open}
              >
                {t('schedule.menu')}
              </Menu.Item>
            )}
            {saved.published && !saved.archivedAt && (
              <Menu.Item
                leftSection={<IconEyeOff size={16} aria-hidden />}
                onClick={() => bulk.mutate({ verb: 'unpublish', ids })}
              >
                {t('action.unpublish')}
              </Menu.Item>
            )}
            {saved.archivedAt ? (
              <Menu.Item
                leftSection={<IconArchiveOff size={16} aria-hidden />}
                onClick={() => bulk.mutate({ verb: 'restore', ids })}
              >
                {t('action.restore')}
              </Menu.Item>
            ) : (
              <Menu.Item
                leftSection={<IconArchive size={16} aria-hidden />}
                onClick={() => bulk.mutate({ verb: 'archive', ids })}
              >
                {t('action.archive')}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {isTiming && (
        <ScheduleDialog
          at={saved.schedule?.at}
          close={timing.close}
          onChoose={(time) => bulk.mutate({ verb: 'schedule', ids, time, revision: saved.revision })}
        />
      )}
      <BulkReason bulk={bulk} />
      <HistoryDialog editor={editor} saved={saved} isOpen={isOpen} close={history.close} />
    </>
  );
}
