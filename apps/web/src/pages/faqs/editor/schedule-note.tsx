import { Alert, Button, Group, Text } from '@mantine/core';
import { IconCalendarClock, IconCalendarPause } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocale } from '../../../format.ts';
import { useSentences } from '../../../i18n.ts';
import { useTRPC } from '../../../trpc.ts';
import { BulkReason } from '../gate/bulk-reason.tsx';
import { ScheduleDialog } from '../schedule-dialog.tsx';
import { useBulk } from '../use-bulk.ts';
import type { FaqRead } from './draft.ts';
import type { FaqEditor } from './use-faq-editor.ts';
import { useReread } from './use-reread.ts';

/** When the draft is published by itself, or why it is not; a live region, as it comes and goes while one writes. */
export function ScheduleNote({ editor, saved }: { readonly editor: FaqEditor; readonly saved: FaqRead }) {
  const { schedule } = saved;
  return (
    <div role="status">
      {schedule && <Note editor={editor} saved={saved} schedule={schedule} isHeld={saved.isScheduleHeld} />}
    </div>
  );
}

function Note({
  editor,
  saved,
  schedule,
  isHeld,
}: {
  readonly editor: FaqEditor;
  readonly saved: FaqRead;
  readonly schedule: NonNullable<FaqRead['schedule']>;
  readonly isHeld: boolean;
}) {
  const t = useSentences('faqs');
  const locale = useLocale();
  const trpc = useTRPC();
  const { data: zone = 'UTC' } = useQuery(trpc.faqs.timeZone.queryOptions());
  const [isOpen, setOpen] = useState(false);
  const bulk = useBulk(useReread(editor, saved));
  const when = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'short', timeZone: zone }).format(
    new Date(schedule.at),
  );
  return (
    <Alert
      mb="md"
      color={isHeld ? 'orange' : 'blue'}
      icon={isHeld ? <IconCalendarPause aria-hidden /> : <IconCalendarClock aria-hidden />}
    >
      <Text size="sm">
        {t(schedule.isLosing ? 'schedule.heldLosing' : isHeld ? 'schedule.held' : 'schedule.standing', {
          when,
          zone,
          by: schedule.by,
        })}
      </Text>
      {editor.mayPublish && (
        <Group gap="xs" mt="xs">
          <Button size="xs" variant="default" disabled={bulk.isPending} onClick={() => setOpen(true)}>
            {t('schedule.change')}
          </Button>
          <Button
            size="xs"
            variant="default"
            loading={bulk.isPending}
            onClick={() => bulk.mutate({ verb: 'unschedule', ids: [saved.id] })}
          >
            {t('schedule.cancel')}
          </Button>
        </Group>
      )}
      {isOpen && (
        <ScheduleDialog
          at={isHeld ? undefined : schedule.at}
          close={() => setOpen(false)}
          onChoose={(time) => bulk.mutate({ verb: 'schedule', ids: [saved.id], time, revision: saved.revision })}
        />
      )}
      <BulkReason bulk={bulk} />
    </Alert>
  );
}
