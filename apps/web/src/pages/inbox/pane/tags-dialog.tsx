import { LONGEST_TAG } from '@answerdesk/domain';
import { Button, Group, Stack, TagsInput } from '@mantine/core';
import { useState } from 'react';
import { useSentences } from '../../../i18n.ts';
import { Dialog } from './dialog.tsx';

const MOST_TAGS = 20;

/** The tags of a conversation, to be added to and taken away. */
export function TagsDialog({
  tags,
  close,
  onSave,
}: {
  readonly tags: readonly string[];
  readonly close: () => void;
  readonly onSave: (tags: readonly string[]) => void;
}) {
  const t = useSentences('inbox-pane');
  const shell = useSentences('shell');
  const [chosen, setChosen] = useState([...tags]);
  return (
    <Dialog title={t('action.tags')} close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          close();
          onSave(chosen);
        }}
      >
        <Stack>
          <TagsInput
            data-autofocus
            label={t('tags.label')}
            description={t('tags.about')}
            maxTags={MOST_TAGS}
            maxLength={LONGEST_TAG}
            acceptValueOnBlur
            value={chosen}
            onChange={(all) => setChosen(all.map((tag) => tag.trim()).filter((tag) => tag !== ''))}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {shell('action.cancel')}
            </Button>
            <Button type="submit">{shell('action.save')}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
