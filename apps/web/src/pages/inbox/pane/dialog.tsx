import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSentences } from '../../../i18n.ts';
import classes from './pane.module.css';

/** A dialog of the pane's; drawn only while it is open, so that it begins anew each time. */
export function Dialog({
  title,
  close,
  size = 'md',
  children,
}: {
  readonly title: string;
  readonly close: () => void;
  readonly size?: 'md' | 'lg';
  readonly children: ReactNode;
}) {
  const shell = useSentences('shell');
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      size={size}
      classNames={{ inner: classes['dialogPlace'] ?? '', content: classes['dialog'] ?? '' }}
      // The ring around what has the focus needs some room.
      styles={{ body: { paddingTop: 4 } }}
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      {children}
    </Modal>
  );
}
