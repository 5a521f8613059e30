import { ActionIcon, FileButton, Group, Text, Tooltip } from '@mantine/core';
import { IconEye, IconPaperclip } from '@tabler/icons-react';
import type { RefObject } from 'react';
import { writeInto } from '../../../components/write-into.ts';
import { useSentences } from '../../../i18n.ts';
import { EmojiPicker } from './emoji-picker.tsx';
import { replaced } from './written.ts';

/** What is at hand under the field: emoji, files, the look, and which marks there are. */
export function ComposerTools({
  field,
  text,
  isNote,
  isDisabled,
  isPhone,
  showsPreview,
  onPreview,
  onWrite,
  onFiles,
}: {
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly text: string;
  readonly isNote: boolean;
  readonly isDisabled: boolean;
  readonly isPhone: boolean;
  readonly showsPreview: boolean;
  readonly onPreview: () => void;
  readonly onWrite: (text: string) => void;
  readonly onFiles: (files: readonly File[]) => void;
}) {
  const t = useSentences('inbox-pane');
  const size = isPhone ? 44 : 34;
  const insert = (sign: string) => {
    const { selectionStart: from = text.length, selectionEnd: to = text.length } = field.current ?? {};
    const { text: next, caret } = replaced(text, from, to, sign);
    writeInto(field.current, () => onWrite(next), { from: caret });
    // What the sign was chosen from gives the focus back as it closes.
    requestAnimationFrame(() => field.current?.focus());
  };
  return (
    <Group gap={2} wrap="nowrap" miw={0}>
      <EmojiPicker isDisabled={isDisabled} size={size} onChoose={insert} />
      {!isNote && (
        <>
          <FileButton multiple onChange={onFiles} disabled={isDisabled} inputProps={{ 'aria-label': t('attach.add') }}>
            {(props) => (
              <Tooltip label={t('attach.add')}>
                <ActionIcon {...props} variant="subtle" size={size} aria-label={t('attach.add')} disabled={isDisabled}>
                  <IconPaperclip size={20} aria-hidden />
                </ActionIcon>
              </Tooltip>
            )}
          </FileButton>
          <Tooltip label={t('preview.show')}>
            <ActionIcon
              variant={showsPreview ? 'light' : 'subtle'}
              size={size}
              aria-label={t('preview.show')}
              aria-pressed={showsPreview}
              onClick={onPreview}
            >
              <IconEye size={20} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </>
      )}
      {!isPhone && (
        <Text size="xs" c="dimmed" truncate ms="xs">
          {isNote ? t('composer.noteHint') : t('composer.hint')}
        </Text>
      )}
    </Group>
  );
}
