import { existsSync } from 'node:fs';
import { type Emotion, emotionNames } from '@answerdesk/domain';
import { readList } from '@answerdesk/testing';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datasetsDir } from '../../test/config.ts';
import { splitEmotionRows, splitOrdinaryRows } from '../../test/emotion-rows.ts';
import { detectEmotion, EMOTION_THRESHOLD, pressingEmotion } from './detect-emotion.ts';

const leadingIn = (language: string, text: string): Emotion['leading'] => detectEmotion(text, { language }).leading;

test.each([
  ['en', 'My order is broken again and nobody answers, this is unacceptable!', 'anger'],
  ['en', 'WHERE IS MY ORDER???', 'anger'],
  ['en', 'I expected so much more from you, I am disappointed', 'disappointment'],
  ['en', 'I need this right now, my flight leaves in an hour!', 'urgency'],
  ['en', 'great, thanks', 'satisfaction'],
  ['en', 'Where is my parcel?', 'neutral'],
  ['de', 'Das ist eine Frechheit, ich warte seit drei Wochen!', 'anger'],
  ['de', 'Ich bin sehr enttäuscht von der Qualität', 'disappointment'],
  ['de', 'Wo ist mein Paket?', 'neutral'],
  ['es', 'Esto es inaceptable, estoy harta de esperar', 'anger'],
  ['tr', 'Çok acil, hemen lazım', 'urgency'],
  ['zh-CN', '你们这是什么态度，气死我了！', 'anger'],
  ['zh-TW', '等了三個星期，太過分了', 'anger'],
  ['zh-CN', '我的包裹在哪里？', 'neutral'],
  ['ja', 'いい加減にしてください。返信がありません', 'anger'],
  ['ko', '품질이 너무 실망스럽네요', 'disappointment'],
  ['ar', 'هذا غير مقبول، أنا غاضب جدا', 'anger'],
  ['ar', 'الأمر عاجل جدا', 'urgency'],
  ['hi', 'बहुत बढ़िया, धन्यवाद', 'satisfaction'],
  ['vi', 'Tôi rất thất vọng về chất lượng', 'disappointment'],
])('in %s "%s" shows %s', (language, text, expected) => {
  expect(leadingIn(language, text)).toBe(expected);
});

test.each([
  ['en', 'I am not angry, I just want to know when it comes'],
  ['en', 'no problem, no rush'],
  ['de', 'Ich bin nicht verärgert, ich wollte nur fragen'],
  ['fr', 'Je ne suis pas en colère, je demande juste'],
  ['tr', 'Kızgın değilim, sadece soruyorum'],
  ['ja', '怒っていませんが、いつ届きますか'],
  ['ko', '화나지 않았어요, 그냥 물어보는 거예요'],
  ['zh-CN', '我没有生气，只是想问一下'],
  ['fa', 'عصبانی نیستم، فقط می پرسم'],
])('in %s a denied emotion is none: "%s"', (language, text) => {
  expect(pressingEmotion(detectEmotion(text, { language }))).toBeUndefined();
});

test('a denial ends with its sentence: what is said after it counts', () => {
  expect(leadingIn('en', 'No, I am furious')).toBe('anger');
  expect(leadingIn('en', 'It does not work. I am furious')).toBe('anger');
});

test.each([
  ['en', 'great, broken again, thanks a lot'],
  ['de', 'toll, schon wieder kaputt, vielen Dank auch'],
  ['es', 'genial, otra vez roto, muchas gracias'],
  ['ru', 'отлично, опять сломалось, большое спасибо'],
  ['zh-CN', '太棒了，又坏了，真是谢谢你们'],
])('in %s praise for what went wrong is no satisfaction: "%s"', (language, text) => {
  expect(leadingIn(language, text)).not.toBe('satisfaction');
});

test.each(['how do I dispute a charge', 'my card was stolen', 'why was I charged twice', 'the app shows an error'])(
  'ordinary business is not to be soothed: "%s"',
  (text) => {
    expect(pressingEmotion(detectEmotion(text, { language: 'en' }))).toBeUndefined();
  },
);

test('capitals, exclamation marks, stretched words and faces speak in every language', () => {
  const chance = (text: string) => detectEmotion(text, { language: 'nl' }).anger;
  expect(chance('HET WERKT NIET!!!')).toBeGreaterThan(chance('het werkt niet'));
  expect(leadingIn('sw', 'habari 😡😡')).toBe('anger');
  expect(leadingIn('de', 'suuuuuper, danke')).toBe('satisfaction');
});

