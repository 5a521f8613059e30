import type { ChannelName } from '@answerdesk/domain';
import type { ScreenSentence } from '@answerdesk/locales';
import { type Icon, IconBrandTelegram } from '@tabler/icons-react';

/** One thing to do on the platform's side. */
export interface PlatformStep {
  readonly text: ScreenSentence<'channels'>;
  /** What to type there, word for word. */
  readonly copy?: string;
  /** Where it is done. */
  readonly open?: { readonly href: string; readonly label: ScreenSentence<'channels'> };
}

/** Something that the platform gave and that is entered here; every one is a secret. */
export interface PlatformField {
  readonly name: string;
  readonly label: ScreenSentence<'channels'>;
  readonly hint: ScreenSentence<'channels'>;
  readonly example: string;
  readonly form: RegExp;
  readonly wrongForm: ScreenSentence<'channels'>;
}

export interface Platform {
  readonly channel: ChannelName;
  readonly name: ScreenSentence<'channels'>;
  readonly about: ScreenSentence<'channels'>;
  readonly icon: Icon;
  readonly steps: readonly PlatformStep[];
  readonly fields: readonly PlatformField[];
}

/** Every channel one can connect, with what to click on its platform's side. A further channel is one more entry. */
export const platforms: Readonly<Record<ChannelName, Platform>> = {
  telegram: {
    channel: 'telegram',
    name: 'telegram.name',
    about: 'telegram.about',
    icon: IconBrandTelegram,
    steps: [
      { text: 'telegram.openBotFather', open: { href: 'https://t.me/BotFather', label: 'telegram.toBotFather' } },
      { text: 'telegram.newBot', copy: '/newbot' },
      { text: 'telegram.nameIt' },
      { text: 'telegram.copyToken' },
    ],
    fields: [
      {
        name: 'token',
        label: 'telegram.token',
        hint: 'telegram.tokenHint',
        example: '5312998877:AAF-x0…',
        form: /^\d{1,20}:[A-Za-z0-9_-]{5,100}$/,
        wrongForm: 'telegram.wrongToken',
      },
    ],
  },
};
