import type { ScreenSentence } from '@answerdesk/locales';
import { linkOptions } from '@tanstack/react-router';

/** The sections of the settings, in their order. */
export const sections = [
  { link: linkOptions({ to: '/settings/hours' }), label: 'tab.hours' },
  { link: linkOptions({ to: '/settings/texts' }), label: 'tab.texts' },
  { link: linkOptions({ to: '/settings/handover' }), label: 'tab.handover' },
  { link: linkOptions({ to: '/settings/brand' }), label: 'tab.brand' },
  { link: linkOptions({ to: '/settings/model' }), label: 'tab.model' },
  { link: linkOptions({ to: '/settings/retention' }), label: 'tab.retention' },
] as const satisfies readonly { readonly link: object; readonly label: ScreenSentence<'settings'> }[];
