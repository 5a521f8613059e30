// Owns every sentence the system itself says, in every language it says them.

export { createMailWords, type MailKind, type MailWords, mailLanguages } from './mail-words.ts';
export {
  loadScreenArea,
  nearestScreenLanguage,
  type ScreenArea,
  type ScreenLanguage,
  type ScreenSentence,
  type ScreenSentences,
  screenLanguages,
} from './screens.ts';
export { type CustomerSentence, createSentences, customerLanguages, type Sentences, type Tone } from './sentences.ts';
export { createStaffWords, type StaffSentence, type StaffWords } from './staff-words.ts';
export { loadWidgetWords, type WidgetWords, widgetLanguages } from './widget-words.ts';
