import type { Phrases } from '../phrase-kinds.ts';

/** How a machine is refused and what it is called, in wider words; who refuses one wants a person. */
export const refusals: Readonly<Record<string, Phrases>> = {
  en: {
    refuse: `(dont|do not|didnt|did not|wont) (want|need|like|wish) to (talk|speak|chat|write|deal)( to| with)?|no|not|dont|do not|didnt want|wont|quit|stop|enough|sick|tired|fed up|done|hate|instead of|rather than|without|other than|besides|refuse|cant|cannot|never|leave me alone with|over|isnt a|thats not a|not some|get rid|off|sick and tired|rather not|wont be|not gonna|aint|dont wanna|didnt ask for|screw|fuck|fuck off|bugger off|go away|gtfo|shut up|waste of time|isnt helping|not helping|no use|nah|no way im|im not|i am not|not discussing|not talking|not speaking|not chatting|not dealing|quit it|spare me|ditch|get past|getting past|bypassing|get around|trick to|work around|make me|dont make me`,
    machine: `bots?|robots?|machines?|chat ?bots?|computers?|ai|a i|algorithm|automated|automatic|automation|auto ?(reply|replies|responses?|answers?)?|canned (replies|answers|responses?)|scripted|script|virtual (assistant|agent)|assistant|software|program|robotic|copy paste|template|chatgpt|gpt|bot thing|autobot|autoresponder|auto response|canned|canned responses|pre ?written|copypasta|copy pasta|copied|stock (answers|replies|responses)|preset|chat window|automated (voice|system|line|messages?|replies|responses?|answers?)|ivr|this (thing|chat|crap|system|tool)|siri|alexa|algorithms|artificial intelligence|llm|clanker|tin ?can`,
  },
  es: {
    refuse: `no|basta|nada de|sin|deja|dejen|harto|harta|cansad(o|a)|odio|en vez de|en lugar de|ya no|ni|tampoco|inútil|no sirve|detesto|para de|paren|nunca|no sirves?|tont(o|a)|hasta (la|los|el)|estoy (harto|harta|cansado|cansada|hasta)|no me entiend(e|es)|no entiend(e|es)|me tiene(s|n)? (harto|cansado)|dej(á|a) de joder|quita|quiten|apaga|apaguen|ni de|no más|qué asco|no pienso|me niego|paso de|que no sea|no seas?|saltarme|saltar|evitar|esquivar`,
    machine: `bots?|robots?|máquinas?|chatbots?|computadora|ordenador|ia|inteligencia artificial|automátic(o|a|as|os)|respuestas? automáticas?|contestador(a)?|programa|asistente virtual|grabación|maquinit(a|as)|bot(cito)?|robotito|robótic(o|a)|contestadora|operadora automática|automatizad(o|a|as|os)|respuestas? (prefabricadas?|enlatadas?|genéricas?|grabadas?)|plantillas?|copia y pega|algoritmo|asistente (digital|automático)|siri|alexa|chat ?gpt|sistema automático`,
  },
  pt: {
    refuse: `não|nao|n|nem|chega|basta|sem|para|pare|cansei|cansad(o|a)|odeio|em vez de|ao invés de|nada de|farto|inútil|não serve|nunca|detesto|não aguento|num (quero|aguento|dá)|cansei de|enchi|de saco cheio|saco|cheio de|cheia de|chega de|não entende|não tá entendendo|não resolve|nem a pau|desliga|tirem|se toca|me recuso|pro inferno|aff|não sou|larga|nunca mais|pular|evitar|contornar`,
    machine: `bots?|rob(ô|ôs|o|os)|robots?|máquinas?|chatbots?|computador|ia|inteligência artificial|automátic(o|a|as|os)|respostas? (automáticas?|prontas?)|assistente virtual|gravação|robozinho|robotizad(o|a)|robótic(o|a)|automatizad(o|a|as|os)|gravações|gravada|mensagens? (prontas?|automáticas?|gravadas?)|copia e cola|algoritmo|assistente (digital|automático)|siri|alexa|chat ?gpt|sistema automático|secretária eletrônica|maquininha|bots`,
  },
  fr: {
    refuse: `pas|non|ne|aucun|marre|ras le bol|assez|stop|arrêtez|arrête|sans|plutôt que|au lieu|déteste|refuse|plus de|inutile|nul|nulle|jamais|cessez|j'en ai (marre|assez|ras)|ras le|en ai marre|saoulé?|gavé|fatigué(e)?|laisse(z)? tomber|sert à rien|ça sert|dégage|tais toi|ta gueule|comprend rien|comprends rien|ne comprend|n'importe quoi|aucune envie|pas envie|hors de question|veux pas|parle pas|éteins|désactive|coupez|coupe|contourner|éviter|passer outre`,
    machine: `bots?|robots?|machines?|chatbots?|ordinateur|ia|intelligence artificielle|automatiques?|automatisées?|réponses? (automatiques?|toutes faites)|répondeur|assistant virtuel|logiciel|programme|robotique|robotisé(e)?|automate|automates|automatisation|boîte vocale|serveur vocal|répondeurs?|enregistrements?|enregistrée?|messages? (automatiques?|pré ?enregistrés?|types?)|réponses? (types?|pré ?enregistrées?|robotisées?|standards?)|copier coller|copié collé|algorithme|assistant (digital|numérique|automatique)|siri|alexa|chat ?gpt|système automatique|tchat ?bot`,
  },
  it: {
    refuse: `non|no|niente|basta|stufo|stufa|stanco|stanca|odio|senza|invece di|anziché|smettila|smettetela|mai|inutile|nessun|rifiuto|non ne posso più|non ce la faccio|rotto|rotte|stufo di|stanco di|spegni|spegnete|togliete|togli|leva|levate|piantala|smetti|smettila di|non capisc(e|i)|non serv(e|i)|non voglio|rifiuto di|mi rifiuto|niente più|lascia stare|lasciamo perdere|lascia perdere|per carità|saltare|evitare|aggirare|bypassare`,
    machine: `bot|robot|macchin(a|e)|chatbot|computer|ia|ai|intelligenza artificiale|automatic(o|a|he|i)|risposte? (automatiche|preimpostate)|risponditore|assistente virtuale|programma|macchinetta|robotizzat(o|a)|robotic(o|a)|automatizzat(o|a|e|i)|automa|automi|segreteria telefonica|voce (registrata|automatica|metallica)|registrazion(e|i)|menù?|messaggi (automatici|preimpostati|registrati)|risposte (pronte|standard|precompilate|robotiche|fatte)|copia e incolla|copia incolla|algoritmo|assistente digitale|siri|alexa|chat ?gpt|sistema automatico|bots`,
  },
  ro: {
    refuse: `nu|fără|destul|ajunge|gata|urăsc|sătul|sătulă|în loc de|nici|m am săturat|săturat|plictisit|nu mai|nu vreau|terminați|termină|opriți|oprește|nu înțelege|lăsați|refuz|las o`,
    machine: `bot(ul|i|uri)?|robot(ul|i|ului)?|mașin(ă|a|i)|chatbot(ul)?|calculator|ai|inteligență artificială|automat(e|ă)?|robotic|robotizat|automatizat|înregistrare|mesaje automate|răspunsuri(le)? (automate|prefabricate|standard)|algoritm|asistent virtual|siri|alexa|chat ?gpt|mașinărie|sistem automat`,
  },
  de: {
    refuse: `nicht|kein(e|en|em|er|s)?|nein|nie|statt|anstatt|ohne|satt|genug|schluss|hasse|nervt|nerven|hör auf|hören sie auf|weg|lieber als|blöd(er|e|en)?|nutzlos|reicht|keine lust|weder|will keinen|will kein|will nicht|möchte nicht|keinen bock|kein bock|bock|hab genug|habe genug|bringt nix|bringt nichts|nix|nicht mehr|weg mit|verschwinde|verpiss|hau ab|halt die|dumm(er|e|en)?|doof(er|e|en)?|nutzlos(er|e)?|verstehst (mich )?nicht|versteht (mich )?nicht|abschalten|schalte ab|abstellen|lass das|lass mich|lasst mich|verschon*|weigere|nein danke|ned|net|nich|koa|koan|kan|umgehe|umgehen|überspringen|um den bot`,
    machine: `bots?|roboter(n|s)?|robots?|maschinen?|chatbots?|computer|automat(en)?|automatische(n|r|s)?|automatisch|automatisiert*|ki|ai|künstliche intelligenz|programm|bandansage|standardantworten|textbausteine|computerstimme|assistent|robo|blechdose|automatisiert(e|en|er|es)?|automatische(r|n|s)? (antworten?|ansage|stimme|system)|anrufbeantworter|aufzeichnung|vorgefertigte(n)?|floskeln|standardfloskeln|standardtexte?|blabla|textbaustein|sprachcomputer|sprachassistent(en)?|menü|algorithmus|digitaler? assistent|siri|alexa|chat ?gpt`,
  },
  nl: {
    refuse: `niet|geen|nee|stop|genoeg|zat|zonder|in plaats van|haat|moe|klaar met|nooit|beu|weg|wil geen|wil niet|hoef geen|hoef niet|geen zin|geen zin in|genoeg van|zat van|ben het zat|ben dit zat|spuugzat|kotsbeu|rot op|oprotten|ga weg|hou op|houd op|ophouden|snapt (me |het )?niet|begrijpt (me |het )?niet|begrijp je niet|uitzetten|zet uit|laat dat|weiger|nee bedankt|nix|zonder een|anders dan|in plaats|omzeil|omzeilen|overslaan`,
    machine: `bots?|robots?|machines?|chatbots?|computers?|ai|automatisch(e)?|automaat|standaardantwoorden|programma|botje|chatbotje|robotje|geautomatiseerd(e)?|automatische (antwoorden|reacties|berichten|stem|systeem)|antwoordapparaat|bandje|opname|standaard(antwoord(en)?|tekst(en)?|reacties?)|voorgekauwde|keuzemenu|algoritme|digitale assistent|virtuele (assistent|medewerker)|siri|alexa|chat ?gpt|computer(stem|gestuurd)?|kunstmatige`,
  },
  da: {
    refuse: `ikke|ingen|nej|stop|nok|uden|i stedet|hader|træt|gider ikke|aldrig|vil ikke|orker ikke|ikke mere|ikke flere|nok af|træt af|skrid|hold kæft|forstår mig ikke|forstår ikke|sluk|stop med|slip for|nægter|nej tak|gå væk|fri for|omgå|springe over`,
    machine: `bot(ten|ter)?|robot(ten|ter)?|maskine(r|n)?|chatbot(ten)?|computer|ai|automatisk(e)?|autosvar|automatiseret|automatiske (svar|beskeder|stemme|system)|telefonsvarer|optagelse|båndet|standardsvar|algoritme|digital assistent|siri|alexa|chat ?gpt|maskine|kunstig`,
  },
  sv: {
    refuse: `inte|ingen|inga|nej|sluta|nog|utan|istället|hatar|trött|less|slippa|aldrig|vill inte|orkar inte|inte mer|inga fler|nog av|trött på|stick|håll käften|förstår mig inte|förstår inte|stäng av|sluta med|vägrar|nej tack|gå bort|utan att|kringgå|hoppa över`,
    machine: `bot(en|ten|tar|ar)?|robot(en|ar)?|maskin(er|en)?|chatt?bot(en)?|dator|ai|automatisk(a|t)?|autosvar|automatiserad(e|t)?|automatiska (svar|meddelanden|röst|system)|telefonsvarare|inspelning|inspelad|standardsvar|algoritm|digital assistent|siri|alexa|chat ?gpt|artificiell`,
  },
  nb: {
    refuse: `ikke|ingen|nei|slutt|nok|uten|i stedet|hater|lei|slippe|aldri|gidder ikke|vil ikke|orker ikke|ikke mer|ikke flere|nok av|lei av|stikk|hold kjeft|forstår meg ikke|forstår ikke|slå av|slutt med|nekter|nei takk|gå vekk|uten å|omgå|hoppe over`,
    machine: `bot(en|ten|er)?|robot(en|er)?|maskin(er|en)?|chatbot(en)?|datamaskin|ki|ai|automatisk(e)?|autosvar|automatisert(e)?|automatiske (svar|meldinger|stemme|system)|telefonsvarer|opptak|standardsvar|algoritme|digital assistent|siri|alexa|chat ?gpt|kunstig`,
  },
  ru: {
    refuse: `не|нет|без|хватит|надоел*|достал*|ненавижу|вместо|прекрати*|устал*|отключи*|убери*|никаких|ни|задолбал*|туп(ой|ые|ым)|бесполезн*|не хочу|не буду|не желаю|не надо|не нужен|не нужны|отказываюсь|отстань*|отвали*|отвяжись|иди (нафиг|нахер|лесом|ты)|заткнись|тупо(й|го|му|е|ю)?|тупиш*|бестолков*|не понима(ешь|ете|ет)|ничего не понима*|выключи*|хорош|харош|прекратите|надоели|достали|задолбали|заколебал*|замучил*|сыт по горло|кроме|без всяких|не с|а не|только не|обойти|пропустить|минуя`,
    machine: `бот(а|у|ом|ы|ов|ами)?|робот(а|у|ом|ы|ов|ами)?|машин(а|ой|у|ы)|чат ?бот*|автоответ*|компьютер*|ии|искусственн*|автоматическ*|автомат(а|ом)?|программ(а|ой|у)|нейросет*|железяк*|шаблон*|железк(а|и|у|ой|е)|ботик|ботяра|автоматик*|автоматизирован*|автоответчик*|запис(ь|и|ью)|шаблонн*|шаблонами|заготовл*|скрипт*|алгоритм*|виртуальн* (помощник*|ассистент*)|ассистент(а|ом)?|сири|алис(а|у|ой)|чат ?гпт|систем(а|ой|у)|прог(а|и|у|ой)|программой|жестянк*|консерв*|интеллект*|попуга*`,
  },
  uk: {
    refuse: `не|ні|без|досить|набрид*|дістал*|ненавиджу|замість|припин*|втомив*|вимкн*|прибер*|жодн*|не хочу|не буду|не бажаю|не треба|не потрібен|не потрібні|відмовляюсь|відчеп*|відстань|йди (геть|звідси)|замовкни|безглузд*|марн*|не розумі(єш|єте|є)|нічого не розумі*|вимкни*|годі|припиніть|набридли|задовбав*|замучив*|ситий|крім|тільки не|а не|обійти|оминути|минаючи|пропустити`,
    machine: `бот(а|у|ом|и|ів|ами)?|робот(а|у|ом|и|ів|ами)?|машин(а|ою|у|и)|чат ?бот*|автовідповід*|комп'ютер*|компютер*|ші|штучн*|автоматичн*|програм(а|ою|у)|залізяк*|ботик|автоматизован*|автовідповідач*|запис(и|ом)?|шаблонн*|шаблон*|заготовл*|скрипт*|алгоритм*|віртуальн* (помічник*|асистент*)|асистент(а|ом)?|сірі|чат ?гпт|систем(а|ою|у)|програмою|бляшанк*|інтелект*|папуг*|машиною|автомат(а|ом|и)?`,
  },
  pl: {
    refuse: `nie|żadn*|bez|dość|dosyć|koniec|nienawidzę|zamiast|przestań*|mam dość|nigdy|wyłącz*|zero|nie chcę|nie chce|nie będę|nie bede|nie życzę|nie potrzebuję|odmawiam|odczep*|spada(j|jcie)|spieprza*|zamknij|głup(i|ie|ia)|nie rozumie(sz|cie)?|nic nie rozumie*|wyłącz|mam dosyć|dosyc|mam już|koniec z|przestań|przestańcie|skończ*|oprócz|poza|byle nie|tylko nie|a nie|nie z|wkurza*|nie pisz|ominąć|obejść|pominąć`,
    machine: `bot(a|em|ów|y|ami)?|robot(a|em|ów|y|ami)?|maszyn(a|y|ą|ę)|chatbot*|komputer*|ai|sztuczn*|automat(a|em|u|y)?|automatyczn*|program(em)?|bocik|botem|automatów|automatami|zautomatyzow*|sekretark*|szablon*|formuł(ek|ki|ka)|regułk*|gotow(e|ych) (odpowiedzi|formułk*)|skrypt*|algorytm*|wirtualn* (asystent*|konsultant*|doradc*)|asystent(a|em)?|siri|alexa|chat ?gpt|system(u|em)?|maszynk*|blaszak*|puszk*|inteligencj*|robocik*|maszyna|komputerem`,
  },
  cs: {
    refuse: `ne|nechci|žádn*|bez|dost|nenávidím|místo|přestaň*|nikdy|nebaví|už ne|nebudu|nepotřebuj*|odmít*|odpal|vypadni|drž hubu|blb(ý|á|ej)|k ničemu|nerozumí(š|te)?|nechápe(š|te)?|vypni|mám dost|už mě nebaví|unaven*|kromě|ne s|a ne|žádný|obejít|přeskočit`,
    machine: `bot(a|em|y|i)?|robot(a|em|y|i)?|stroj(e|em)?|chatbot*|počítač*|ai|uměl*|automat(em|u|y)?|automatick*|botík|robůtek|automatizovan*|záznamník|nahrávk*|šablon*|předpřiprav*|automatick* odpověd*|algoritm*|virtuální* asistent*|siri|alexa|chat ?gpt|systém(em|u)?|plechovk*|inteligenc*|strojem`,
  },
  el: {
    refuse: `όχι|δεν|μη|μην|χωρίς|αρκετά|φτάνει|βαρέθηκα|αντί|σταμάτα|σταματήστε|κανένα|δε θέλω|δεν θέλω|δεν μιλάω|αρνούμαι|φύγε|σκάσε|δεν καταλαβαίνεις|δεν καταλαβαίνει|κλείσε|κουράστηκα|μπούχτισα|αντί για|εκτός από|όχι άλλ*`,
    machine: `μποτ|bot|ρομπότ|μηχανή|μηχάνημα|chatbot|υπολογιστή*|αυτόματ*|αυτοματοποιημέν*|τεχνητή|μποτάκι|ρομποτ|αυτοματοποιημένες|τηλεφωνητής αυτόματος|ηχογραφ*|έτοιμες (απαντήσεις)?|αλγόριθμο*|ψηφιακ* βοηθ*|siri|alexa|chat ?gpt|μηχανη|robot`,
  },
  hu: {
    refuse: `nem|ne|nincs|elég|utálom|nélkül|helyett|hagyd|hagyják|unom|soha|nem akarok|nem kell|nem kérek|elegem van|elegem|elég volt|hagyjál|tűnj|kuss|nem érti|nem érted|kapcsold ki|visszautasít*|kivéve|ne a`,
    machine: `bot(ot|tal|ok|okkal)?|robot(ot|tal|ok)?|gép(et|pel|ek)?|chatbot*|számítógép*|automat*|mesterséges|géppel|gépből|gépnek|gépi|automata|automatával|automata válasz*|automatikus*|üzenetrögzítő|felvétel*|sablon*|algoritmus*|virtuális asszisztens*|siri|alexa|chat ?gpt|program*|robottal|robotot`,
  },
  fi: {
    refuse: `en|ei|älä|älkää|riittää|tarpeeksi|ilman|sijaan|vihaan|kyllästyn*|lopeta*|ikinä|en halua|en jaksa|ei enää|riittää jo|kyllästynyt|häivy|turpa kiinni|ei ymmärrä|et ymmärrä|sammuta|lopettakaa|kieltäydyn|ei kiitos|mene pois|tarpeekseni|muu kuin`,
    machine: `bot(ti|in|tia|tien|teja)?|robot*|kone(en|tta|elle)?|chatbot*|tietokone*|tekoäly*|automaat*|botti*|robotti*|automaattivasta*|automaattinen|automaatti*|vastaaja|nauhoite|valmisvasta*|algoritmi|virtuaaliavustaja|siri|alexa|chat ?gpt|koneelle|koneen|konetta`,
  },
  tr: {
    refuse: `değil|istemiyorum|istemem|istemiyoruz|yeter|bıktım|nefret|yerine|olmasın|olmayan|hayır|kapat*|bırak*|usandım|sıkıldım|konuşmam|konuşmayacağım|konuşmak istemi*|istemiyrum|istemiyom|istemez|istemeyiz|gerek yok|lazım değil|uğraşamam|uğraşmak istemiyorum|uğraştırma*|uğraş*|konuşmak istemiyorum|konuşamam|yazışmak istemiyorum|bıktırdı*|sıktı*|defol|işe yaramıyor*|yaramıyor*|anlamıyor*|anlamıyosun|kapat|reddediyorum|bunaldım|canımdan bezdim|bezdim|yoruldum|haricinde|bırak|atlayıp|atlamak|atla|geçip`,
    machine: `bot(la|lar|larla|u|un|tan|sun)?|robot*|makine*|chatbot*|bilgisayar*|yapay zeka*|otomatik*|program*|yazılım*|botla*|bota|bottan|botu|robotla*|robota|robottan|makineyle|makinayla|makina*|hazır (cevap*|mesaj*|yanıt*)|kalıp (cevap*|mesaj*)|şablon*|otomatik (cevap*|mesaj*|yanıt*|ses*|sistem*)|sesli yanıt*|telesekreter*|algoritma*|sanal (asistan*|temsilci*)|dijital asistan*|asistan*|siri|alexa|chat ?gpt|teneke*|zeka*|botunuz*|botunuzla`,
  },
  zh: {
    refuse: `不要|不想|不想要|别|不跟|不和|不同|不是|不用|不|拒绝|讨厌|受够|烦|停止|关掉|没用|别再|少来|够了|取消|不想跟|不想和|不要再|我不|别给我|不需要|不是要|不聊|不谈|懒得|拒绝跟|滚|闭嘴|听不懂|看不懂|不懂|答非所问|听唔明|关了|关闭|受够了|够了喔|烦死了|烦死|跳针|复读|复读机|而不是|除了|不如|唔要|唔好|冇用|跳过|绕过`,
    machine: `机器人|机器|机械人|自动回复|自动|罐头|罐头回复|智能客服|ai|人工智能客服|虚拟助手|智能助手|电脑|程序|系统回复|语音助手|复制粘贴|模板|bot|robot|机器人客服|机器客服|智能机器人|智能回复|智障客服|ai客服|人工智障|自动应答|自动回覆|罐头讯息|罐头讯|罐头信息|罐头简讯|罐头答案|制式|制式回答|官腔|套话|模版|语音系统|语音机器人|电脑语音|电脑回|算法|虚拟客服|虚拟助理|小爱|小度|siri|chatgpt|程式|复读机|鹦鹉|死机器|铁疙瘩|电子客服|gpt|deepseek`,
  },
  ja: {
    refuse: `じゃなく|ではなく|でなく|じゃない|ではない|いや|嫌|やめ|もういい|いらない|要らない|不要|うんざり|飽き|じゃ(だめ|ダメ|無理|解決)|では(だめ|無理|解決)|以外|ない|なし|無し|抜き|じゃ話|じゃなくて|ではなくて|じゃないと|じゃだめ|じゃ無理|じゃ嫌|はいや|は嫌|は結構|はもう結構|もう結構|結構です|いりません|要りません|いらん|お断り|断る|拒否|やめて|やめろ|止めて|消えろ|黙れ|うるさい|うざい|役立たず|ポンコツ|話にならない|話が通じ|通じない|分からない|わかって(ない|いない)|理解して(ない|いない)|気はない|気がない|つもりはない|たくない|したくない|疲れた|飽きた|ごめん|の代わりに|抜きで|飛ばして|スキップ|回避`,
    machine: `ロボット|ボット|チャットボット|機械|ai|人工知能|自動(返信|応答|音声|対応|回答)?|コンピュータ(ー)?|プログラム|定型文|テンプレ|bot|ロボ|ロボット(さん)?|自動(音声|返信|応答|回答|メッセージ|対応|案内)|録音|ガイダンス|音声ガイダンス|アルゴリズム|バーチャル(アシスタント)?|アシスタント|シリ|siri|chatgpt|定型(文|回答)|テンプレート|コピペ|マニュアル(回答|通り)|機械(音|的)?|人工無能|ポンコツ|きかい|えーあい`,
  },
  ko: {
    refuse: `말고|싫|그만|아니|안|됐|지겹|짜증|못|없이|빼고|대신|말라|하지마|필요없|말고요|아니고|아닌|싫어|싫다|싫고|싫은|싫음|안해|안할|안하|하기싫|그만해|그만하|그만좀|그만두|꺼져|닥쳐|닥치|쓸데없|소용없|도움안|도움이안|못알아|못알아듣|알아듣지|이해못|이해를못|답답|짜증나|질려|질렸|지쳤|됐고|됐어|됐으니|필요없어|대신에|거부|거절|의미없|관둬|집어치|건너뛰`,
    machine: `로봇|챗봇|봇|기계|자동응답|자동답변|자동|인공지능|컴퓨터|프로그램|매크로|ai|봇이|봇은|봇이랑|챗봇이|로봇이|기계가|기계랑|기계음|기계적|자동(응답|답변|메시지|안내|상담|음성)?|자동화|arss|ars|알고리즘|가상(비서|상담)|비서|시리|챗지피티|챗gpt|gpt|매크로(답변)?|복붙|복사붙여넣기|템플릿|깡통|앵무새|에이아이`,
  },
  th: {
    refuse: `ไม่|ไม่เอา|ไม่อยาก|ไม่ต้องการ|เบื่อ|เกลียด|หยุด|เลิก|พอ|พอแล้ว|ไม่ใช่|แทน|รำคาญ|ไม่เอาแล้ว|ไม่อยากคุย|ไม่คุย|ไม่ขอ|ไม่พูดกับ|อย่า|เลิกตอบ|หยุดตอบ|พอเถอะ|พอที|พอได้แล้ว|พอกัน|ไปให้พ้น|หุบปาก|ไม่มีประโยชน์|ไม่รู้เรื่อง|ไม่เข้าใจ|เข้าใจไหม|ปิดบอท|เซ็ง|เหนื่อย|ปฏิเสธ|นอกจาก|แทนที่จะ|ข้ามบอท|ข้าม`,
    machine: `บอท|บอต|หุ่นยนต์|โรบอท|แชทบอท|แชตบอต|อัตโนมัติ|ระบบอัตโนมัติ|ระบบ|เครื่อง|เอไอ|ai|bot|ปัญญาประดิษฐ์|บอทตอบ|บอตตอบ|หุ่น|โรบอต|ตอบอัตโนมัติ|ข้อความอัตโนมัติ|ระบบตอบรับ|ระบบตอบ|เสียงอัตโนมัติ|เครื่องตอบ|เทปอัด|อัลกอริทึม|ผู้ช่วย(เสมือน|อัจฉริยะ)|สิริ|แชทจีพีที|ก๊อปวาง|ข้อความสำเร็จรูป|เครื่องจักร|จักรกล|คอมพิวเตอร์`,
  },
  vi: {
    refuse: `không|ko|k|hok|đừng|chán|ghét|thay vì|thôi|dừng|chứ không|mệt|khỏi|bỏ|chả|chẳng|không muốn|ko muốn|k muốn|hok muốn|hông muốn|hong muốn|hem muốn|khong muon|không cần|ko cần|không thích|đừng có|chứ không phải|không phải|dẹp|tắt đi|im đi|vô ích|không hiểu|ko hiểu|không giúp được|chán lắm|chán rồi|mệt với|phát ngán|ngán|từ chối|đủ rồi|thôi đi|hông|hổng|chớ|bỏ qua|vượt qua`,
    machine: `bots?|rô bốt|robot|máy|máy móc|chatbot|tự động|trả lời tự động|trí tuệ nhân tạo|máy tính|tin nhắn mẫu|con bot|cái bot|bot này|rô bôt|robo|máy trả lời|tin nhắn (tự động|mẫu)|câu trả lời (mẫu|tự động|có sẵn)|trả lời (mẫu|có sẵn|máy móc|vòng vòng|lòng vòng)|tu dong|tra loi tu dong|thuật toán|trợ lý ảo|siri|chat ?gpt|copy paste|may moc|trí tuệ`,
  },
  id: {
    refuse: `tidak|gak|ga|nggak|ngga|gamau|bukan|jangan|jgn|stop|cukup|capek|bosan|bosen|males|malas|benci|tanpa|daripada|muak|ogah|berhenti|ga mau|gak mau|nggak mau|ndak mau|gk mau|tdk mau|tidak mau|tak mau|ga butuh|gak butuh|tidak butuh|gak usah|ga usah|jangan pake|jangan pakai|emoh|ora|ndak|kagak|kaga|enggak|engga|hentikan|berhentikan|matiin|stop deh|udah deh|sudah cukup|cukup sudah|bete|kesel|kesal|capek sama|males sama|gak guna|ga guna|tidak berguna|gak ngerti|ga ngerti|ga paham|gak paham|tidak mengerti|menolak|bukan sama|gausah|ogah sama|lewatin|lewati|skip|melewati`,
    machine: `bots?|robot|mesin|chatbot|komputer|ai|otomatis|jawaban (otomatis|template)|template|balasan otomatis|kecerdasan buatan|program|robotnya|botnya|mesinnya|jawaban (otomatis|template|mesin|robot|copas|copy paste)|balasan (otomatis|template|mesin|robot)|pesan (otomatis|template)|otomatis(an)?|mesin penjawab|algoritma|asisten (virtual|digital)|asisten|siri|alexa|chat ?gpt|copas|copy paste|templet|software|aplikasi robot|veronika`,
  },
  hi: {
    refuse: `नहीं|नही|मत|ना|बंद|बस|तंग|नफरत|बजाय|बिना|परेशान|nahi|nahin|nhi|mat|na|band|bas|tang|bina|no|not|नहीं करूंगा|नहीं करूँगा|नहीं करनी|नहीं चाहिए|नही चाहिए|नहीं करना|नहीं करुंगा|मत करो|परेशान हो|तंग आ|थक गया|थक गयी|बकवास|किसी काम का नहीं|काम का नहीं|समझ नहीं|समझते नहीं|नहीं समझ|बंद करो|हटाओ|हटो|चुप|दफा|के बजाय|की जगह|छोड़कर|के अलावा|nahi karni|nahi krni|nahi chahiye|nahi chaiye|nhi chahiye|nhi chaiye|nahi karna|nahi karunga|nahi karungi|mat karo|pareshan|tang aa|thak gaya|bakwas|kisi kaam ka nahi|samajh nahi|samajhte nahi|nahi samajh|band karo|hatao|hato|chup|dafa|ki jagah|ke alawa|chhodo|nai|kaam ka nahi|स्किप|skip`,
    machine: `बॉट|बोट|रोबोट|रोबॉट|मशीन|चैटबॉट|कंप्यूटर|एआई|ऑटोमेटिक|स्वचालित|bot|robot|machine|chatbot|computer|ai|automatic|मशीनों|मशीनी|रोबोटिक|ऑटोमैटिक|ऑटो रिप्लाई|रटे रटाए|रिकॉर्डिंग|रिकॉर्डेड|एल्गोरिदम|वर्चुअल असिस्टेंट|असिस्टेंट|सिरी|चैट जीपीटी|botty|bots|robotic|auto reply|automated|recording|recorded|virtual assistant|assistant|siri|chat ?gpt|machine se|bot se|robot se`,
  },
  ar: {
    refuse: `لا|مو|مش|ما|ليس|ليست|بدون|بدل|كفاية|كفايه|خلاص|يكفي|اكره|زهقت|مللت|تعبت|غير|بطل|بطلوا|وقف|وقفوا|بلا|مابي|مابغى|بلاش|ما ابي|ما ابغى|ما بدي|مابدي|ما بديش|مش عايز|مش عاوز|موب|مهوب|ماني|ما احب|ما بغيت|ما بغيتش|منيش|ماشي|لا ابغى|لا اريد|لا أريد|لا احتاج|لا ارغب|ارفض|أرفض|كرهت|زهقت من|طفشت|طفشتوني|تعبت من|مليت|مليت من|ضجت|بكفي|بزيادة|اسكت|اخرس|روح|انقلع|ما تفهم|ما يفهم|لا يفهم|لا تفهم|مو فاهم|مش فاهم|مش بتفهم|ما بيفهم|عديم الفائدة|مالك فايدة|اطفي|اوقف|اوقفوا|من غير|بدال|بدل ما|مو مع|مش مع|mesh|mish|mush|mo|machi|mashi|mouch|mch|اتخطى|تخطي|اتجاوز|تجاوز`,
    machine: `بوت|البوت|بوتات|روبوت|الروبوت|روبوتات|آلة|الة|آلي|الي|الآلي|الالي|آلية|الية|اوتوماتيك|اوتوماتيكي|اوتوماتيكية|كمبيوتر|ذكاء اصطناعي|الذكاء الاصطناعي|شات بوت|برنامج|بوتكم|روبوتكم|بالروبوت|الروبوتات|ماكينة|الماكينة|ماكينه|مكينة|مكينه|رد (الي|آلي|تلقائي)|الرد (الالي|الآلي|التلقائي)|ردود (آلية|الية|جاهزة|تلقائية|اوتوماتيكية|معلبة)|رسائل (آلية|تلقائية|جاهزة)|مسجل|تسجيل|مسجلة|قوائم|القائمة|نسخ ولصق|قوالب|خوارزمية|مساعد (افتراضي|رقمي|ذكي)|المساعد (الافتراضي|الذكي|الالي)|سيري|شات جي بي تي|robot|bot|makina|machine|alaat`,
  },
  fa: {
    refuse: `نه|نمی خوام|نمیخوام|نمیخواهم|نمی خواهم|نیست|نباشه|بدون|بسه|کافیه|خسته|متنفر*|بجای|به جای|نمی‌خوام|نمیخام|نمیخوایم|حوصله*|خسته شدم|خسته ام|بس کن|ول کن|گمشو|خفه|بی خاصیت|بدرد نمی خور*|نمیفهمی|نمی فهمی|نمیفهمه|نفهم|خاموش*|بسه دیگه|امتناع|نه با|غیر از|جز`,
    machine: `ربات*|روبات*|بات|ماشین|چت بات|کامپیوتر|هوش مصنوعی|خودکار|اتوماتیک|رباتتون|ربات ها|ماشینی|جواب (خودکار|آماده|تکراری)*|پاسخ (خودکار|آماده|اتوماتیک)*|پیام (خودکار|آماده)*|منشی تلفنی|ضبط شده|الگوریتم|دستیار (مجازی|هوشمند)|سیری|چت جی پی تی|کپی پیست|robot`,
  },
  he: {
    refuse: `לא|בלי|די|מספיק|נמאס|שונא|במקום|תפסיק|תפסיקו|אין|אל|לא רוצה|לא רוצים|לא מעוניין|מסרב|נמאס לי|די כבר|תסתום|עוף|חסר תועלת|לא מבין|לא מבינה|לא עוזר|תכבה|תפסיקי|מספיק עם|די עם|לא עם|חוץ מ|ללא`,
    machine: `בוט|בוטים|רובוט|רובוטים|מכונה|צ אטבוט|צאטבוט|מחשב|אוטומטי|אוטומטית|אוטומטיות|בינה מלאכותית|הבוט|לבוט|רובוטי|הרובוט|המכונה|תשובות (אוטומטיות|מוכנות|מוקלטות)|התשובות האוטומטיות|הודעות (אוטומטיות|מוקלטות)|משיבון|הקלטה|אלגוריתם|עוזר (וירטואלי|דיגיטלי)|סירי|העתק הדבק`,
  },
};