test('whatever the text and language, each chance is between 0 and 1 and the leading one is the highest', () => {
  const languages = fc.constantFrom('en', 'zh-CN', 'ar', 'th', 'vi', 'xx', '');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), languages, (text, language) => {
      const emotion = detectEmotion(text, { language });
      const highest = Math.max(...emotionNames.map((name) => emotion[name]));
      for (const name of emotionNames) expect(emotion[name] >= 0 && emotion[name] <= 1).toBe(true);
      if (emotion.leading === 'neutral') expect(highest).toBeLessThan(EMOTION_THRESHOLD);
      else expect(emotion[emotion.leading]).toBe(highest);
    }),
  );
});

test('on the list that others wrote, upset customers are told from calm ones', () => {
  const rows = readList('emotion').map(({ text, language, emotion }) => ({
    emotion,
    found: detectEmotion(text, { language }),
  }));
  const shareOf = (of: typeof rows, holds: (row: (typeof rows)[number]) => boolean) =>
    of.filter(holds).length / of.length;
  const isUpset = ({ emotion }: (typeof rows)[number]) => emotion === 'anger' || emotion === 'disappointment';
  const isCalm = ({ emotion }: (typeof rows)[number]) => emotion === 'neutral' || emotion === 'satisfaction';
  const leading = shareOf(rows, ({ emotion, found }) => found.leading === emotion);
  const upset = shareOf(rows.filter(isUpset), ({ found }) => {
    const pressing = pressingEmotion(found);
    return pressing === 'anger' || pressing === 'disappointment';
  });
  const soothed = shareOf(rows.filter(isCalm), ({ found }) => pressingEmotion(found) !== undefined);
  console.log(
    `list: ${(100 * leading).toFixed(0)} % named, ${(100 * upset).toFixed(0)} % of the upset, ${(100 * soothed).toFixed(0)} % of the calm soothed`,
  );
  expect(leading).toBeGreaterThan(0.7);
  expect(upset).toBeGreaterThan(0.68);
  expect(soothed).toBeLessThan(0.12);
});

const hasDatasets = existsSync(`${datasetsDir}/emotion`) && existsSync(`${datasetsDir}/nlu`);
if (!hasDatasets) console.log(`Skipped: how emotions are told, for there is no ${datasetsDir}/emotion (DATASETS_DIR).`);

describe.skipIf(!hasDatasets)('on texts held out', () => {
  const presses = (text: string) => pressingEmotion(detectEmotion(text, { language: 'en' })) !== undefined;
  const isUpset = (text: string) => {
    const pressing = pressingEmotion(detectEmotion(text, { language: 'en' }));
    return pressing === 'anger' || pressing === 'disappointment';
  };
  const shareOf = (rows: readonly { text: string }[], holds: (text: string) => boolean) =>
    rows.filter(({ text }) => holds(text)).length / rows.length;

  test('seven of ten angry English comments are told', async () => {
    const { heldOut } = await splitEmotionRows(datasetsDir);
    const isAngry = ({ label }: { label: string }) => label === 'anger' || label === 'disgust';
    const recall = shareOf(heldOut.filter(isAngry), isUpset);
    const told = heldOut.filter(({ text }) => isUpset(text));
    const sides = new Set(['anger', 'disgust', 'sadness']);
    console.log(
      `angry: recall ${recall.toFixed(3)}, precision ${(told.filter(isAngry).length / told.length).toFixed(3)}`,
      `(${(told.filter(({ label }) => sides.has(label)).length / told.length).toFixed(3)} with sadness)`,
    );
    expect(recall).toBeGreaterThanOrEqual(0.7);
  });

  test('of ordinary questions at most one in fifty is soothed', async () => {
    for (const [name, { train, heldOut }] of Object.entries(await splitOrdinaryRows(datasetsDir))) {
      const shares = { learntFrom: shareOf(train, presses), heldOut: shareOf(heldOut, presses) };
      console.log(`${name}: soothed ${(100 * shares.heldOut).toFixed(2)} % of those held out`);
      expect(shares.heldOut, name).toBeLessThanOrEqual(0.02);
      expect(shares.learntFrom, name).toBeLessThanOrEqual(0.02);
    }
  });
});
