/** What a customer's words show beside what they ask. */
export const emotionNames = ['anger', 'disappointment', 'urgency', 'satisfaction'] as const;
export type EmotionName = (typeof emotionNames)[number];

/** How likely (0–1) each emotion is to be in a text, and which one leads: `neutral` where none is likely enough. */
export type Emotion = Readonly<Record<EmotionName, number>> & { readonly leading: EmotionName | 'neutral' };
