import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorState } from '../../components/error-state.tsx';
import { LoadingRows } from '../../components/loading-rows.tsx';
import { useSentences } from '../../i18n.ts';
import { useTRPC } from '../../trpc.ts';
import { readZonedInput, zonedInput } from './zoned-input.ts';

const DAY_MS = 86_400_000;
export type ScheduleTime = NonNullable<ReturnType<typeof readZonedInput>>;

/** Asks when drafts are to be published, by the clocks of the business. */
export function ScheduleDialog({
  at,
  close,
  onChoose,
}: {
  /** The time there is. */
  readonly at?: string | undefined;
  readonly close: () => void;
  readonly onChoose: (time: ScheduleTime) => void;
}) {
  const t = useSentences('faqs');
  const shell = useSentences('shell');
  const trpc = useTRPC();
  const zone = useQuery(trpc.faqs.timeZone.queryOptions());
  return (
    <Modal
      opened
      onClose={close}
      title={t('schedule.title')}
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      {zone.isPending && <LoadingRows rows={2} />}
      {zone.error && <ErrorState error={zone.error} retry={zone.refetch} />}
      {zone.data !== undefined && <Time zone={zone.data} at={at} close={close} onChoose={onChoose} />}
    </Modal>
  );
}

function Time({
  zone,
  at,
  close,
  onChoose,
}: {
  readonly zone: string;
  readonly at: string | undefined;
  readonly close: () => void;
  readonly onChoose: (time: ScheduleTime) => void;
}) {
  const t = useSentences('faqs');
  const shell = useSentences('shell');
  const now = zonedInput(new Date(), zone);
  const tomorrow = `${zonedInput(new Date(Date.now() + DAY_MS), zone).slice(0, 10)}T09:00`;
  const [text, setText] = useState(at === undefined ? tomorrow : zonedInput(at, zone));
  const time = readZonedInput(text);
  // Both as the same clocks show them.
  const isPast = time !== undefined && text <= now;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        // The editor's form is not meant.
        event.stopPropagation();
        if (!time || isPast) return;
        onChoose(time);
        close();
      }}
    >
      <Stack>
        <Text size="sm">{t('schedule.about')}</Text>
        <TextInput
          data-autofocus
          type="datetime-local"
          name="scheduledAt"
          required
          label={t('schedule.when')}
          description={t('schedule.zone', { zone })}
          min={now}
          value={text}
          error={isPast ? t('schedule.passed') : undefined}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {shell('action.cancel')}
          </Button>
          <Button type="submit" disabled={!time || isPast}>
            {t('schedule.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
