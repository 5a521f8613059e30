import { expect, test } from 'vitest';
import { detectIntent } from './detect-intent.ts';
import { withoutGreeting } from './without-greeting.ts';

test('a question is left without the greeting before it and the thanks after it', () => {
  expect(withoutGreeting('Hello, where is my order? Thanks!')).toBe('where is my order');
  expect(withoutGreeting('你好，请问怎么退货')).toBe('怎么退货');
  expect(withoutGreeting('where is my order?')).toBe('where is my order?');
  expect(withoutGreeting('hi there')).toBe('hi there');
});

test.each([
  ['你好请问怎么退货', 'zh-CN', '怎么退货'],
  ['在吗我要退货', 'zh-CN', '我要退货'],
  ['怎么退货谢谢', 'zh-CN', '怎么退货'],
  ['早，怎么退货', 'zh-CN', '怎么退货'],
  ['こんにちは返品したい', 'ja', '返品したい'],
  ['ありがとう。返品は', 'ja', '返品は'],
  ['สวัสดีครับอยากคืนสินค้า', 'th', 'อยากคืนสินค้า'],
  ['คืนเงินยังไงขอบคุณครับ', 'th', 'คืนเงินยังไง'],
  ['안녕하세요반품하고싶어요', 'ko', '반품하고싶어요'],
])('so it is where no spaces are set: %s', (text, language, core) => {
  expect(withoutGreeting(text, language)).toBe(core);
});

test.each([
  ['アリーナの予約方法', 'ja'],
  ['アリエール洗剤の在庫', 'ja'],
  ['ナイスデイ', 'ja'],
  ['ハローワークの場所', 'ja'],
  ['ハローキティの在庫', 'ja'],
  ['ヘルプデスクの電話番号', 'ja'],
  ['サンキューカードはいくら', 'ja'],
  ['ドモホルンリンクルの値段', 'ja'],
  ['ヤーマンの保証', 'ja'],
  ['ありあけハーバーの在庫', 'ja'],
  ['ﾅｲｽﾃﾞｲの値段', 'ja'],
  ['早餐券怎么用', 'zh-CN'],
  ['早教课程多少钱', 'zh-CN'],
  ['晚安面膜怎么用', 'zh-CN'],
  ['感谢信怎么写', 'zh-CN'],
  ['再见爱人在哪看', 'zh-CN'],
  ['嗨购卡怎么用', 'zh-CN'],
  ['多谢款待套餐', 'zh-CN'],
  ['拜拜肉按摩仪', 'zh-CN'],
  ['不错的耳机', 'zh-CN'],
  ['亲子装有货吗', 'zh-CN'],
  ['謝謝參與怎麼兌獎', 'zh-TW'],
  ['บายพาสหัวใจราคาเท่าไหร่', 'th'],
  ['ฮายด์พาร์คเปิดกี่โมง', 'th'],
  ['บายศรีราคาเท่าไหร่', 'th'],
  ['โชคดีติ่มซำสาขาไหน', 'th'],
  ['ขอบคุณการ์ดราคาเท่าไหร่', 'th'],
  ['하이패스 충전', 'ko'],
  ['하이마트 위치', 'ko'],
  ['굿모닝하우스 예약', 'ko'],
  ['헬로키티 가방', 'ko'],
])('a word that only begins like a courtesy stays whole: %s', (text, language) => {
  expect(withoutGreeting(text, language)).toBe(text);
});

test.each([
  ['ノート', 'ja'],
  ['ノースリーブ', 'ja'],
  ['ハイネック', 'ja'],
  ['カスタム', 'ja'],
  ['カスタネット', 'ja'],
  ['ストップウォッチ', 'ja'],
  ['バカンス', 'ja'],
  ['デブリ', 'ja'],
  ['イヤリング', 'ja'],
  ['イヤホン', 'ja'],
  ['サンキューカード', 'ja'],
  ['アリーナ', 'ja'],
  ['ありますか', 'ja'],
  ['无人机', 'zh-CN'],
  ['垃圾桶', 'zh-CN'],
  ['滚筒洗衣机', 'zh-CN'],
  ['无人超市', 'zh-CN'],
  ['ดีแทค', 'th'],
  ['พอตไฟฟ้า', 'th'],
  ['โอเมก้า', 'th'],
  ['คะแนนสะสม', 'th'],
  ['กากเพชร', 'th'],
  ['바이오', 'ko'],
  ['네일', 'ko'],
  ['노트북', 'ko'],
])('what is sold says nothing by the words in it: %s', (text, language) => {
  expect(detectIntent(text, language)).toBeUndefined();
});
