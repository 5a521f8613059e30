import { useState } from 'react';
import { ActionBar } from './action-bar.tsx';
import { type DialogName, useActions } from './actions.ts';
import { HeadDialogs } from './head-dialogs.tsx';
import type { PaneState } from './use-pane.ts';

/** What can be done with the conversation, and the dialog it asks in. */
export function Acts({ pane }: { readonly pane: PaneState }) {
  const { conversation, isMine, isPhone, verbs } = pane;
  const [dialog, setDialog] = useState<DialogName>();
  const actions = useActions(conversation, isMine, verbs, setDialog);
  return (
    <>
      <ActionBar actions={actions} isPhone={isPhone} isBusy={verbs.isBusy} />
      <HeadDialogs pane={pane} dialog={dialog} close={() => setDialog(undefined)} />
    </>
  );
}
