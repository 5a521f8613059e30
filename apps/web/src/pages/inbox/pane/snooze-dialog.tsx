import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useFormat } from '../../../format.ts';
import { useSentences } from '../../../i18n.ts';
import { useSession } from '../../../session.ts';
import { Dialog } from './dialog.tsx';
import { momentIn, snoozePresets, snoozeUntil } from './snooze-until.ts';

/** Asks until when a conversation is to be out of sight; days begin where the business is. */
export function SnoozeDialog({
  close,
  onSnooze,
}: {
  readonly close: () => void;
  readonly onSnooze: (until: Date) => void;
}) {
  const t = useSentences('inbox-pane');
  const format = useFormat();
  const { tenant } = useSession();
  const timeZone = tenant.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [field, setField] = useState('');
  const [now] = useState(() => new Date());
  const until = momentIn(field, timeZone, now);
  const choose = (moment: Date) => {
    close();
    onSnooze(moment);
  };
  return (
    <Dialog title={t('action.snooze')} close={close}>
      <Stack gap="xs">
        {snoozePresets.map((preset, at) => {
          const moment = snoozeUntil(preset, now, timeZone);
          return (
            <Button
              key={preset}
              variant="default"
              h={44}
              justify="space-between"
              data-autofocus={at === 0 || undefined}
              rightSection={<span style={{ fontWeight: 400 }}>{format.soon(moment)}</span>}
              onClick={() => choose(moment)}
            >
              {t(`snooze.${preset}`)}
            </Button>
          );
        })}
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (until) choose(until);
          }}
        >
          <Stack gap="xs">
            <TextInput
              type="datetime-local"
              label={t('snooze.until')}
              description={t('snooze.zone', { zone: timeZone })}
              value={field}
              onChange={({ currentTarget }) => setField(currentTarget.value)}
              error={field !== '' && !until ? t('snooze.past') : undefined}
            />
            <Button type="submit" disabled={!until} h={44}>
              {t('action.snooze')}
            </Button>
          </Stack>
        </form>
      </Stack>
    </Dialog>
  );
}
