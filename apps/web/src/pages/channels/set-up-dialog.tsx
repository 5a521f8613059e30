import { Modal } from '@mantine/core';
import { useSentences } from '../../i18n.ts';
import { ByHand } from './by-hand.tsx';
import type { Account } from './use-account-actions.ts';

/** Shows once more what was to be put where on the platform's side. */
export function SetUpDialog({
  account,
  isOpen,
  onClose,
}: {
  readonly account: Account;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const t = useSentences('channels');
  const shell = useSentences('shell');
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size="lg"
      title={t('action.setUp')}
      closeButtonProps={{ 'aria-label': shell('action.close') }}
    >
      <ByHand account={account} />
    </Modal>
  );
}
