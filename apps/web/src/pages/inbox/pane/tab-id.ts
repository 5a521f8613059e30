import { newKey } from './outgoing.ts';

/** Names this browser tab among the person's, for as long as it is open. */
export const tabId = newKey();
