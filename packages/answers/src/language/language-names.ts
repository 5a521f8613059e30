/** Forms of names that ICU does not list: the language itself as people say it, and names inside a sentence. */
const said: Readonly<Record<string, string>> = {
  en: `english|inglese|ingles|inglés|inglês|anglais|englisch|engels|engelsk|engelska|englanti|englanniksi|angielski|angielsku|anglicky|
    angličtině|angličtinu|engleză|engleza|englezește|angol|angolul|ingilizce|tiếng anh|tieng anh|bahasa inggris|inggris|английски|
    английском|англійською|англійській|англійську|αγγλικά|αγγλικα|באנגלית|אנגלית|انجليزي|إنجليزي|بالإنجليزية|بالانجليزية|الانجليزية|
    الإنجليزية|بالانجليزي|بالإنجليزي|انگلیسی|अंग्रेजी|इंग्लिश|english में|angrezi|อังกฤษ|英文|英语|英語|영어`,
  es: `español|espanol|castellano|spanish|spanisch|espagnol|spagnolo|espanhol|spaans|spansk|spanska|espanja|espanjaksi|hiszpański|
    hiszpańsku|španělsky|španělštině|spaniolă|spaniola|spanyol|spanyolul|ispanyolca|tiếng tây ban nha|bahasa spanyol|испански|
    испанском|іспанською|ισπανικά|בספרדית|ספרדית|إسباني|اسباني|بالإسبانية|بالاسبانية|اسپانیایی|स्पेनिश|สเปน|西班牙语|西班牙文|西語|西班牙語|スペイン語|스페인어`,
  zh: `中文|汉语|漢語|华语|華語|国语|國語|普通话|普通話|mandarin|chinese|chinesisch|chinois|cinese|chino|chinês|chines|chinees|kinesisk|
    kinesiska|kiina|kiinaksi|chiński|chińsku|čínsky|čínštině|chineză|chineza|kínai|kínaiul|çince|tiếng trung|tieng trung|
    bahasa mandarin|bahasa cina|bahasa tionghoa|китайски|китайском|китайською|κινέζικα|κινεζικα|בסינית|סינית|صيني|بالصينية|چینی|चीनी|
    จีน|中国語|중국어`,
  'zh-CN': `简体中文|简体|簡體中文|簡體|simplified chinese|简中`,
  'zh-TW': `繁体中文|繁體中文|繁体|繁體|正體中文|正體|traditional chinese|繁中|台語中文|台湾中文|台灣中文`,
  'zh-HK': `广东话|廣東話|粤语|粵語|cantonese`,
  ja: `日本語|日语|日語|日文|japanese|japanisch|japonais|giapponese|japonés|japones|japonês|japans|japansk|japanska|japani|japaniksi|
    japoński|japońsku|japonsky|japonštině|japoneză|japoneza|japán|japánul|japonca|tiếng nhật|bahasa jepang|японски|японском|японською|
    ιαπωνικά|ביפנית|יפנית|ياباني|باليابانية|ژاپنی|जापानी|ญี่ปุ่น|일본어|nihongo`,
  ko: `한국어|한국말|韩语|韓語|韩文|韓文|韓国語|korean|koreanisch|coréen|coreano|koreaans|koreansk|koreanska|korea|koreaksi|koreański|
    koreańsku|korejsky|korejštině|coreeană|coreeana|koreai|koreaiul|korece|tiếng hàn|bahasa korea|корейски|корейском|корейською|
    κορεατικά|בקוריאנית|קוריאנית|كوري|بالكورية|کره‌ای|कोरियाई|เกาหลี|hangul`,
  ar: `العربية|عربي|بالعربية|بالعربي|عربى|arabic|arabisch|arabe|arabo|árabe|arabisk|arabiska|arabia|arabiaksi|arabski|arabsku|arabsky|
    arabštině|arabă|araba|arab|arabul|arapça|arapca|tiếng ả rập|bahasa arab|арабски|арабском|арабською|αραβικά|בערבית|ערבית|عربی|अरबी|
    อาหรับ|阿拉伯语|阿拉伯語|阿拉伯文|アラビア語|아랍어`,
  fr: `français|francais|french|französisch|franzosisch|francese|francés|frances|francês|frans|fransk|franska|ranska|ranskaksi|francuski|
    francusku|francouzsky|francouzštině|franceză|franceza|francia|franciául|fransızca|fransizca|tiếng pháp|bahasa prancis|французски|
    французском|французькою|γαλλικά|בצרפתית|צרפתית|فرنسي|بالفرنسية|فرانسوی|फ़्रेंच|फ्रेंच|ฝรั่งเศส|法语|法語|法文|フランス語|프랑스어|불어`,
  de: `deutsch|german|allemand|tedesco|alemán|aleman|alemão|alemao|duits|tysk|tyska|saksa|saksaksi|niemiecki|niemiecku|německy|nemecky|
    němčině|němčinu|germană|germana|german|német|németül|almanca|tiếng đức|bahasa jerman|немецки|немецком|німецькою|γερμανικά|בגרמנית|
    גרמנית|ألماني|الماني|بالألمانية|آلمانی|जर्मन|เยอรมัน|德语|德語|德文|ドイツ語|독일어|deutch`,
  it: `italiano|italian|italienisch|italien|italiaans|italiensk|italienska|italia|italiaksi|włoski|włosku|italsky|italštině|italiană|
    italiana|olasz|olaszul|italyanca|tiếng ý|bahasa italia|итальянски|итальянском|італійською|ιταλικά|באיטלקית|איטלקית|إيطالي|ايطالي|
    بالإيطالية|ایتالیایی|इतालवी|อิตาลี|意大利语|義大利文|義大利語|意大利文|イタリア語|이탈리아어|italien`,
  pt: `português|portugues|portuguese|portugiesisch|portugais|portoghese|portugués|portugees|portugisisk|portugisiska|portugali|
    portugaliksi|portugalski|portugalsku|portugalsky|portugalštině|portugheză|portugheza|portugál|portugálul|portekizce|
    tiếng bồ đào nha|bahasa portugis|португальски|португальском|португальською|πορτογαλικά|בפורטוגזית|פורטוגזית|برتغالي|بالبرتغالية|
    پرتغالی|पुर्तगाली|โปรตุเกส|葡萄牙语|葡萄牙語|葡萄牙文|ポルトガル語|포르투갈어|brasileiro`,
  nl: `nederlands|dutch|holländisch|niederländisch|néerlandais|neerlandais|olandese|holandés|neerlandés|holandês|hollandsk|nederländska|
    nederlandsk|holländska|hollanti|hollanniksi|niderlandzki|niderlandzku|holenderski|holendersku|nizozemsky|holandsky|olandeză|
    olandeza|neerlandeză|holland|hollandul|hollandaca|flemenkçe|tiếng hà lan|bahasa belanda|нидерландски|голландски|нидерландском|
    нідерландською|голландською|ολλανδικά|בהולנדית|הולנדית|هولندي|بالهولندية|هلندی|डच|ดัตช์|荷兰语|荷蘭文|荷蘭語|オランダ語|네덜란드어|vlaams`,
  pl: `polski|polsku|polish|polnisch|polonais|polacco|polaco|polonês|polones|pools|polsk|polska|puola|puolaksi|polsky|polštině|poloneză|
    poloneza|lengyel|lengyelül|lehçe|lehce|tiếng ba lan|bahasa polandia|польски|польском|польською|πολωνικά|בפולנית|פולנית|بولندي|
    بالبولندية|لهستانی|पोलिश|โปแลนด์|波兰语|波蘭文|ポーランド語|폴란드어`,
  tr: `türkçe|turkce|türkce|turkish|türkisch|turc|turco|turks|tyrkisk|turkiska|turkki|turkiksi|turecki|turecku|turecky|turečtině|turcă|
    turca|török|törökül|tiếng thổ nhĩ kỳ|bahasa turki|турецки|турецком|турецькою|τουρκικά|בטורקית|טורקית|تركي|بالتركية|ترکی|तुर्की|ตุรกี|
    土耳其语|土耳其文|トルコ語|터키어|튀르키예어`,
  ru: `русский|русски|русском|російською|russian|russisch|russe|russo|ruso|russisk|ryska|venäjä|venäjäksi|rosyjski|rosyjsku|rusky|
    ruštině|rusă|rusa|orosz|oroszul|rusça|rusca|tiếng nga|bahasa rusia|ρωσικά|ρωσικα|ברוסית|רוסית|روسي|بالروسية|روسی|रूसी|รัสเซีย|俄语|
    俄語|俄文|ロシア語|러시아어|russki`,
  uk: `українською|українська|українську|українській|украински|украинском|ukrainian|ukrainisch|ukrainien|ucraino|ucraniano|oekraïens|
    ukrainsk|ukrainska|ukraina|ukrainaksi|ukraiński|ukraińsku|ukrajinsky|ukrajinštině|ucraineană|ucraineana|ukrán|ukránul|ukraynaca|
    tiếng ukraina|bahasa ukraina|ουκρανικά|באוקראינית|אוקראינית|أوكراني|بالأوكرانية|اوکراینی|यूक्रेनी|ยูเครน|乌克兰语|烏克蘭文|ウクライナ語|우크라이나어`,
  vi: `tiếng việt|tieng viet|vietnamese|vietnamesisch|vietnamien|vietnamita|vietnamees|vietnamesisk|vietnamesiska|vietnam|vietnamiksi|
    wietnamski|wietnamsku|vietnamsky|vietnameză|vietnami|vietnamiul|vietnamca|bahasa vietnam|вьетнамски|вьетнамском|вʼєтнамською|
    в'єтнамською|βιετναμικά|בוויטנאמית|وיטנאמית|فيتنامي|بالفيتنامية|ویتنامی|वियतनामी|เวียดนาม|越南语|越南文|越南語|ベトナム語|베트남어`,
  id: `bahasa indonesia|indonesian|indonesisch|indonésien|indonesiano|indonesio|indonésio|indonesisk|indonesiska|indonesia|indonesiaksi|
    indonezyjski|indonezyjsku|indonésky|indoneziană|indonéz|indonézül|endonezce|tiếng indonesia|индонезийски|индонезийском|
    індонезійською|ινδονησιακά|באינדונזית|אינדונזית|إندونيسي|بالإندونيسية|اندونزیایی|इंडोनेशियाई|อินโดนีเซีย|印尼语|印尼文|インドネシア語|인도네시아어`,
  th: `ไทย|ภาษาไทย|thai|thailändisch|thaï|tailandese|tailandés|tailandês|thais|thailandsk|thailändska|thaiksi|tajski|tajsku|thajsky|
    thailandeză|thaiul|tayca|tiếng thái|bahasa thai|тайски|тайском|тайською|ταϊλανδικά|בתאית|תאית|تايلاندي|بالتايلاندية|تایلندی|थाई|
    泰语|泰文|タイ語|태국어`,
  hi: `हिंदी|हिन्दी|hindi|hindiksi|hindsky|hinduski|hindiül|hintçe|tiếng hindi|bahasa hindi|хинди|гінді|χίντι|בהינדי|הינדי|هندي|
    بالهندية|هندی|ฮินดี|印地语|印度文|ヒンディー語|힌디어`,
  da: `dansk|danish|dänisch|danois|danese|danés|danes|dinamarquês|deens|danska|tanska|tanskaksi|duński|duńsku|dánsky|dánštině|daneză|
    daneza|dán|dánul|danca|tiếng đan mạch|bahasa denmark|датски|датском|данською|δανικά|בדנית|דנית|دنماركي|بالدنماركية|دانمارکی|डेनिश|
    เดนมาร์ก|丹麦语|丹麥文|デンマーク語|덴마크어`,
  sv: `svenska|swedish|schwedisch|suédois|suedois|svedese|sueco|zweeds|svensk|ruotsi|ruotsiksi|szwedzki|szwedzku|švédsky|švédštině|
    suedeză|suedeza|svéd|svédül|isveççe|tiếng thụy điển|bahasa swedia|шведски|шведском|шведською|σουηδικά|בשוודית|שוודית|سويدي|
    بالسويدية|سوئدی|स्वीडिश|สวีเดน|瑞典语|瑞典文|スウェーデン語|스웨덴어`,
  nb: `norsk|norwegian|norwegisch|norvégien|norvegese|noruego|norueguês|noors|norska|norja|norjaksi|norweski|norwesku|norsky|norštině|
    norvegiană|norvég|norvégül|norveççe|tiếng na uy|bahasa norwegia|норвежски|норвежском|норвезькою|νορβηγικά|בנורווגית|נורווגית|
    نرويجي|بالنرويجية|نروژی|नॉर्वेजियन|นอร์เวย์|挪威语|挪威文|ノルウェー語|노르웨이어|bokmål`,
  fi: `suomi|suomeksi|suomea|finnish|finnisch|finnois|finlandese|finés|finlandés|finlandês|fins|finsk|finska|fiński|fińsku|finsky|
    finštině|finlandeză|finn|finnül|fince|tiếng phần lan|bahasa finlandia|фински|финском|фінською|φινλανδικά|בפינית|פינית|فنلندي|
    بالفنلندية|فنلاندی|फ़िनिश|ฟินแลนด์|芬兰语|芬蘭文|フィンランド語|핀란드어`,
  cs: `česky|cesky|čeština|češtině|češtinu|czech|tschechisch|tchèque|ceco|checo|tcheco|tsjechisch|tjekkisk|tjeckiska|tsjekkisk|tšekki|
    tšekiksi|czeski|czesku|cehă|ceha|cseh|csehül|çekçe|tiếng séc|bahasa ceko|чешски|чешском|чеською|τσεχικά|בצ'כית|צ'כית|تشيكي|
    بالتشيكية|چکی|चेक|เช็ก|捷克语|捷克文|チェコ語|체코어`,
  el: `ελληνικά|ελληνικα|greek|griechisch|grec|greco|griego|grego|grieks|græsk|grekiska|gresk|kreikka|kreikaksi|grecki|grecku|řecky|
    řečtině|greacă|greaca|görög|görögül|yunanca|tiếng hy lạp|bahasa yunani|гречески|греческом|грецькою|ביוונית|יוונית|يوناني|باليونانية|
    یونانی|यूनानी|กรีก|希腊语|希臘文|ギリシャ語|그리스어`,
  he: `עברית|בעברית|hebrew|hebräisch|hébreu|ebraico|hebreo|hebraico|hebreeuws|hebraisk|hebreiska|heprea|hepreaksi|hebrajski|hebrajsku|
    hebrejsky|ebraică|héber|héberül|ibranice|tiếng do thái|bahasa ibrani|иврит|иврите|івриті|івритом|εβραϊκά|عبري|بالعبرية|عبری|हिब्रू|
    ฮีบรู|希伯来语|希伯來文|ヘブライ語|히브리어`,
  ro: `română|romana|româna|românește|romaneste|romanian|rumänisch|roumain|rumeno|rumano|romeno|roemeens|rumænsk|rumänska|rumensk|romania|
    romaniaksi|rumuński|rumuńsku|rumunsky|rumunštině|román|románul|romence|rumence|tiếng rumani|bahasa rumania|румынски|румынском|
    румунською|ρουμανικά|ברומנית|רומנית|روماني|بالرومانية|رومانیایی|रोमानियाई|โรมาเนีย|罗马尼亚语|羅馬尼亞文|ルーマニア語|루마니아어`,
  hu: `magyar|magyarul|hungarian|ungarisch|hongrois|ungherese|húngaro|hungaro|hongaars|ungarsk|ungerska|unkari|unkariksi|węgierski|
    węgiersku|maďarsky|maďarštině|maghiară|maghiara|ungurește|macarca|tiếng hungary|bahasa hongaria|венгерски|венгерском|угорською|
    ουγγρικά|בהונגרית|הונגרית|مجري|هنغاري|بالمجرية|مجاری|हंगेरियाई|ฮังการี|匈牙利语|匈牙利文|ハンガリー語|헝가리어`,
  fa: `فارسی|farsi|persian|persisch|persan|persiano|persa|perzisch|persisk|persiska|persia|persiaksi|perski|persku|persky|perštině|
    persană|perzsa|perzsául|farsça|tiếng ba tư|bahasa persia|персидски|фарси|персидском|перською|περσικά|בפרסית|פרסית|فارسي|بالفارسية|
    फ़ारसी|फारसी|เปอร์เซีย|波斯语|波斯文|ペルシア語|ペルシャ語|페르시아어`,
  ur: `اردو|urdu|उर्दू`,
};

interface NameOfLanguage {
  readonly name: string;
  readonly language: string;
}

const MARKS = /[\u0300-\u036f\u0307]/gu;

/** How a text is compared with names: small letters, without what is often left out in typing. */
export function foldName(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/\u0307/gu, '')
    .replaceAll('\u093c', '')
    .replaceAll('\u200c', '')
    .replaceAll('’', "'");
}

/** The same without the marks of Latin letters. */
export function withoutLatinMarks(text: string): string {
  if (!/[^ -~]/.test(text)) return text;
  return text.replace(/\p{sc=Latin}\p{M}*/gu, (letter) => letter.normalize('NFD').replace(MARKS, ''));
}

/** All names of languages, folded, the longest first. */
export function languageNames(): readonly NameOfLanguage[] {
  const names = new Map<string, string>();
  for (const [language, forms] of Object.entries(said)) {
    for (const form of forms.split('|').map((each) => foldName(each.replace(/\s+/g, ' ').trim()))) {
      for (const name of [form, withoutLatinMarks(form)]) if (!names.has(name)) names.set(name, language);
    }
  }
  return [...names].map(([name, language]) => ({ name, language })).sort((a, b) => b.name.length - a.name.length);
}
