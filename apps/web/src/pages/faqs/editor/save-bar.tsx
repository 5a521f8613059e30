import { Button, Group, Paper, Text } from '@mantine/core';
import { useSentences } from '../../../i18n.ts';
import type { FaqEditor } from './use-faq-editor.ts';

/** At hand at the foot of the editor: what is not saved, and saving it. */
export function SaveBar({ editor }: { readonly editor: FaqEditor }) {
  const t = useSentences('faqs');
  const { isChanged, isSaving, saved, checked, mayPublish, isPublishable } = editor;
  const state = () => {
    if (checked.count > 0 && isChanged) return t('save.fix');
    if (isChanged) return t('save.unsaved');
    if (!saved) return '';
    if (saved.archivedAt) return t('save.saved');
    return t(saved.draft ? 'save.done' : 'save.published');
  };
  return (
    <Paper withBorder radius="lg" p="sm" mt="md" pos="sticky" bottom={12} style={{ zIndex: 2 }} shadow="sm">
      <Group justify="space-between" gap="xs">
        <Group gap="xs" flex="1 1 14rem" justify="space-between" wrap="nowrap">
          <Text size="sm" c="dimmed" role="status">
            {state()}
          </Text>
          {isChanged && saved && (
            <Button variant="subtle" px="sm" disabled={isSaving} onClick={editor.discard} style={{ flex: 'none' }}>
              {t('save.discard')}
            </Button>
          )}
        </Group>
        <Group gap="xs">
          <Button
            type="submit"
            variant="default"
            px="sm"
            disabled={!isChanged || isSaving}
            aria-keyshortcuts="Control+S Meta+S"
          >
            {t('save.draft')}
          </Button>
          {mayPublish && (
            <Button px="sm" disabled={!isPublishable || isSaving} loading={isSaving} onClick={editor.publish}>
              {t('action.publish')}
            </Button>
          )}
        </Group>
      </Group>
    </Paper>
  );
}
