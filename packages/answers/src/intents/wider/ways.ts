import type { Phrases } from '../phrase-kinds.ts';

/**
 * More ways to ask for a person, joined to the words of each language: to telephone, to be contacted, to turn to whoever it is, a
 * number where somebody answers, somebody who looks at a case, and more names for who that is.
 */
export const ways: Readonly<Record<string, Phrases>> = {
  en: {
    staff: `(person|human|someone|somebody) (behind|on the other (end|side)|at the other end)|team lead|shift lead|duty manager|head of (service|support)`,
    act: `take a look|have a look|manually|manual (check|review)|go over|look over|read this|read my`,
    callBack: `(want|need|prefer|would like|like|rather) to (telephone|speak on the phone|talk on the phone|talk over the phone|speak over the phone)|(direct|personal) contact|answer (me )?personally|(who|whom) (can|do|should|must) i (turn to|contact about this)|(a )?(phone )?number (where|on which|at which|under which) (i can |someone |somebody |a human |a person |people )+(reach|picks? up|answers?|talk to|speak to)( someone| somebody| a person| a human)?|a call please|nobody (answers|replies|responds|is answering|is replying)( here| me)?`,
    refuse: `too (complex|complicated|difficult|specific|hard) for`,
  },
  de: {
    staff: `führungskr(aft|äfte)|teamleitung|abteilungsleitung|schichtleitung|inhaber(in)?|eigentümer(in)?|serviceteam|beratungsteam|fachabteilung|(person|mensch|jemand) (hinter|am anderen ende|auf der anderen seite)|zuständige (stelle|abteilung|kolleg(e|in))`,
    folk: `wen|irgendeine(n|r)?|jemand kompetente(n|s)|kompetente(r|n|s)?|echte leute|leute aus fleisch|wer von (euch|ihnen)|wer zuständig(es|er)?|noch wer|noch jemand|jemand zuhause|keiner`,
    act: `persönliche(s|n)? gespräch|gespräch unter|sich (der sache|dem|meiner sache) annimmt|annehmen|annimmt|klarstellen|aushelfen|einschreiten|dazwischen|vorbeischauen|mitlesen|mitliest|sagen was los ist|begleiten|durchführen|prüf(en|t|e)|überprüf(en|t|e)|nachseh(en|t)|nachschau(en|t)|manuell(e|er|es|en)?|händisch|drauf ?(schauen|sehen|gucken)|drüber ?(schauen|sehen|gucken)|lesen|liest|entscheiden|reich(en|t)?|weiterreich(en|t)?|am arbeiten|weiter an`,
    callBack: `direkt mit (ihnen|euch) (sprechen|reden)|mit (ihnen|euch) (direkt |persönlich )(sprechen|reden)|(ich |wir )?(will|möchte|muss|kann|würde|wollen|möchten) (ich |mal |gern |gerne |lieber |jetzt |bitte |kurz |nur |mit ihnen |mit euch )*(telefonieren|anrufen)|lieber (telefonisch|am telefon)|(persönlich|telefonisch|mündlich) (schildern|besprechen|klären|erklären|sprechen|reden|erläutern|mitteilen|antworten|beraten)|setz(en|t) (sie |euch )?(sich )?(bitte )?(mit (mir|uns) )?(bitte )?in (verbindung|kontakt)( mit (mir|uns))?|(bitte |bitte um |um |wünsche |erbitte )?kontaktaufnahme( bitte| erbeten| gewünscht)?|(erwarte|warte auf) (ihren|euren|einen|den) (anruf|rückruf)|(reich|reicht|reichen sie|leitet|verbindet|stellt|gebt) (mich|uns|das|es)( bitte| mal| doch)* (weiter|durch)|(geben|leiten|gebt|leitet) (sie )?(das|es|meine anfrage|mein anliegen)( bitte| mal| doch)*( an (jemand(en)?|einen kollegen|eine kollegin|einen menschen))? ?(intern )?weiter|an wen (kann|muss|soll|darf|wende)( ich)?( mich)?( wenden)?|(direkter|direkten|persönlicher|persönlichen) (kontakt|austausch|ansprechpartner)|(telefon)?nummer( geben| nennen| haben)?( bitte)? (wo|unter der|unter welcher|über die|mit der) (ich|man) (jemand(en)?|einen menschen|wen|einen mitarbeiter|euch|sie)( direkt| persönlich| auch)? (erreich(e|t|en)( kann)?|sprechen kann|anrufen kann|reden kann)|(unter|über) welche(r|n)? nummer (erreiche|bekomme|kriege) ich (jemand(en)?|einen menschen|einen mitarbeiter|wen)|manuelle (prüfung|bearbeitung|überprüfung)|(keiner|niemand) (antwortet|meldet sich|reagiert|geht ran|hilft)( mir| hier)?`,
    refuse: `zu (komplex|kompliziert|schwierig|speziell|komplizierte|komplexe) für|übersteigt|überfordert`,
  },
  es: {
    staff: `(persona|humano|alguien) (delante|enfrente|detrás|al otro lado|del otro lado)|jefatura|gerencia|encargad(o|a) de (turno|tienda|zona)|área de (reclamos|atención|soporte)|propietari(o|a)|dueñ(o|a)|uno de verdad`,
    act: `atenderme|atendernos|ayudarme|ayudarnos|contactarme|contactarnos|llamarme|llamarnos|responderme|respondernos|contestarme|contestarnos|pasarme|pasarnos|comunicarme|comunicarnos|conectarme|conectarnos|transferirme|transferirnos|derivarme|derivarnos|traspasarme|traspasarnos|explicarme|explicarnos|escucharme|escucharnos|orientarme|orientarnos|asesorarme|asesorarnos|guiarme|guiarnos|pasame|pasanos|paseme|pasenos|pasenme|pasennos|comunicame|comunicanos|comuniqueme|comuniquenos|comuniquenme|comuniquennos|conectame|conectanos|conecteme|conectenos|conectenme|conectennos|transfiereme|transfierenos|transfierame|transfieranos|transfieranme|transfierannos|derivame|derivanos|deriveme|derivenos|derivenme|derivennos|traspasame|traspasanos|traspaseme|traspasenos|traspasenme|traspasennos|ponme|ponnos|pongame|ponganos|ponganme|pongannos|contactame|contactanos|contacteme|contactenos|contactenme|contactennos|enlazame|enlazanos|enlaceme|enlacenos|enlacenme|enlacennos|remiteme|remitenos|remitame|remitanos|vinculame|vinculanos|vinculeme|vinculenos|(hablar|contactar|comunicarme|tratar) (directamente )?con (la tienda|la empresa|ustedes|vosotros|el local|la sucursal)|lea|leer|revise|revisar|revisen|verifique|atiend(a|an|en)|eche un (vistazo|ojo)|echarle un (vistazo|ojo)|a mano|manualmente`,
    callBack: `hablar (directamente )?con (ustedes|vosotros|la tienda|la empresa)( directamente)?|(traspásame|traspásenme|traspáseme|pásame|ponme) con|(con|a) quién (hablo|me dirijo|puedo hablar|tengo que hablar|me comunico|contacto|acudo|puedo acudir)|comuníquen(me|nos)|comuníquenme|(solicito|pido|quiero|necesito|espero|quisiera|agradecería) (una |su |la )?llamada( telefónica)?|(quiero|prefiero|necesito|quisiera|puedo|podemos|me gustaría) (hablar |comunicarme |contactar |contactarme )?(con ustedes |con vosotros )?(por|x) (teléfono|tel|llamada)|(que|para que) me (atiendan|atienda|hablen|hable|llamen|contacten|escriban)( por favor)?|(contacto|trato|atención) (directo|directa|personal|personalizad(o|a))|ayudarme|atenderme|responderme|contestarme? (personalmente|en persona)|(número|teléfono|telefono|numero) (para|donde|en el que|al que) (poder )?(hablar|comunicarme|llamar|me atienda|me conteste|contesten|atiendan)( directamente)?( con)? (alguien|una persona|un humano|ustedes)|(nadie|ninguno) (contesta|responde|me responde|me contesta|me atiende|atiende)( aquí)?|pásame a (uno|una|otro|otra)`,
    refuse: `(demasiado|muy|bastante) (complejo|compleja|complicado|complicada|difícil|delicado) para`,
  },
  fr: {
    staff: `(personne|humain|quelqu'un) (derrière|au bout|de l'autre côté)|direction|gérante?s?|encadrant|propriétaire|équipe (support|technique|commerciale)`,
    act: `(passez|passe|mettez|mets|transférez|transfère|connectez|redirigez|dirigez|orientez|renvoyez|adressez|transmettez|confiez|prévenez|alertez|sollicitez)( moi| nous| ma demande| mon dossier| ce message| mon message)?|(faire|faites) (intervenir|venir|suivre)|lit|lisez|avoir affaire|me (lit|lise|suive|conseille|conseiller|guide|guider|renseigne|renseigner|dépanne|dépanner)|prendre (mon|ma|ce|le) (dossier|demande|problème|cas)|prendre en charge|en charge|lise|lisent|lire|vérifie|vérifier|étudie|examine|jeter un (œil|oeil)|manuellement|à la main`,
    callBack: `(parler|échanger|discuter) (directement )?avec vous( directement)?|vous parler directement|(je |j |on )?(veux|voudrais|préfère|aimerais|souhaite|préférerais|peut|pourrait) (vous |se |te |nous )?(téléphoner|parler (au|par) téléphone|joindre par téléphone)|de vive voix|(un|mon|votre) (appel|rappel|coup de fil) (svp|s'il vous plaît|stp|rapidement|urgent)|(rappel|appel) (svp|stp|demandé|souhaité)|contact (direct|humain|personnel)|(réponse|aide|accompagnement) (personnelle|personnalisée?|humaine)|à qui (puis je|dois je|je peux|je dois|peut on|faut il)?( m )?(adresser|m'adresser|parler|s'adresser)|(par|au) téléphone plutôt|plutôt (par|au) téléphone|numéro (où|pour|auquel|sur lequel) (on |je |l'on )?(peut |peux |puisse |pouvoir )?(joindre|avoir|parler à|appeler) (quelqu'un|une personne|un humain|un conseiller)|personne (ne )?(répond|me répond|m'aide|décroche)`,
    refuse: `trop (complexe|compliqué|compliquée|spécifique|difficile|délicat) pour`,
  },
  it: {
    staff: `(persona|umano|qualcuno) (dietro|dall'altra parte)|direzione|titolare|capoturno|caporeparto|proprietari(o|a)`,
    act: `passami|passaci|passimi|passici|passatemi|passateci|passaremi|passareci|mettami|mettaci|mettetemi|metteteci|collegami|collegaci|colleghimi|colleghici|collegatemi|collegateci|collegaremi|collegareci|trasferiscami|trasferiscaci|trasferitemi|trasferiteci|trasferiscimi|trasferiscici|trasferiremi|trasferireci|inoltrami|inoltraci|inoltrimi|inoltrici|inoltratemi|inoltrateci|indirizzami|indirizzaci|indirizzimi|indirizzici|aiutarmi|aiutarci|risponderemi|rispondereci|rispondermi|risponderci|contattarmi|contattarci|chiamarmi|chiamarci|richiamarmi|richiamarci|spiegarmi|spiegarci|dare un'occhiata|dia un'occhiata|leggere|legga|controllare|controlli|verificare|verifichi|a mano|manualmente|direttamente con voi`,
    callBack: `parlare (direttamente )?con (voi|te|lei)( direttamente| a voce)?|contattate(mi|ci)|contattatemi|ricontattate(mi|ci)|mi (contattate|ricontattate|richiamate|telefonate)|(vorrei|voglio|preferisco|posso|preferirei) (parlare |sentirvi |sentirci )?(al|per|via) telefono|(vorrei|voglio|preferisco) telefonare|a voce|(a|con) chi (mi )?(devo|posso|dovrei) (rivolgere|rivolgermi|parlare)|contatto (diretto|umano|personale)|(un )?numero (per|dove|a cui|al quale) (poter )?(parlare|chiamare|contattare)( direttamente)?( con)? (qualcuno|una persona|voi)|nessuno (risponde|mi risponde|mi aiuta)`,
    refuse: `troppo (complicato|complicata|complesso|complessa|difficile|specifico) per`,
  },
  pt: {
    staff: `(pessoa|humano|alguém) (atrás|do outro lado)|gerência|diretoria|proprietári(o|a)|don(o|a) da loja|encarregad(o|a)`,
    act: `(passa|passe|passem|transfere|transfira|transfiram|conecta|conecte|conectem|encaminha|encaminhe|encaminhem|direciona|direcione|redireciona|redirecione|liga|ligue|liguem)( me)?|(me|nos) (passa|passe|passem|transfere|transfira|conecta|conecte|encaminha|encaminhe|direciona|direcione|liga|ligue|liguem|atende|atenda|atendam|ajuda|ajude|ajudem|responde|responda|respondam)|dar uma olhada|dê uma olhada|leia|ler|verifi(que|car|quem)|conferir|confira|analisar|analise|manualmente`,
    callBack: `falar (direto |diretamente )?com (vocês|vcs)( direto| diretamente)?|me (contatem|contate|contacte|retornem|retorne|procurem)|entrem em contato( comigo)?|(quero|prefiro|queria|posso|gostaria de) (falar |conversar )?(por|pelo|no) telefone|(quero|prefiro|preciso) (telefonar|ligar)( para vocês| pra vocês)?|(com|a) quem (eu )?(posso|devo|falo|falar|recorrer)|(contato|atendimento) (direto|pessoal|personalizado)|(um )?(número|telefone) (para|pra|onde|em que) (eu )?(possa |posso )?(falar|ligar)( direto| diretamente)?( com)? (alguém|uma pessoa|vocês)|ninguém (responde|atende|me responde|me atende|me ajuda)( aqui)?`,
    refuse: `(muito|bem) (complicado|complicada|complexo|complexa|difícil) (para|pra|pro)|(complicado|complexo|difícil) demais (para|pra|pro)`,
  },
  nl: {
    staff: `(persoon|mens|iemand) (achter|aan de andere kant)|leidinggevende|teamleider|directie|eigenaar|bedrijfsleider`,
    act: `nakijken|kijkt|kijken|lezen|leest|controleren|handmatig|bekijken|beoordelen`,
    callBack: `(ik )?(wil|liever|kan ik|zou graag) (graag |liever |even |gewoon )*(bellen|telefoneren|telefonisch)|neem contact( met (mij|me|ons))? op|contact op( te)? nemen|(direct|persoonlijk) contact|persoonlijk (antwoord|spreken|bespreken)|(bij|tot) wie (kan|moet) ik( me)?( zijn| wenden| terecht)?|(een )?nummer waar ik (iemand|een mens|jullie) (kan )?(bereiken|bereik|spreken)|niemand (antwoordt|reageert|helpt)( me| hier)?`,
    refuse: `te (ingewikkeld|complex|moeilijk|specifiek) voor`,
  },
  pl: {
    staff: `ktoś (od|z) (was|państwa|waszych|firmy|obsługi)|kogoś (od|z) (was|państwa|waszych)|(osoba|człowiek|ktoś) (po drugiej stronie)|kierownictwo|dyrekcj*|właściciel*|przełożon*`,
    act: `zerkn*|rzuci(ć|ł|ła)? okiem|rzucić okiem|spojrze*|spojrza*|zajrze*|przejrze*|przeczyta*|sprawdzi*|ręcznie|zajął|zajęł*|zająć`,
    callBack: `(proszę |prosiłbym |prosiłabym )?(mnie )?(przełączyć|przełączcie|połączyć|połączcie)( mnie)?|(chcę|wolę|wolałbym|wolałabym|chciałbym|chciałabym) (zadzwonić|telefonicznie|przez telefon|porozmawiać telefonicznie)|skontaktujcie się|(proszę )?o kontakt|osobisty kontakt|bezpośredni kontakt|(do|z) (kogo|kim) (mogę|mam|powinienem|powinnam)( się)?( zwrócić| rozmawiać| porozmawiać)?|numer (pod którym|gdzie|na który) (ktoś |ktokolwiek |mogę )?(odbierze|odbiera|porozmawiać|dodzwonić)|nikt (nie )?(odpowiada|odbiera|mi nie pomaga)`,
    refuse: `(zbyt|za) (skomplikowan*|złożon*|trudn*) (dla|jak na|na)`,
  },
  ru: {
    staff: `кто (то|нибудь) (из|от) (ваших|вас|сотрудников|команды|персонала)|(человек|кто то|кто нибудь) (с той стороны|на том конце)|руководств*|директор*|владел*|начальств*`,
    act: `взглян*|посмотр*|глян*|прочит*|прочт*|провер*|разбер*|разобра*|вручную|занял(ся|ась)|занять`,
    callBack: `(хочу|могу|можно|лучше|предпочитаю|хотел бы|хотела бы) (поговорить |позвонить |обсудить |связаться )?по телефону|(хочу|можно) (вам )?позвонить|свяжитесь( со мной)?|лично (поговорить|обсудить|объяснить|ответ*)|(к|с) (кому|кем) (мне )?(обратиться|можно обратиться|поговорить|можно поговорить)|номер (где|по которому|куда) (ответит|ответят|можно|отвеча*)( человек| люди| дозвониться| позвонить)?|никто не (отвечает|отзывается|помогает|берет)|(личн|прям)(ый|ая|ое|ую) (контакт|связь|консультаци*)`,
    refuse: `слишком сложн* (для)?|сложно для`,
  },
  uk: {
    staff: `хтось (із|з|від) (ваших|вас|співробітників|команди)|керівницт*|директор*|власник*|начальств*`,
    act: `глян*|подив*|прочита*|перевір*|розібра*|вручну`,
    callBack: `(хочу|можу|можна|краще|хотів би|хотіла би) (поговорити |подзвонити |обговорити |зв'язатися )?по телефону|зв'яжіться( зі мною)?|(до|з) (кого|ким) (мені )?(звернутися|можна звернутися|поговорити)|ніхто не (відповідає|допомагає)|особист(ий|у|а) (контакт|консультаці*)`,
  },
  tr: {
    staff: `(sizden|ekipten|oradan|firmadan) biri(si)?|arkadaşlardan biri(si)?|yönetim|müdürlük|patron*|sahibi*|ilgili (kişi|birim|arkadaş)`,
    act: `baksın|bakabilir*|bakar*|inceleye*|incelesin|okusun|kontrol etsin|elle`,
    callBack: `telefonla (görüş*|konuş*)|telefonda (görüş*|konuş*)|(telefon|arama) (bekliyorum|istiyorum|rica ediyorum)|bana (ulaşın|dönün|dönüş yapın|yazın)|iletişime geç*|kime (başvur*|danış*|sor*)|kiminle (görüş*|konuş*)|(doğrudan|direkt|yüz yüze) (görüş*|konuş*|iletişim*)|kimse (cevap|yanıt) vermiyor|kimse (bakmıyor|ilgilenmiyor)`,
  },
  ar: {
    staff: `المسؤول|المسوول|مسوول|المختص|مختص|الادارة|الإدارة|صاحب (المحل|المتجر|الشركة)|كونسيي|الكونسيي|ايجنت|القسم (المختص|الفني)|احد(هم)? من (عندكم|فريقكم|الفريق|الموظفين)|واحد من (عندكم|الفريق|الموظفين)|رئيس(ك|كم)|مشرف`,
    folk: `محدش|محد|ماحد|ما حد|ما في (احد|حد|حدا)|مافي (احد|حد|حدا)|مين|منو`,
    act: `ابعت|ارسل|أرسل|اشتكي|أشتكي|اشرح|أشرح|اوصل|أوصل|يفيدني|يساعدنا|يخدمني|يوصلني|يكلمني|يتواصل|تحويل|تحويلي|حول|حولوا|حوّلوني|بيرد|يرد|ترد|يراجع|مراجعة|يبص|يشوف|يشوفون|تشوفون|يقرا|يقرأ|يطلع على|يتابع|نهدر|نهضر|نحكي|نتكلم|ربطي|اربطوني|اربطني|دلوني|وصلوني|هاتوا|هاتو|نادوا|نادي|يدويا`,
    callBack: `(ابغى|ابي|أبي|اريد|أريد|عايز|عاوز|بدي|ودي|حاب|محتاج|ممكن) (اتكلم|أتكلم|احكي|أحكي|التحدث|اكلمكم|أكلمكم|نتكلم)( معكم| معاكم| وياكم)?|(تكلموني|كلموني|تكلمني|تتصلون|تتصلوا|اتصلوا|اتصلو|يتصل)( فيني| بي| بيا| علي| معي)?|(تواصل|محادثة|دردشة|مكالمة|اتصال) (مباشر|مباشرة|هاتفي|هاتفية)|تواصلوا (معي|معانا|وياي)|(الى|إلى|ل) من (اتوجه|أتوجه|اتكلم)|اكلم مين|أكلم مين|رقم (اكلم|أكلم|للتواصل مع|اتواصل|يرد)( عليه| فيه| مع)?( حد| احد| موظف| شخص| انسان)?`,
    refuse: `معقد على|معقدة على|صعب على|صعبة على|اكبر من|بطل(وا|و)?|وقف(وا|و)?|كفاية|يكفي|خلاص من|بدون`,
  },
  hi: {
    act: `उठाए|उठाता|uthaye|uthata|dekhe|dekh le|dekh sakta|देखे|देख ले|देख सकता|पढ़े|padhe|check kare`,
    callBack: `(phone|फोन|call|कॉल) (par|pe|पर) baat|फोन पर बात|(mujhse|मुझसे) (sampark|संपर्क|contact)|(kisse|किससे) (baat|बात|sampark)|kiske paas|koi (jawab|reply) nahi (de raha|deta)|कोई जवाब नहीं`,
  },
  id: {
    staff: `(orang|seseorang|staf) (di balik|di belakang)|pimpinan|pemilik|kepala (toko|cabang)|salah satu (staf|tim|petugas|karyawan)`,
    act: `cek|dicek|lihat|dilihat|baca|dibaca|periksa|manual`,
    callBack: `(mau|ingin|pengen|lebih suka|bisa) (ngobrol |bicara |bicara langsung )?(lewat|via|by) telepon|(mau|ingin) (menelepon|nelpon|telepon)|(minta|tolong|mohon) (dihubungi|ditelepon|hubungi|telepon)( saya| balik)?|hubungi saya|ke siapa (saya|aku) (harus|bisa)|sama siapa (saya|aku) bisa|nomor yang bisa (dihubungi|ditelepon)|(gak|nggak|tidak) ada yang (jawab|balas|respon)`,
  },
  vi: {
    staff: `(bạn|anh|chị|ai) (nào|đó) (bên|của) (shop|công ty|mình)|ban quản lý|chủ shop|chủ cửa hàng|trưởng (ca|nhóm|phòng)`,
    act: `xem giúp|xem giùm|xem hộ|đọc giúp|kiểm tra giúp|xử lý giúp`,
    callBack: `(nói chuyện|trao đổi|gặp|trò chuyện|làm việc|hỏi) trực tiếp|(muốn|cần|thích) (nói chuyện |trao đổi |gọi )?(qua|bằng) điện thoại|(muốn|cần) gọi điện|liên hệ (lại )?(với|cho) (tôi|mình|em)|liên lạc (lại )?(với|cho) (tôi|mình|em)|(gặp|hỏi|liên hệ) ai (được|đây|bây giờ)|số (điện thoại )?(nào )?(để )?gọi (gặp|được)( người| ai)?|(không|chẳng|chả) (có )?ai (trả lời|rep|hỗ trợ)`,
  },
  ja: {
    staff: `(画面|向こう)の(人|方)|店主|経営者|社長|上席|係の者`,
    act: `見てもら|見ていただ|確認してもら|読んでもら|手動`,
    callBack: `電話(で)?(し)?(たい|話したい|相談したい|お願い|希望)|電話で(話|相談|聞|お願い|対応)|お電話(で|を)?(お願い|希望|したい)|連絡(を)?(ください|下さい|いただけ|もらえ|してほしい|お願い|待って)|ご連絡(を)?(ください|下さい|いただけ|お願い)|(誰|どなた)に(聞け|相談|問い合わせ|言え)|(誰も)(答え|返事|対応)`,
  },
  ko: {
    staff: `(상대|저쪽|뒤)에 (있는 )?사람|점주|사장(님)?|대표(님)?|책임자|관리자분`,
    act: `봐주|확인해주|확인 ?부탁|읽어주|직접`,
    callBack: `전화(로)? ?(하고 싶|통화|상담|부탁|주세요|얘기|이야기|문의)|통화(를)? ?(하고 싶|원해|원합니다|부탁|가능)|연락 ?(주세요|부탁|바랍니다|바라요|기다)|누구(한테|에게|랑) (물어|문의|얘기|말)|아무도 (답|대답|응답)`,
  },
  zh: {
    staff: `客服(妹妹|小姐姐|姐姐|小哥哥|小哥|小妹|宝宝|同学|大大|小姐|先生|人员|专员)|对面的人|屏幕后面的人|店主|老板|主管|总经理`,
    act: `看一下|看看|核实|审核一下|手动|处理一下`,
    callBack: `(语音|电话|当面|直接)(沟通|通话|聊|谈|联系)|换(个|一个|位)(能|会|懂|有)|(想|要|希望|能不能|可以|可不可以)(打电话|电话沟通|通电话|电话联系|语音沟通|语音通话)(说|聊|问|给你们|给我)?|(请|麻烦|叫|让)(你们|人|专人|他们)?(联系我|给我回电|回我电话|打给我|给我打电话)|(该|应该|要)?(找谁|问谁)|没人(回|理|回复|接|管)(我)?`,
  },
  th: {
    staff: `เจ้าของ(ร้าน|กิจการ)?|ผู้บริหาร|คนที่(รับผิดชอบ|ดูแล)`,
    act: `ดูให้|ตรวจสอบให้|อ่านให้`,
    callBack: `(อยาก|ขอ|ต้องการ)(คุย|ปรึกษา|สอบถาม)?(ทาง|ผ่าน)โทรศัพท์|(อยาก|ขอ)โทร|ติดต่อกลับ(หน่อย|ด้วย|มา)?|(ต้อง)?(คุย|ติดต่อ|ถาม)(กับ)?ใคร(ได้|ดี)|ไม่มี(ใคร|คน)ตอบ`,
  },
};
