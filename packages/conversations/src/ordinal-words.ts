/** A language's words as they are written. */
export interface WrittenOrdinals {
  /** First to fourth, and one to four, between slashes; `_` is a space inside of a phrase. */
  readonly ordinals: string;
  readonly counts: string;
  readonly last: string;
  readonly marks?: string;
  readonly around?: string;
  readonly weak?: string;
}

/** How people say which of a list they mean, by language. */
export const writtenOrdinals: Readonly<Record<string, WrittenOrdinals>> = {
  en: {
    ordinals: 'first 1st / second 2nd / third 3rd / fourth 4th',
    counts: 'one / two / three / four',
    last: 'last',
    marks: 'the number nr option answer choice',
    around: 'please pls thanks thank you i mean want take choose would like it is',
    weak: 'second',
  },
  es: {
    ordinals: 'primero primera primer / segundo segunda / tercero tercera tercer / cuarto cuarta',
    counts: 'uno una un / dos / tres / cuatro',
    last: 'último última',
    marks: 'el la lo opción número',
    around: 'por favor gracias quiero es',
    weak: 'segundo segunda',
  },
  pt: {
    ordinals: 'primeiro primeira / segundo segunda / terceiro terceira / quarto quarta',
    counts: 'um uma / dois duas / três / quatro',
    last: 'último última',
    marks: 'o a opção número',
    around: 'por favor obrigado obrigada quero é',
    weak: 'um uma segundo segunda quarto quarta',
  },
  fr: {
    ordinals: 'premier première 1er / deuxième second seconde / troisième / quatrième',
    counts: 'un une / deux / trois / quatre',
    last: 'dernier dernière',
    marks: 'le la l option choix numéro',
    around: 's il vous te plaît svp stp merci je veux c est',
    weak: 'second seconde',
  },
  de: {
    ordinals:
      'erste ersten erstes erster / zweite zweiten zweites zweiter / dritte dritten drittes dritter / vierte vierten viertes vierter',
    counts: 'ein eine eins / zwei / drei / vier',
    last: 'letzte letzten letztes letzter',
    marks: 'der die das den nummer nr option',
    around: 'bitte danke ich nehme will möchte',
  },
  it: {
    ordinals: 'primo prima / secondo seconda / terzo terza / quarto quarta',
    counts: 'uno una un / due / tre / quattro',
    last: 'ultimo ultima',
    marks: 'il la lo l opzione numero',
    around: 'per favore grazie voglio è',
    weak: 'prima secondo seconda due',
  },
  nl: {
    ordinals: 'eerste / tweede / derde / vierde',
    counts: 'een één / twee / drie / vier',
    last: 'laatste',
    marks: 'de het optie nummer',
    around: 'graag alstublieft bedankt ik wil',
  },
  pl: {
    ordinals: 'pierwszy pierwsza pierwsze / drugi druga drugie / trzeci trzecia trzecie / czwarty czwarta czwarte',
    counts: 'jeden / dwa / trzy / cztery',
    last: 'ostatni ostatnia ostatnie',
    marks: 'ten ta to te opcja numer',
    around: 'proszę dziękuję',
  },
  tr: {
    ordinals: 'birinci ilk / ikinci / üçüncü / dördüncü',
    counts: 'bir / iki / üç / dört',
    last: 'sonuncu son',
    marks: 'olan seçenek numara',
    around: 'lütfen teşekkürler',
  },
  ru: {
    ordinals:
      'первый первая первое первую / второй вторая второе вторую / третий третья третье третью / четвёртый четвёртая четвёртое четвёртую',
    counts: 'один одна / два / три / четыре',
    last: 'последний последняя последнее последнюю',
    marks: 'вариант номер',
    around: 'пожалуйста спасибо это',
  },
  uk: {
    ordinals:
      'перший перша перше першу / другий друга друге другу / третій третя третє третю / четвертий четверта четверте четверту',
    counts: 'один одна / два / три / чотири',
    last: 'останній остання останнє останню',
    marks: 'варіант номер',
    around: 'будь ласка дякую це',
  },
  id: {
    ordinals: 'pertama / kedua / ketiga / keempat',
    counts: 'satu / dua / tiga / empat',
    last: 'terakhir',
    marks: 'yang pilihan nomor',
    around: 'tolong mohon terima kasih',
  },
  hi: {
    ordinals:
      'pehla pehle pehli pahla पहला पहली पहले / dusra dusre dusri doosra doosri दूसरा दूसरी दूसरे / tisra teesra teesri तीसरा तीसरी तीसरे / chautha chauthi चौथा चौथी',
    counts: 'ek एक / do दो / teen तीन / char चार',
    last: 'aakhri आखिरी',
    marks: 'wala wali vala vali option number वाला वाली विकल्प नंबर',
    around: 'please',
    weak: 'do दो teen तीन char चार',
  },
  sv: {
    ordinals: 'första förste / andra / tredje / fjärde',
    counts: 'en ett / två / tre / fyra',
    last: 'sista',
    marks: 'den det alternativ nummer',
    around: 'tack',
    weak: 'andra',
  },
  da: {
    ordinals: 'første / anden andet / tredje / fjerde',
    counts: 'en et / to / tre / fire',
    last: 'sidste',
    marks: 'den det mulighed nummer',
    around: 'tak',
    weak: 'anden andet',
  },
  nb: {
    ordinals: 'første / andre / tredje / fjerde',
    counts: 'en ett / to / tre / fire',
    last: 'siste',
    marks: 'den det alternativ nummer',
    around: 'takk',
    weak: 'andre',
  },
  fi: {
    ordinals: 'ensimmäinen / toinen / kolmas / neljäs',
    counts: 'yksi / kaksi / kolme / neljä',
    last: 'viimeinen',
    marks: 'se vaihtoehto numero',
    around: 'kiitos',
  },
  cs: {
    ordinals: 'první prvý / druhý druhá druhé / třetí / čtvrtý čtvrtá čtvrté',
    counts: 'jeden / dva / tři / čtyři',
    last: 'poslední',
    marks: 'ten ta to možnost číslo',
    around: 'prosím díky',
  },
  el: {
    ordinals: 'πρώτο πρώτη πρώτος / δεύτερο δεύτερη / τρίτο τρίτη / τέταρτο τέταρτη',
    counts: 'ένα / δύο / τρία / τέσσερα',
    last: 'τελευταίο τελευταία',
    marks: 'το η ο αριθμός επιλογή',
    around: 'παρακαλώ',
    weak: 'δεύτερη τρίτη',
  },
  he: {
    ordinals:
      'ראשון ראשונה הראשון הראשונה / שני שניה שנייה השני השניה השנייה / שלישי שלישית השלישי השלישית / רביעי רביעית הרביעי הרביעית',
    counts: 'אחד אחת / שתיים / שלוש / ארבע',
    last: 'אחרון אחרונה האחרון האחרונה',
    marks: 'ה את מספר אפשרות',
    around: 'בבקשה תודה',
    weak: 'שניה שנייה שני ראשון שלישי רביעי',
  },
  ro: {
    ordinals: 'primul prima / doilea doua / treilea treia / patrulea patra',
    counts: 'unu una / doi / trei / patru',
    last: 'ultimul ultima',
    marks: 'cel cea al a opțiunea numărul',
    around: 'vă te rog mulțumesc',
    weak: 'prima doua',
  },
  hu: {
    ordinals: 'első / második / harmadik / negyedik',
    counts: 'egy / kettő / három / négy',
    last: 'utolsó',
    marks: 'a az szám',
    around: 'kérem köszönöm',
  },
  ar: {
    ordinals: 'الأول الأولى أول أولى / الثاني الثانية ثاني / الثالث الثالثة ثالث / الرابع الرابعة رابع',
    counts: 'واحد / اثنان اثنين / ثلاثة / أربعة',
    last: 'الأخير الأخيرة آخر',
    marks: 'الخيار رقم',
    around: 'من فضلك شكرا',
  },
  fa: {
    ordinals: 'اول اولین / دوم دومی / سوم سومی / چهارم چهارمی',
    counts: 'یک / دو / سه / چهار',
    last: 'آخر آخری',
    marks: 'گزینه شماره',
    around: 'لطفا ممنون',
  },
  vi: {
    ordinals: 'thứ_nhất đầu_tiên dau_tien / thứ_hai / thứ_ba / thứ_tư',
    counts: 'một / hai / ba / bốn',
    last: 'cuối cuối_cùng',
    marks: 'số cái câu thứ lựa_chọn',
    around: 'tôi chọn muốn xin nhé ạ',
    weak: 'một hai ba bốn',
  },
  zh: {
    ordinals: '第一 / 第二 / 第三 / 第四',
    counts: '一 / 二 / 三 / 四',
    last: '最后 最後',
    around: '我 要 想 选 選 请 請 就 是 的 那 这 這 个 個 一 项 項 种 種 条 條 号 號 吧 啊 呢',
  },
  ja: {
    ordinals: '一番目 1番目 最初 第一 / 二番目 2番目 第二 / 三番目 3番目 第三 / 四番目 4番目 第四',
    counts: '一 / 二 / 三 / 四',
    last: '最後',
    around: '目 の もの やつ です で を お願いします ください',
  },
  ko: {
    ordinals: '첫번째 첫째 첫 / 두번째 둘째 두 / 세번째 셋째 세 / 네번째 넷째 네',
    counts: '하나 / 둘 / 셋 / 넷',
    last: '마지막',
    marks: '번째 번 거 것',
    around: '번째 번 거 것 요 이요 으로 로 주세요 을 를',
    weak: '두 세 네',
  },
  th: {
    ordinals: 'แรก / สอง / สาม / สี่',
    counts: 'หนึ่ง / สอง / สาม / สี่',
    last: 'สุดท้าย',
    around: 'ข้อ อัน ที่ ครับ ค่ะ เอา',
  },
};

/** The languages whose words stand without spaces between them. */
export const unspacedLanguages: ReadonlySet<string> = new Set(['zh', 'ja', 'ko', 'th']);
