import { phraseKinds } from './phrase-kinds.ts';
import { readMessage } from './read-message.ts';

const LONGEST = 160;
const { notHelped, no, thanks, hello, filler } = phraseKinds;
/** Languages whose rejections are written out below, more strictly than as phrases. */
const written = new Set(['en', 'es', 'zh', 'de', 'fr', 'ja', 'ar']);

/** What says of the answer itself that it is none, wherever in a message it stands as a clause of its own. */
const always: readonly RegExp[] = [
  // English
  /^(?:but |sorry |unfortunately |well |no |nope )*(?:that|this|(?:that|this|the|your) (?:answer|reply|response|info|information))(?: really| still| just| unfortunately)? (?:did ?n[o']?t|didnt|does ?n[o']?t|doesnt|has ?n[o']?t|hasnt)(?: really| actually| quite)? (?:help|helped|answer|answered)(?: me)?(?: (?:my|the) question)?(?: (?:at all|much|either|though|one bit|unfortunately))*$/u,
  /^(?:but |sorry |unfortunately |well |no |nope )*(?:that|this|(?:that|this|the|your) (?:answer|reply|response))(?: is|'s| was|s)?(?: not|n't) (?:really |very |at all |quite )*(?:helpful|useful|an answer(?: to my question)?|the (?:right |correct )?answer(?: to my question)?|my question|answering my question|what i (?:asked|meant|wanted to know|was asking|was looking for)(?: for| about)?)(?: at all| though)?$/u,
  /^(?:but |sorry |no |nope )*(?:(?:that|this|it)(?: is|'s| was|s) |you gave me )?(?:just |simply |totally |completely )?(?:the |a |an )?(?:totally |completely )?(?:wrong|incorrect|useless|unhelpful) (?:answer|reply|response)$/u,
  /^(?:that|this|the|your) (?:answer|reply|response)(?: is|'s| was) (?:just |simply |totally |completely )?(?:wrong|incorrect|useless|unhelpful|no help|no use)$/u,
  /^(?:but |sorry |no )*you (?:did ?n[o']?t|didnt|have ?n[o']?t|havent|are ?n[o']?t|still have ?n[o']?t) (?:answer(?:ed|ing)? (?:my|the) question|understand (?:me|my question)|understood (?:me|my question))$/u,
  /^not what i (?:asked|meant|wanted to know|was asking|was looking for)(?: for| about)?$/u,
  // Spanish
  /^(?:pero |no |lo siento |lamentablemente )*(?:eso|esto|(?:esa|esta|la|tu|su) respuesta) no (?:me )?(?:ha )?(?:ayuda|ayudó|ayudo|ayudado|sirve|sirvió|sirvio|servido|responde|respondió|contesta|resuelve|resolvió)(?: a)?(?: mi (?:pregunta|duda))?(?: (?:de nada|para nada|en nada|nada|en absoluto|mucho))*$/u,
  /^(?:pero |no |es una |eso es una |esa es una |es la )*respuesta (?:es |fue |está )?(?:incorrecta|equivocada|errónea|erronea|inútil|inutil|mala)$/u,
  /^(?:(?:esa|esta|la|tu|su) )respuesta (?:es|fue|está) (?:incorrecta|equivocada|errónea|erronea|inútil|inutil|mala)$/u,
  /^(?:pero |no )*(?:eso |esto )?no (?:es|era|fue) lo que (?:(?:te |le )?(?:pregunté|pregunte|preguntaba|pedí|pedía)|quería saber)$/u,
  /^no (?:has |ha )?(?:respondido|respondiste|respondió|contestado|contestaste|contestó|entendido|entendiste|entendió)(?: a)? mi pregunta$/u,
  // Chinese
  /^(?:但是?|可是|不好意思)?(?:你的|您的|你|您|这个?|這個?|那个?|那個?|这样的?|這樣的?)?(?:回答|答案|回复|回覆|答复|答覆)?(?:并|並|完全|根本|真的|还是|還是|对我|對我)*(?:没有?|沒有?|不能|无法|無法)(?:帮助|幫助|解决我的问题|解決我的問題|帮到我|幫到我|帮上忙|幫上忙|回答我的?问题|回答我的?問題)(?:啊|呀|了|的|吧|呢)?$/u,
  /^(?:你|您|这|這|那)?(?:是)?(?:答非所问|答非所問)(?:啊|呀|了|吧)?$/u,
  /^(?:你的?|您的?|这个?|這個?|那个?|那個?)?(?:回答|答案|回复|回覆|答复|答覆)(?:是)?(?:错误?|錯誤?|不对|不對|不正确|不正確|没用|沒用)(?:的|了)?$/u,
  /^(?:你|您)(?:回答|答|说|說)(?:错|錯|得不对|得不對|的不对|的不對)了?$/u,
  /^(?:这|這|那)?(?:个|個)?(?:并|並)?不是我(?:想)?(?:问|問)的(?:问题|問題)?$|^(?:这|這|那)?(?:个|個)?(?:并|並)?不是我(?:想)?要的(?:回答|答案)$/u,
  // German
  /^(?:nein |aber |leider )*(?:das|dies|(?:die|diese|deine|ihre) antwort) (?:hilft|half|hat)(?: mir)?(?: leider| gar| überhaupt| auch| wirklich)* nicht(?: weiter| geholfen| weitergeholfen)?$/u,
  /^(?:nein |aber |leider )*(?:das (?:ist|war) )?(?:leider )?(?:die |eine )?(?:völlig |ganz )?(?:falsche|unpassende|nutzlose) antwort$/u,
  /^(?:die|diese|deine|ihre) antwort (?:ist|war) (?:leider )?(?:falsch|nicht richtig|nicht hilfreich|nutzlos)$/u,
  /^(?:nein |aber )*(?:das|dies) (?:(?:beantwortet|beantwortete) (?:leider )?meine frage(?: gar| überhaupt)? nicht|(?:ist|war)(?: leider| gar| überhaupt)* (?:nicht hilfreich|nicht meine frage|keine antwort(?: auf meine frage)?))$/u,
  /^(?:das|danach) (?:habe|hab|hatte) ich(?: gar| überhaupt)? nicht gefragt$|^(?:du hast|sie haben) meine frage nicht (?:beantwortet|verstanden)$/u,
  // French
  /^(?:non |mais |désolée? |malheureusement )*(?:ça|ca|cela|ceci|(?:cette|la|ta|votre) réponse) (?:ne |n')?(?:m'aide|aide|m'a|a|m'ont)(?: vraiment)? pas(?: du tout| vraiment)?(?: aidée?)?(?: du tout)?$/u,
  /^(?:non |mais )*(?:ça|ca|cela|ceci|(?:cette|la|ta|votre) réponse) (?:ne )?répond pas(?: du tout)? à ma question$/u,
  /^(?:non |mais )*(?:ce|c') ?(?:n')?est (?:pas|pas du tout) (?:ce que je (?:demande|demandais|cherchais|voulais savoir)|la bonne réponse|ma question|une réponse)$/u,
  /^(?:c'est (?:une |la )?)?(?:mauvaise réponse|réponse (?:fausse|incorrecte|inutile))$|^(?:cette|la|ta|votre) réponse est (?:fausse|incorrecte|inutile|mauvaise)$/u,
  /^(?:mais )?(?:vous (?:ne |n')?avez|tu (?:ne |n')?as) pas (?:répondu à|compris) ma question$/u,
  // Japanese
  /^(?:その|この|あなたの)?(?:回答|答え|返答|返事|情報)(?:は|が|では)?(?:全然|全く|まったく|あまり)?(?:間違い(?:です)?|間違って(?:い?る|い?ます)|違(?:う|います)|役に立(?:たない|ちません(?:でした)?|ちませんでした|たなかった)|参考にな(?:らない|りません(?:でした)?))$/u,
  /^(?:それは?|これは?)?(?:質問の)?(?:答え|回答)になって(?:い?ません|い?ない)(?:です)?$|^(?:それは?|これは?)?(?:私が)?聞きたい(?:こと|の)(?:と(?:は)?違(?:う|います)|では(?:ありません|ない))$/u,
  // Arabic
  /^(?:لكن |للاسف |لا )*(?:هذا|هذه|ذلك|(?:هذه |هذا )?(?:الاجابه|الجواب|الرد)) (?:لم|لا|لن) (?:يساعدني|يساعد|تساعدني|تساعد|يفيدني|يفدني|تفيدني|تفدني|يجب (?:عن|علي) سوالي|تجب (?:عن|علي) سوالي)(?: ابدا| كثيرا)?$/u,
  /^(?:لم|لا) (?:يساعدني|تساعدني|يفدني|تفدني) (?:هذا|ذلك|(?:هذه |هذا )?(?:الاجابه|الجواب|الرد))$/u,
  /^(?:هذه |هذا |لا )?(?:ال)?(?:اجابه|جواب|رد) (?:خاطيه|خاطي|خطا|غير صحيحه|غير صحيح|غير مفيده|غير مفيد)$/u,
  /^(?:لم|لا) (?:تجب|تجيب|تجيبوا|تفهم|يجب) (?:(?:عن|علي) )?سوالي$|^(?:هذا )?ليس (?:ما سالت عنه|ما سالت|سوالي|جواب سوالي|الجواب الصحيح)$/u,
];

/** What says so only when nothing else is said: of something else it would be a fact. */
const alone: readonly RegExp[] = [
  /^(?:that|this|it)(?: is|'s| was|s) (?:just |totally |completely |simply )?(?:wrong|incorrect|not (?:right|correct|true|it|helpful|what i need)|no help|no use|useless)$/u,
  /^(?:it )?(?:did ?n[o']?t|didnt|does ?n[o']?t|doesnt) help(?: me)?(?: at all| much)?$|^that (?:did ?n[o']?t|didnt) (?:work|solve it)$/u,
  /^(?:wrong|incorrect|unhelpful|useless|not helpful|no help|not (?:right|correct))(?: at all)?$/u,
  /^no (?:me )?(?:ayuda|ayudó|ayudo|sirve|sirvió|sirvio|ha ayudado|ha servido)(?: (?:de nada|para nada|nada|en absoluto))?$|^(?:eso |esto )?(?:es incorrecto|no es correcto|está mal|no es así)$/u,
  /^(?:incorrecto|mal|inútil|equivocado)$/u,
  /^(?:这|這|那|这个|這個|完全|根本|对我|對我)*(?:没有?用|沒有?用|没有?帮助|沒有?幫助|不对|不對|错了?|錯了?|不正确|不正確|没解决|沒解決|没有解决|沒有解決)(?:啊|呀|的|吧)?$/u,
  /^(?:das (?:ist|war) )?(?:leider )?(?:falsch|nicht richtig|nicht hilfreich|stimmt nicht)$|^(?:das )?(?:stimmt|hilft) (?:leider )?(?:so )?nicht$|^hat nicht geholfen$/u,
  /^(?:c'est )?(?:faux|inutile|incorrect)$|^(?:ce |c')?(?:n')?est pas (?:ça|cela|correct|utile|juste|vrai)$|^pas utile$/u,
  /^(?:それは?|これは?)?(?:全然|全く|まったく)?(?:違(?:う|います)|間違い(?:です)?|間違って(?:い?る|い?ます)|役に立(?:たない|ちません(?:でした)?|たなかった)|解決(?:しない|しません(?:でした)?|しなかった|していません))$/u,
  /^(?:هذا )?(?:خطا|خاطي|غير صحيح|غير مفيد|ليس صحيحا|لا يساعد|لم يساعد|لم يساعدني|لا يفيد)$/u,
];

/** What people say round it. */
const around =
  /^(?:no|nope|nah|hmm+|ok|okay|well|sorry|thanks|thank you|hi|hello|nein|leider|danke|tut mir leid|non|merci|désolée?|gracias|lo siento|pues|不|不是|谢谢|謝謝|抱歉|いいえ|いや|すみません|ありがとう|لا|شكرا|اسف|عذرا)$/u;

/**
 * Whether a customer says in so many words that the answer they were given is none. Whoever asks, or tells of something else
 * that is wrong or did not help, does not; what is longer than 160 characters says more than that.
 */
export function rejectsAnswer(text: string): boolean {
  return saysRejection(text) !== 'not' || isAllRejection(text);
}

/** Whether a text is a rejection and nothing else, as phrases of any language that is understood have it. */
function isAllRejection(text: string): boolean {
  if (text.length > LONGEST) return false;
  const { readings, isAsked } = readMessage(text);
  if (isAsked) return false;
  return readings.some(
    ({ language, parts }) =>
      !written.has(language) &&
      parts.some(({ kinds }) => (kinds & notHelped) !== 0) &&
      parts.every(({ kinds }) => (kinds & (notHelped | no | thanks | hello | filler)) !== 0),
  );
}

/**
 * Whether a text rejects an answer, in English, Spanish, Chinese, German, French, Japanese or Arabic: `beside` something else
 * that it says, or `alone`.
 */
export function saysRejection(text: string): 'not' | 'beside' | 'alone' {
  if (text.length > LONGEST * 2) return 'not';
  const said = folded(text);
  if (said.length > LONGEST) return 'not';
  const clauses = [...said.matchAll(/([^.!?,;:…。！？，；：、\n]+)([.!?,;:…。！？，；：、\n]*)/gu)]
    .map(([, words = '', end = '']) => ({
      words: words.replaceAll(/[¿¡"“”()]/gu, '').trim(),
      isAsked: /[?？]/u.test(end),
    }))
    .filter(({ words }) => words !== '');
  const isOneOf = (patterns: readonly RegExp[], words: string) => patterns.some((pattern) => pattern.test(words));
  const others = clauses.filter(({ words }) => !around.test(words));
  const rejecting = others.filter(({ words, isAsked }) => !isAsked && isOneOf(always, words));
  const byThemselves = others.filter(({ words, isAsked }) => !isAsked && isOneOf(alone, words));
  if (rejecting.length > 0) return others.length > new Set([...rejecting, ...byThemselves]).size ? 'beside' : 'alone';
  return others.length > 0 && byThemselves.length === others.length ? 'alone' : 'not';
}

/** Without case, marks above letters in Arabic, and the many shapes of one apostrophe. */
function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[’‘`´]/gu, "'")
    .replaceAll(/[\u064b-\u0652\u0640]/gu, '')
    .replaceAll(/[أإآ]/gu, 'ا')
    .replaceAll(/ؤ/gu, 'و')
    .replaceAll(/[ىئ]/gu, 'ي')
    .replaceAll(/ة/gu, 'ه')
    .replaceAll(/؟/gu, '?')
    .replaceAll(/،/gu, ',')
    .replaceAll(/[^\S\n]+/gu, ' ')
    .trim();
}
