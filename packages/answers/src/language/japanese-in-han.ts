/** Forms of characters that Japanese alone has. */
const JAPANESE_FORMS =
  /[営駅円価応対売黒検験県図団変帰広払済辺齢歯込働枠畑栄桜銭鉄顔拝荘薬楽歓権観気縄鶏両戻択沢駄覚択継続総経済処単厳戦満発]/u;
/** What is written so in Japanese, and otherwise in Chinese. */
const JAPANESE_WORDS =
  /返品|送料|在庫|注文|領収書|請求書|予約|返金|荷物|返送|店舗|問合|無料|会員|手続|受取|受付|支払|営業|到着|再配達|電話番号|見積|割引|納期|定休日|品切|状況|配送料/u;
/** Characters that hold Chinese sentences together; modern Japanese does without them. */
const CHINESE = /[我你您他她们們吗嗎呢吧这這那哪怎么麼什谁誰没沒还還给給请請帮幫把跟就都很太了的是在有要想能不几幾]/u;

/** Whether a text in Han characters alone is Japanese; undefined where it may as well be Chinese. */
export function isJapaneseInHan(text: string): boolean | undefined {
  if (CHINESE.test(text)) return false;
  return JAPANESE_FORMS.test(text) || JAPANESE_WORDS.test(text) ? true : undefined;
}
