import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import { useSentences } from '../../../i18n.ts';
import { Dialog } from './dialog.tsx';

/** Gives the pen back to the bot, with a word for whoever reads the conversation next. */
export function HandBackDialog({
  close,
  onHandBack,
}: {
  readonly close: () => void;
  readonly onHandBack: (note: string) => void;
}) {
  const t = useSentences('inbox-pane');
  const shell = useSentences('shell');
  const [note, setNote] = useState('');
  // A phone's keyboard would come up for a note that few write.
  const isPhone = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  return (
    <Dialog title={t('action.handBack')} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          close();
          onHandBack(note.trim());
        }}
      >
        <Stack>
          <Text size="sm">{t('handBack.about')}</Text>
          <Textarea
            data-autofocus={!isPhone || undefined}
            label={t('handBack.note')}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={2_000}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {shell('action.cancel')}
            </Button>
            <Button type="submit" data-autofocus={isPhone || undefined}>
              {t('action.handBack')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
