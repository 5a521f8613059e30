import { ActionIcon, Group, Progress, Stack, Text } from '@mantine/core';
import { IconFile, IconPhoto, IconX } from '@tabler/icons-react';
import { useSentences } from '../../../i18n.ts';
import type { Attachment } from './use-attachments.ts';

/** The files that go with the next reply, and how far they are. */
export function AttachmentList({
  attachments,
  onRemove,
}: {
  readonly attachments: readonly Attachment[];
  readonly onRemove: (key: string) => void;
}) {
  const t = useSentences('inbox-pane');
  if (attachments.length === 0) return null;
  return (
    <Stack component="ul" gap={4} m={0} p={0} style={{ listStyle: 'none' }} aria-label={t('attach.list')}>
      {attachments.map(({ key, name, progress, uploaded, problem }) => {
        const Sign = uploaded?.kind === 'image' ? IconPhoto : IconFile;
        return (
          <Group key={key} component="li" gap="xs" wrap="nowrap">
            <Sign size={16} style={{ flex: 'none' }} aria-hidden />
            <Stack gap={2} flex={1} miw={0}>
              <Text size="sm" truncate>
                <bdi>{name}</bdi>
              </Text>
              {problem && (
                <Text size="xs" c="var(--mantine-color-error)" role="alert">
                  {t(`attach.${problem}`)}
                </Text>
              )}
              {!uploaded && !problem && (
                <Progress size="xs" value={Math.round(progress * 100)} aria-label={t('attach.progress', { name })} />
              )}
            </Stack>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={32}
              aria-label={t('attach.remove', { name })}
              onClick={() => onRemove(key)}
            >
              <IconX size={16} aria-hidden />
            </ActionIcon>
          </Group>
        );
      })}
    </Stack>
  );
}
