import { type Locale, languageOf } from '@answerdesk/domain';

/**
 * What the words of a language do to a claim. `neutral` ones add nothing that must be proved; `negators` turn it round;
 * `limiters` say how far it goes; `we` and `you` say who does it.
 */
export interface WordList {
  readonly neutral: ReadonlySet<string>;
  readonly negators: ReadonlySet<string>;
  readonly limiters: ReadonlySet<string>;
  readonly we: ReadonlySet<string>;
  readonly you: ReadonlySet<string>;
  /** Between two claims of one sentence. */
  readonly joints: ReadonlySet<string>;
  /** Articles that may come and go; German ones stay, since they tell who does it to whom. */
  readonly idle: ReadonlySet<string>;
  /** Greetings, thanks and requests, in scripts without spaces whole clauses: they claim nothing, not even a yes. */
  readonly polite: ReadonlySet<string>;
}

type Written = Readonly<
  Record<'neutral' | 'negators' | 'limiters' | 'we' | 'you' | 'joints' | 'idle' | 'polite', string>
>;

const written: Readonly<Record<string, Written>> = {
  en: {
    neutral:
      "a an the this that these those it its it's that's is are was were be been being do does did can could may might will would we'll you'll we're you're have has had of to in on at for with by from as into and or but so then than we our us ours i my me you your yours they their them there here who which what when where how why please thank thanks hello hi dear sorry happy glad welcome help course also too just well yourself",
    negators: 'no not never none nobody nothing nowhere neither nor cannot',
    limiters:
      'only always after before until till since within unless except if every all any each both free guaranteed guarantee least most more less over under above below up maximum minimum must should required optional instead during once twice first last immediately without unable impossible unavailable excluded excluding refuse refused forbidden prohibited false provided providing subject depending',
    we: 'we i',
    you: 'you',
    joints: 'and or but',
    idle: 'a an the',
    polite: 'please thank thanks hello hi dear',
  },
  es: {
    neutral:
      'el la los las un una unos unas lo este esta estos estas ese esa eso esto es son era está están ser estar ha han hay he de del a al en con por para que como y e o u pero se su sus le les te tu tus mi nuestro nuestra nuestros nuestras nos nosotros usted ustedes tú puede puedes pueden podemos cuando donde cual quien por favor gracias hola claro también bien encantados',
    negators: 'no nunca jamás ningún ninguno ninguna ninguna nada nadie tampoco ni',
    limiters:
      'solo sólo solamente siempre después antes hasta desde dentro salvo excepto si cada todo toda todos todas cualquier ambos gratis gratuito gratuita gratuitos gratuitas garantizado menos más mínimo máximo partir debe deben obligatorio durante primero último sin imposible excluido prohibido',
    we: 'nosotros',
    you: 'usted ustedes tú',
    joints: 'y e o u pero',
    idle: 'el la los las un una unos unas lo',
    polite: 'gracias hola',
  },
  fr: {
    neutral:
      "le la les l' un une des du de d' ce c' cet cette ces il elle ils elles on est sont était être a ont avez avons avoir à au aux en dans avec par pour que qu' qui quoi comme et ou mais donc se s' sa son ses leur leurs notre nos votre vos nous vous je j' me m' mon ma mes te tu peut pouvez pouvons peuvent pourrez y quand où comment s'il plaît merci bonjour bien sûr aussi voici",
    negators: "ne n' pas jamais aucun aucune rien ni non",
    limiters:
      "seulement uniquement seul seule toujours après avant jusqu' jusque depuis sous sauf excepté hormis si chaque tout toute tous toutes gratuit gratuite gratuits gratuites garanti garantie moins plus minimum maximum partir doit doivent devez obligatoire pendant premier dernier sans impossible interdit interdite exclu exclus exclue exclues indisponible",
    we: 'nous on',
    you: 'vous tu',
    joints: 'et ou mais',
    idle: "le la les l' un une",
    polite: 'merci bonjour',
  },
  de: {
    neutral:
      'der die das den dem des ein eine einen einem einer eines dies diese dieser dieses diesen es ist sind war waren sein wird werden wurde hat haben habe kann können könnte darf dürfen zu zum zur in im an am auf für mit von vom bei beim aus als um und oder aber so dass wie was wer wo wann wir unser unsere unseren unserem uns ich mein du dein ihr ihre ihren ihrem ihnen sie man sich bitte danke hallo gerne gern leider natürlich auch da hier',
    negators: 'nicht kein keine keinen keinem keiner keines nie niemals nichts niemand weder noch nein',
    limiters:
      'nur immer nach vor bis seit innerhalb binnen außer wenn falls jede jeder jedes jeden alle allen beide kostenlos gratis kostenfrei garantiert mindestens höchstens mehr weniger über unter ab muss müssen sollte pflicht stattdessen während einmal erste erst letzte sofort ohne sofern vorausgesetzt unmöglich ausgeschlossen verboten ausgenommen',
    we: 'wir ich',
    you: 'sie du ihr',
    joints: 'und oder aber sondern',
    idle: '',
    polite: 'bitte danke hallo',
  },
  it: {
    neutral:
      "il lo la i gli le l' un uno una di del dello della dei degli delle a al allo alla ai agli alle da dal dalla in nel nella nei con su sul sulla per che come e ed o ma è sono era essere ha hanno abbiamo può puoi possono possiamo si suo sua suoi nostro nostra nostri nostre ci noi lei voi tu tuo tua questo questa questi queste quello cui quando dove chi favore grazie ciao salve certo anche bene",
    negators: 'non no mai nessun nessuno nessuna niente nulla né neppure',
    limiters:
      'solo soltanto solamente sempre dopo prima fino entro salvo tranne se ogni tutto tutta tutti tutte qualsiasi entrambi gratis gratuito gratuita gratuiti gratuite garantito meno più minimo massimo almeno partire deve devono obbligatorio durante oltre primo ultimo senza impossibile escluso esclusi vietato',
    we: 'noi',
    you: 'lei voi tu',
    joints: 'e ed o ma',
    idle: "il lo la i gli le l' un uno una",
    polite: 'grazie ciao salve',
  },
  pt: {
    neutral:
      'o a os as um uma uns umas de do da dos das em no na nos nas com por pelo pela para que como e ou mas é são era ser estar está estão tem têm temos há pode podem podemos pode-se se seu sua seus suas nosso nossa nossos nossas nós eu você vocês te isto isso este esta esse essa ao aos à às quando onde qual quem favor obrigado obrigada olá claro também bem',
    negators: 'não nunca jamais nenhum nenhuma nada ninguém nem tampouco',
    limiters:
      'só somente apenas sempre depois após antes até desde dentro exceto salvo se cada todo toda todos todas qualquer ambos grátis gratuito gratuita gratuitos gratuitas garantido menos mais mínimo máximo partir deve devem obrigatório durante primeiro último sem impossível excluído proibido',
    we: 'nós eu',
    you: 'você vocês tu',
    joints: 'e ou mas',
    idle: 'o a os as um uma uns umas',
    polite: 'obrigado obrigada olá',
  },
  nl: {
    neutral:
      'de het een dit dat deze die is zijn was waren wordt worden werd hebben heeft heb kan kunt kunnen mag mogen zal zult zullen te om in op aan voor met van bij uit als en of maar dus dan hoe wat wie waar wanneer wij we ons onze ik mijn u uw je jij jouw jullie ze zij hun men zich er hier daar alstublieft dank bedankt hallo graag helaas natuurlijk ook',
    negators: 'niet geen nooit niets niemand noch nee',
    limiters:
      'alleen slechts altijd na tot sinds binnen behalve tenzij indien elke elk ieder iedere alle allemaal beide gratis kosteloos gegarandeerd minstens minimaal maximaal meer minder boven onder vanaf moet moeten verplicht tijdens eerste laatste direct zonder onmogelijk uitgesloten verboten uitgezonderd',
    we: 'wij we ik',
    you: 'u je jij jullie',
    joints: 'en of maar',
    idle: 'de het een',
    polite: 'alstublieft dank bedankt hallo',
  },
  zh: {
    neutral:
      '的 了 是 在 和 与 與 或 以及 我们 我們 您 你 您的 你的 我们的 我們的 可以 能 会 會 也 就 都 请 請 谢谢 謝謝 您好 你好 这 這 那 这个 這個 它 有 为 為 于 於 到 从 從 对 對 把 被 将 將 会在 呢 吗 嗎 啊 哦 来 來 去 当然 當然 进行 進行 通过 通過 后续',
    negators: '不 没 沒 没有 沒有 无 無 非 未 别 別 勿 禁止 不能 不会 不會 不可 无法 無法 不支持 不是 无需 無需 谢绝',
    limiters:
      '只 仅 僅 只有 总是 總是 之前 之后 之後 以前 以后 以後 以内 以內 内 內 前 后 後 直到 除 除了 除外 如果 每 每个 所有 全部 任何 免费 免費 保证 保證 至少 最多 最少 最低 最高 超过 超過 满 滿 以上 以下 必须 必須 期间 期間 首次 立即',
    we: '我们 我們',
    you: '您 你',
    joints: '但 但是 而 而且',
    idle: '',
    polite: '谢谢 謝謝 您好 你好 请 請',
  },
  ja: {
    neutral:
      'の は が を に へ と で も や から より ます です した する して いる ある こと もの ため お ご この その これ それ 私たち 私ども 当店 弊社 お客様 あなた できます でき いただけ いただけます ください なり なります ございます おり おります れ られ られる さ せ た て だ よう はい 方 また そして どうぞ ありがとう ありがとうございます こんにちは か ね よ な り れる い',
    negators: 'ない ません なし 不可 不 無 非 未 ず ぬ なく なかっ ん 禁止 対象外 できません',
    limiters:
      'のみ だけ しか 必ず 常に 後 前 まで 以内 以降 以前 以上 以下 未満 除く 除き 場合 毎 各 全て すべて 全 無料 保証 最低 最大 少なくとも 超える 期間 初回 すぐ',
    we: '私たち 私ども 当店 弊社',
    you: 'お客様 あなた',
    joints: 'が しかし',
    idle: '',
    polite: 'ありがとう ありがとうございます こんにちは',
  },
};

const read = new Map(Object.entries(written).map(([language, words]) => [language, listOf(words)]));

/** The words of a language that are known here; undefined for others, where nothing but whole sentences can be checked. */
export function wordListOf(locale: Locale): WordList | undefined {
  return read.get(languageOf(locale));
}

function listOf(words: Written): WordList {
  const setOf = (text: string) => new Set(text.split(' '));
  return {
    neutral: setOf(words.neutral),
    negators: setOf(words.negators),
    limiters: setOf(words.limiters),
    we: setOf(words.we),
    you: setOf(words.you),
    joints: setOf(words.joints),
    idle: setOf(words.idle),
    polite: setOf(words.polite),
  };
}
