/** A word of a message as phrases are written in: without case, accents, width and stretched letters. */
export interface Word {
  readonly text: string;
  /** Where it stands in the message. */
  readonly start: number;
  readonly end: number;
  /** A sentence ends before it. */
  readonly isAfterStop: boolean;
  /** The characters of a script that sets no spaces are words by themselves. */
  readonly isUnspaced: boolean;
  /** Goes on the word in katakana that the character before it is of. */
  readonly isWithin: boolean;
}

const UNSPACED =
  '\\p{sc=Han}\\p{sc=Hiragana}\\p{sc=Katakana}ー々〆\\p{sc=Hangul}\\p{sc=Thai}\\p{sc=Lao}\\p{sc=Khmer}\\p{sc=Myanmar}';
const PIECE = new RegExp(
  `(?<unspaced>[${UNSPACED}])|(?<word>(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}'’‘\`´ʼ\\u200c\\u200d])+)|(?<emoji>\\p{Extended_Pictographic})|(?<stop>[.!?…;؟।\\n。！？；])`,
  'gu',
);
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');
/** A foreign word in Japanese is one run of these. */
const KATAKANA = /^[\p{sc=Katakana}ーｰ]/u;
const APOSTROPHES = /['’‘`´ʼ]/gu;
/** Words that French and Italian join to the next one. */
const JOINED = /^(?:l|d|j|c|n|m|s|t|qu|quelqu|un|all|dell|nell|sull|dall|quest)$/u;
/** Accents of Latin, Greek and Cyrillic, vowel points of Hebrew and Arabic, the Arabic stretch, the dot of Devanagari. */
const MARKS = /[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u0652\u0670]|\u200c|\ufe0f|\u093c|\u200d/gu;
const STRETCHED = /([\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}])\1+/gu;
const PLAIN = /^[a-z]+$/u;
const LONG_STRETCHED = /(\p{L})\1{2,}/gu;
const TRADITIONAL =
  '轉個們這來時說會對發經學過還沒麼嗎請問買賣點開關電車門間長東樂國語讓認應該實體幫號錢單貨費換訂處營業據連線謝繫聯與員務專讚見滾機廢媽幹爛騷擾訊騙無幾項兩頭誰後續復覆錯誤題決並將閉閱癡傳囉嘍啟繼類總結終於討厭態虧賠償愛歡氣罵髒豬雞爺嚇煩惱鬧滅殺壞賤詐盜腦殘麽兒樣邊裡裏歲陽陰護給託編係夠覺職負責協談訴盡儘趕緊勞駕貴顧詢絡諮級櫃檯臺撥傾繁師闆髮講維廠簽聲喚戶帳賬導辦領層隊組織現網頁報紙飛馬魚龍壓歷曆廳憑擇擔擁擬擴攜敗敵數斷暫書條構標檔檢權歐歸況準測滿漲潔濟灣燈爭為牆獎環產當療瘋監盤確碼禮種稱積穩窩競筆節範築簡糾約納細絕統綁綠練縣縮績繞繳聖聞聽聰膚臉臨舉舊藝藥藍術裝複規視覽觀計記訪設許診註評詞試詳誠調論諒謊識證譯議讀變財販貪貼賀資質購賺贈贏跡踐軟輕載輛輸辭農運達遞遠適遲選遺郵鄰醫釋針釘錄鍵鎖鏡鐘鐵鑰閃陳陸階際隨險雙離難雲靈靜響順須預顏額風飯飲館驗驚鬆鮮麥黃齊齡爾錶徵僱罰屍佔併佈內冊凍創劃勝勢勵勸參嚴壇壯夢夥奪奧婦嬰寧寶尋屬嶄幣廣強彈彎徑從徹恆悶惡慣慮慶憂憤懷戀戰拋掃揚損搶撿擊擋攔攝攤敘斃溝課價戲樓緒慘頒塊匯餘倉傷優儲兌圍園圓團圖場墊壽奮娛孫寫寬屆島帥帶張恥懶掛採揮搖擠曬棄榮毀漢潤煙熱牽狀獨獲瑪畫異疊眾礙祕稅窮糧紛紹繪罷羅義習腳膽興莊華萬葉蓋蘋虛蟲補襪親觸訓豐賞賴軍遊週遙醜銀銷鋪閒隱韓頓頻顆餓麵';
