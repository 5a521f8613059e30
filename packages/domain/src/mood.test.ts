import { expect, test } from 'vitest';
import type { Emotion } from './emotion.ts';
import { messageIdSchema } from './ids.ts';
import { type Mood, moodAfter, moodNow } from './mood.ts';

const calm: Emotion = { anger: 0.1, disappointment: 0, urgency: 0, satisfaction: 0, leading: 'neutral' };
const cross: Emotion = { ...calm, anger: 0.65, leading: 'anger' };
const furious: Emotion = { ...calm, anger: 0.95, leading: 'anger' };

function moodOf(...emotions: readonly Emotion[]): Mood | undefined {
  return emotions.reduce<Mood | undefined>(
    (mood, emotion, index) =>
      moodAfter(mood, { messageId: messageIdSchema.parse(`m${index}`), at: new Date(index), emotion }),
    undefined,
  );
}

test('a mood keeps its last five turns, and what was spoken to', () => {
  const soothedAt = { anger: new Date(0) };
  const mood = { turns: moodOf(cross, cross, cross, cross, cross)?.turns ?? [], soothedAt };
  const after = moodAfter(mood, { messageId: messageIdSchema.parse('m9'), at: new Date(9), emotion: calm });
  expect(after.turns.map(({ messageId }) => messageId)).toEqual(['m1', 'm2', 'm3', 'm4', 'm9']);
  expect(after.soothedAt).toBe(soothedAt);
});

test('a message that is dealt with again counts once', () => {
  const turn = { messageId: messageIdSchema.parse('m1'), at: new Date(1), emotion: cross };
  expect(moodAfter(moodAfter(undefined, turn), turn).turns).toEqual([turn]);
});

test('the trend says whether the emotion shown last grows or fades, and three calm turns end it', () => {
  expect(moodNow(undefined)).toBeUndefined();
  expect(moodNow(moodOf(calm))).toBeUndefined();
  expect(moodNow(moodOf(cross))).toEqual({ emotion: 'anger', trend: 'steady' });
  expect(moodNow(moodOf(calm, cross))).toEqual({ emotion: 'anger', trend: 'rising' });
  expect(moodNow(moodOf(cross, furious))).toEqual({ emotion: 'anger', trend: 'rising' });
  expect(moodNow(moodOf(furious, calm))).toEqual({ emotion: 'anger', trend: 'falling' });
  expect(moodNow(moodOf(furious, calm, calm))).toEqual({ emotion: 'anger', trend: 'steady' });
  expect(moodNow(moodOf(furious, calm, calm, calm))).toBeUndefined();
});
