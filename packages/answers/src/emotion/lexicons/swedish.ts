import type { Lexicon } from '../lexicon.ts';

export const swedish: Lexicon = {
  anger: `arg|argt|jättearg|skitarg|förbannad|förbannat|rasande|ilsken|sur|irriterad|irriterande|upprörd|oacceptabel*|inte acceptabelt|löjlig*|löjeväckande|skandal|skandalös*|skäms|skam|absurt|helt sjukt|skit|skit*|fan|jävla|jävlar|helvete|idioter|clowner|inkompetent*|oduglig*|värdelös*|usel|uselt|eländig*|fruktansvärd*|förskräcklig*|vidrig*|sämsta|värsta|katastrof|katastrofal*|bedragare|bedrägeri är det|tjuvar|lögnare|lurad|ni lurar|lurat mig|skojar ni|driver ni med|skämtar ni|trött på er|trött på det|less på|fått nog|nu räcker det|aldrig mer|aldrig igen|slöseri med tid|slösar min tid|hatar|tappat tålamodet|mitt tålamod|tålamodet|stämma er|~min advokat|konsumentverket|arn|~frustre*|~tredje gången|~fjärde gången|~hur många gånger|~ingen svarar|~ignorer*|~dum|~dumma|fräckt|oförskämt|respektlöst
|~vad är det för service|~varje gång|~alltid samma|~lovade|~lovat|~ingen hjälper|~ursäkter|~otroligt att|~oprofessionel*|~otrevlig*|~andra gången|~mardröm
|~trams|~stöld`,
  disappointment: `besviken|besviket|besvikelse|missnöjd|inte nöjd|inte glad|ledsen|ledsamt|~tråkigt|~synd|ångrar|hade förväntat mig mer|förväntade mig mer|förväntade mig bättre|hoppades på|dålig kvalitet|dålig service|dålig upplevelse|inte värt|inte som beskrivet|rekommenderar inte|kan inte rekommendera|tappat förtroendet|svikit|sviken|~tyvärr|~väntar fortfarande|medioker|nedslående|var bättre förr|~hjälpte inte|~hjälper inte`,
  urgency: `brådskande|bråttom|har bråttom|det brådskar|snarast|så snart som möjligt|så fort som möjligt|så snabbt som möjligt|asap|akut|nödsituation|nödfall|skynda er|skynda dig|kan inte vänta|ingen tid|hinner inte|^omedelbart|^genast|^direkt|^på en gång|^just nu|?nu|^före imorgon|^innan imorgon|^inom en timme|^om en timme|?idag|?ikväll|^snabbt|?behöver|?imorgon`,
  satisfaction: `~tack|~tack så mycket|~stort tack|~tusen tack|tacksam|fantastisk*|utmärkt|perfekt|super|suveränt|underbart|toppen|jättebra|väldigt bra|glad|jätteglad|nöjd|mycket nöjd|jättenöjd|bra jobbat|bra gjort|bästa|rekommenderar|älskar|mycket trevlig*|hjälpsam*|imponerad|grymt|kanon|klockrent|+fungerar nu|+funkar nu|+löst|+det löste sig|~bra|~trevlig*|~fint`,
  problem: `?igen|fortfarande|ännu inte|trasig|trasigt|sönder|fungerar inte|funkar inte|inte kommit|inte fått|aldrig kommit|?fel|?problem*|försenad|försening|för sent|borta|?saknas|skadad|defekt|inget svar|?ingen|?veckor|?dagar|?timmar|nekad|avbruten|avbokad|dragit dubbelt|dubbelt|väntar|väntat`,
  intensifiers: `mycket|så|väldigt|verkligen|totalt|fullständigt|helt|extremt|otroligt|djupt|jätte|super|riktigt`,
  negators: `inte|aldrig|utan|ingen|inget|varken|knappast|ej`,
  conditionals: `om jag|om den|om det|om produkten|om man`,
  ordinary: `inga problem|inget problem|ingen brådska|inte bråttom|inte brådskande|nödkontakt|nödnummer|tack på förhand|inte dåligt|hur klagar jag|fram till nu|snabbköp|direktöverföring|för tillfället|arginin`,
};
