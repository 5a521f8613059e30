// Owns every sentence the system itself says, in every language it says them.
export { type CustomerSentence, createSentences, customerLanguages, type Sentences, type Tone } from './sentences.ts';
