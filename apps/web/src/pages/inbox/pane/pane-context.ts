import { createContext } from 'react';

/** What the rows of a transcript need of the pane they are in. */
export const PaneContext = createContext<{
  /** Whether messages can be translated. */
  readonly canTranslate: boolean;
  /** Whether they are without being asked for. */
  readonly isAuto: boolean;
  /** Puts words into the composer. */
  readonly compose: (text: string) => void;
}>({ canTranslate: false, isAuto: false, compose: () => undefined });
