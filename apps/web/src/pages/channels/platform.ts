import type { ChannelName } from '@answerdesk/domain';
import type { ScreenSentence } from '@answerdesk/locales';
import type { Icon } from '@tabler/icons-react';

type Sentence = ScreenSentence<'channels'>;

/** One thing to do on the platform's side. */
export interface PlatformStep {
  readonly text: Sentence;
  /** What to type there, word for word. */
  readonly copy?: string;
  /** Where it is done. */
  readonly open?: { readonly href: string; readonly label: Sentence };
}

/** Something that the platform gave, or that is agreed with it, and that is entered here; a secret unless `isPlain`. */
export interface PlatformField {
  readonly name: string;
  readonly label: Sentence;
  readonly hint: Sentence;
  readonly example: string;
  readonly form: RegExp;
  readonly wrongForm: Sentence;
  readonly isPlain?: true;
  readonly isOptional?: true;
  /** Ours to make up, with so many letters and digits: the same is entered on the platform's side. */
  readonly makes?: number;
  /** What is sent of what was entered, spaces around it gone already. */
  readonly read?: (entered: string) => string;
}

/** What only the owner can do on the platform's side once the account is stored here. */
export interface PlatformFinish {
  readonly title: Sentence;
  readonly where: Sentence;
  readonly waiting: Sentence;
  /** What is put there: the address that the platform calls, or the line that loads the chat into a page. */
  readonly puts: 'address' | 'snippet';
  /** Whether customers need an app package, which is made here. */
  readonly hasPackage?: true;
}

export interface Platform {
  readonly channel: ChannelName;
  readonly icon: Icon;
  /** Where the owner does the steps, by the name it goes by in every language; the owner's own pages without one. */
  readonly place?: string;
  readonly about: Sentence;
  /** The heading over the steps, where they are not on a platform's pages. */
  readonly heading?: Sentence;
  readonly steps: readonly PlatformStep[];
  readonly fields: readonly PlatformField[];
  readonly finish?: PlatformFinish;
  /** What to look at next when the platform refused, and when what was entered cannot be. */
  readonly refused: Sentence;
  readonly invalid: Sentence;
  /** Whether the platform lets in only servers whose address is on a list of its own. */
  readonly listsAddresses?: true;
}
