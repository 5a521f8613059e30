/**
 * Words so frequent in their language that sharing them means little, whatever a tenant's own few texts suggest: the
 * commonest function words of the languages that most customers write.
 */
const FUNCTION_WORDS = [
  "a an the and or but if of in on at to for from by with about into over is are was were be been am do does did have has had can could will would should may might must i you he she it we they me him her us them my your his its our their this that these those there here what which who how when where why not no yes so than then as just also please any some all more i'm don't it's what's can't i've",
  'el la los las un una unos unas y o pero si de del en a al para por con sin sobre es son era fue ser estar está están hay he ha han tengo tiene puedo puede pueden quiero yo tú él ella usted nosotros ustedes ellos me te se lo le les nos mi mis su sus este esta esto ese esa eso qué que quién cómo cuándo cuánto dónde por no sí muy más ya también',
  'der die das den dem des ein eine einen einem einer und oder aber wenn von in im an am auf zu zum zur für mit ohne über ist sind war waren sein habe hat haben kann können wird werden ich du er sie es wir ihr mich mir dich uns mein dein was wer wie wann wo warum nicht kein ja nein so auch noch nur schon',
  'le la les un une des du de et ou mais si dans en à au aux pour par avec sans sur est sont était être ai as a avons avez ont peux peut je tu il elle nous vous ils elles me te se mon ma mes ton votre vos notre son sa ses ce cette ces que qui quoi comment quand où pourquoi ne pas non oui plus aussi',
  'o os as um uma e ou mas se de do da dos das em no na nos nas para por com sem sobre é são foi ser estar tem tenho posso pode eu tu você ele ela nós eles me te meu minha seu sua isto isso que quem como quando onde não sim mais também',
  'il lo gli i una di del della dei in nel a al per con su è sono era essere ho ha hanno posso può io lui lei noi voi loro mi ti si mio mia tuo suo questo questa che chi come quando dove perché non più anche',
  '的 了 是 我 你 您 他 她 们 在 有 和 就 不 也 都 吗 呢 吧 啊 请 问 这 那 要 会 能 可 以 什 么 怎 样 一 个 到 去 很',
  'は が を に で と も の へ や か ね よ です ます する した して い う て な る',
].flatMap((words) => words.split(' '));

const common = new Set(FUNCTION_WORDS);
const SHARE = 0.7;

/** How much of its weight a word keeps (0–1), given how common it is in its language at large. */
export function backgroundWeight(word: string): number {
  return common.has(word) ? SHARE : 1;
}
