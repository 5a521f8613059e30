import type { Lexicon } from '../lexicon.ts';

export const german: Lexicon = {
  anger: `wütend|wuetend|wut|sauer|stinksauer|verärgert|veraergert|ärgerlich|aergerlich|ärgert mich|ich ärgere mich|zornig|empört|empörend|frechheit|unverschämt*|unverschaemt*|unmöglich so|unakzeptabel
|inakzeptabel|nicht akzeptabel|lächerlich|laecherlich|skandal*|sauerei|schweinerei|saftladen|sauladen|scheiß*|scheiss*|scheisse|mist|verdammt*|verflucht*|zum kotzen|kotzt mich|idioten|vollidioten|deppen|abzocke|abzocker|betrüger
|ihr betrügt|betrug ist das|unfähig*|inkompetent*|katastrophe|katastrophal*|miserabel|miserabler|unterirdisch*|das letzte|schlimmste*|schlechteste*|nie wieder|reicht es mir|mir reichts|jetzt reicht*|es reicht|reicht mir|die schnauze voll|schnauze voll|nase voll
|hab es satt|ich habe es satt|platzt der kragen|verarscht|verarschen|verarsche|veräppeln|wollt ihr mich|wollen sie mich|wie oft denn noch|wie oft noch|zeitverschwendung|anwalt einschalten|~mein anwalt|verbraucherzentrale|anzeigen werde|anzeige erstatten|unter aller sau|hasse
|~genervt|nervt|~nervig|~frustrier*|~zum dritten mal|~zum vierten mal|~zum x ten mal|~dumm|~dumme|~dummer|~geduld am ende|geduld ist am ende|bodenlos*|dreist|was soll der mist|was soll das|keiner hilft|~ignoriert|~niemand antwortet|~keiner antwortet
|~was ist das für ein|~was für ein saftladen|~jedes mal|~immer dasselbe|~immer das gleiche|~versprochen|~leere versprechen|~keiner hilft mir|~niemand hilft|~vorgesetzten|~ausreden|~unglaublich
|~unprofessionell|~unhöflich|~respektlos|~hingehalten|~vertröstet|~abgewimmelt|~zweiten mal|~schon dreimal|~schon fünfmal|~unfassbar|~diebstahl|~blödsinn
|~quatsch|~horror|~albtraum|~zumutung
|sowas von|unverschämtheit|zumutung|eine zumutung|unzumutbar|~unmöglich|das ist ein witz|schlechter witz|ein witz|ich fasse es nicht|geht gar nicht|so geht das nicht|das kann nicht sein|kann doch nicht wahr
|kann ja wohl nicht|nicht euer ernst|nicht ihr ernst|armselig|erbärmlich|~peinlich|schäbig|saumäßig|nutzlos|inkompetenz|hinhaltetaktik|platzt mir|zum verrückt|in den wahnsinn
|angelogen|gelogen|verlogen|fassungslos|entsetzt|sofort mein geld zurück|will mein geld zurück|schlamperei|unter aller|schimpf`,
  disappointment: `enttäuscht*|enttaeuscht*|enttäuschung|enttäuschend*|unzufrieden|nicht zufrieden|unglücklich|~traurig|~schade|leider nicht das|mehr erwartet|besseres erwartet|hatte gehofft|hätte mehr|nicht wie beschrieben|nicht das was ich|bereue|schlechte qualität|schlechter service
|mangelhaft|schlechte erfahrung|lässt zu wünschen|zu wünschen übrig|geld nicht wert|nicht wert|früher war|früher wart ihr|nicht empfehlen|vertrauen verloren|~leider|~mies|~mieser|~miese|~warte immer noch|~im stich gelassen|im stich|deprimier*|ernüchternd|~hat nicht geholfen|~keine hilfe
|hatte mir mehr|mehr versprochen|erwartungen nicht|nicht erfüllt|entspricht nicht|billig verarbeitet|minderwertig*|schlecht verarbeitet|nicht überzeugt|hält nicht was|geldverschwendung|rausgeworfenes geld|nie gedacht|bin geknickt
|bedauerlich|ernüchtert|~frust`,
  urgency: `dringend*|eilt|eilig|sehr eilig|eile|notfall|so schnell wie möglich|schnellstmöglich|asap|umgehend|unverzüglich|auf der stelle|keine zeit|läuft die zeit|zeit davon|nicht mehr warten|kann nicht warten|^sofort|^jetzt sofort|^jetzt gleich|^schnell bitte|^bitte schnell|^beeil*
|^in einer stunde|^in zwei stunden|^bis morgen|^bis heute abend|^noch heute|^heute noch|^in einer halben stunde|?heute|?brauche|?schnell|?gleich|?morgen`,
  satisfaction: `~danke|~dankeschön|~vielen dank|~herzlichen dank|dankbar|super|toll|klasse|prima|großartig|grossartig|fantastisch|ausgezeichnet|hervorragend|perfekt|wunderbar|begeistert|sehr zufrieden|zufrieden|glücklich|freue mich|freut mich|top|spitze|genial|gut gemacht|beste|bester service
|sehr hilfreich|hilfreich|~nett|sehr freundlich|lieb von|weiter so|empfehle|weiterempfehlen|+funktioniert jetzt|+klappt jetzt|+hat geklappt|+hat geholfen|+gelöst|+erledigt|~gerne|super schnell|liebe es|lobenswert|bravo`,
  problem: `kaputt|defekt*|schon wieder|?wieder|immer noch|noch immer|noch nicht|nicht angekommen|nicht da|funktioniert nicht|geht nicht|klappt nicht|fehler|?problem|?probleme|?falsch*|verspätet|verspätung|zu spät|verloren|?fehlt|beschädigt|keine antwort|?niemand|?keiner|?seit wochen|?seit tagen|?seit stunden|?wochen|abgelehnt|storniert|abgestürzt|doppelt abgebucht|?warte|warteschleife`,
  intensifiers: `sehr|so|total|absolut|völlig|extrem|wirklich|echt|richtig|unglaublich|überaus|ganz|mega|äußerst|zutiefst|dermaßen|maßlos|schwer|zu`,
  negators: `nicht|kein|keine|keinen|keiner|nie|niemals|ohne|kaum|weder|bin nicht`,
  conditionals: `wenn|falls|sollte|ob`,
  ordinary: `kein problem|keine eile|eilt nicht|nicht dringend|nicht schlecht|schadensersatz|schade nie|danke im voraus|vielen dank im voraus|notfallkontakt|notrufnummer|wie kann ich mich beschweren|immer wieder gern|sauerstoff|saure|mistkäfer|sofortüberweisung|eilüberweisung|soforthilfe|topf|schnellladen
|eilzustellung|expressversand|dringende überweisung|notfallnummer|notdienst|zufriedenheitsgarantie|eilbestellung|ungern stören`,
};