const SIMPLIFIED =
  '转个们这来时说会对发经学过还没么吗请问买卖点开关电车门间长东乐国语让认应该实体帮号钱单货费换订处营业据连线谢系联与员务专赞见滚机废妈干烂骚扰讯骗无几项两头谁后续复复错误题决并将闭阅痴传啰喽启继类总结终于讨厌态亏赔偿爱欢气骂脏猪鸡爷吓烦恼闹灭杀坏贱诈盗脑残么儿样边里里岁阳阴护给托编系够觉职负责协谈诉尽尽赶紧劳驾贵顾询络咨级柜台台拨倾繁师板发讲维厂签声唤户帐账导办领层队组织现网页报纸飞马鱼龙压历历厅凭择担拥拟扩携败敌数断暂书条构标档检权欧归况准测满涨洁济湾灯争为墙奖环产当疗疯监盘确码礼种称积稳窝竞笔节范筑简纠约纳细绝统绑绿练县缩绩绕缴圣闻听聪肤脸临举旧艺药蓝术装复规视览观计记访设许诊注评词试详诚调论谅谎识证译议读变财贩贪贴贺资质购赚赠赢迹践软轻载辆输辞农运达递远适迟选遗邮邻医释针钉录键锁镜钟铁钥闪陈陆阶际随险双离难云灵静响顺须预颜额风饭饮馆验惊松鲜麦黄齐龄尔表征雇罚尸占并布内册冻创划胜势励劝参严坛壮梦伙夺奥妇婴宁宝寻属崭币广强弹弯径从彻恒闷恶惯虑庆忧愤怀恋战抛扫扬损抢捡击挡拦摄摊叙毙沟课价戏楼绪惨颁块汇余仓伤优储兑围园圆团图场垫寿奋娱孙写宽届岛帅带张耻懒挂采挥摇挤晒弃荣毁汉润烟热牵状独获玛画异叠众碍秘税穷粮纷绍绘罢罗义习脚胆兴庄华万叶盖苹虚虫补袜亲触训丰赏赖军游周遥丑银销铺闲隐韩顿频颗饿面';
const LETTERS = new Map<string, string>([
  ...[...TRADITIONAL].map((letter, place): [string, string] => [letter, [...SIMPLIFIED][place] ?? letter]),
  ...[...'øđðłıςأإآٱؤئىیکےہۃةھ'].map((letter, place): [string, string] => [
    letter,
    [...'oddliσااااويييكيههه'][place] ?? letter,
  ]),
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['þ', 'th'],
  ['ँ', 'ं'],
]);

/** The words of a text in order, read up to `longest` UTF-16 units, and whether its last sentence is a question. */
export function readWords(text: string, longest: number): { readonly words: Word[]; readonly isAsked: boolean } {
  if (text.length <= longest && PLAIN.test(text)) {
    const word = { text: text.replace(STRETCHED, '$1'), start: 0, end: text.length };
    return { words: [{ ...word, isAfterStop: false, isUnspaced: false, isWithin: false }], isAsked: false };
  }
  const words: Word[] = [];
  let katakanaUntil: number | undefined;
  let isAfterStop = false;
  let isAsked = false;
  for (const found of text.slice(0, longest).matchAll(PIECE)) {
    const [piece] = found;
    const { stop, unspaced } = found.groups ?? {};
    if (stop !== undefined) {
      isAfterStop = true;
      isAsked ||= /[?？؟]/u.test(stop);
      continue;
    }
    const isWithin = katakanaUntil === found.index && KATAKANA.test(piece);
    katakanaUntil = KATAKANA.test(piece) ? found.index + piece.length : undefined;
    for (const folded of foldWord(piece)) {
      words.push({
        text: folded,
        start: found.index,
        end: found.index + piece.length,
        isAfterStop: isAfterStop && words.length > 0,
        isUnspaced: unspaced !== undefined,
        isWithin,
      });
      isAfterStop = false;
    }
  }
  return { words, isAsked };
}

/** Whether a text begins with a character of a script that sets no spaces; Korean counts as one. */
export function isUnspaced(text: string): boolean {
  return IS_UNSPACED.test(text);
}

function foldWord(word: string): string[] {
  if (PLAIN.test(word)) return [word.replace(STRETCHED, '$1')];
  const plain = word.normalize('NFKC').toLowerCase();
  const [first = '', ...others] = plain.split(APOSTROPHES);
  const parts = others.length > 0 && JOINED.test(first) ? [first, others.join('')] : [first + others.join('')];
  return parts.map(foldLetters).filter((part) => part !== '');
}

function foldLetters(word: string): string {
  if (PLAIN.test(word)) return word.replace(STRETCHED, '$1');
  const bare = word.normalize('NFD').replace(MARKS, '').normalize('NFC');
  let folded = '';
  for (const letter of bare) folded += LETTERS.get(letter) ?? hiraganaOf(letter);
  return folded.replace(STRETCHED, '$1').replace(LONG_STRETCHED, '$1');
}

/** Hiragana and katakana say the same: おぺれーたー is オペレーター. */
function hiraganaOf(letter: string): string {
  return letter >= 'ァ' && letter <= 'ヶ' ? String.fromCharCode(letter.charCodeAt(0) - 0x60) : letter;
}
