import { notifications } from '@mantine/notifications';
import { IconCheck, IconX } from '@tabler/icons-react';
import { sentences } from '../i18n.ts';
import { problemOf, problemSentence } from '../problem.ts';

/** Tells a person what has happened; a message with an `id` is shown once however often it is told. */
export function notify(message: string, kind: 'done' | 'failed' | 'plain' = 'done', id?: string): void {
  notifications.show({
    message,
    ...(id !== undefined && { id }),
    ...(kind === 'done' && { icon: <IconCheck size={18} aria-hidden /> }),
    ...(kind === 'failed' && { icon: <IconX size={18} aria-hidden />, color: 'red.8', autoClose: 10_000 }),
    closeButtonProps: { 'aria-label': sentences('shell')('action.close') },
  });
}

/** Tells a person why something failed; a lost session has its own way of being told. */
export function notifyFailure(error: unknown): void {
  if (problemOf(error) === 'UNAUTHORIZED') return;
  notify(sentences('shell')(problemSentence(error)), 'failed');
}
