import type { Lexicon } from '../lexicon.ts';

export const norwegian: Lexicon = {
  anger: `sint|sur|forbanna|forbannet|rasende|irritert|irriterende|opprørt|provosert|uakseptabel*|ikke akseptabelt|latterlig*|skandale|skandaløs*|skam dere|skammelig*|absurd|helt sykt|dritt*|drit|faen|helvete|for svarte|jævla|jævlig|idioter|klovner|inkompetent*|udugelig*|elendig*|forferdelig*|grusom*|verste|dårligste|katastrofe|katastrofal*|svindlere|svindel er det|tyver|løgnere|lurt meg|blitt lurt|tuller dere|kødder dere|gjør narr|drittlei|lei av dette|lei av dere|har fått nok|fått nok|nå er det nok|aldri mer|aldri igjen|bortkastet tid|kaster bort tiden|hater|mistet tålmodigheten|tålmodigheten|saksøke*|~min advokat|forbrukerråd*|forbrukertilsyn*|~frustre*|~tredje gang|~fjerde gang|~hvor mange ganger|~ingen svarer|~ignorer*|~dum|~dumme|frekt|uforskammet|respektløst
|~hva slags service|~hver gang|~alltid det samme|~lovte|~lovet|~ingen hjelper|~unnskyldninger|~utrolig at|~uprofesjonel*|~uhøflig|~andre gang|~mareritt
|~tull|~tyveri`,
  disappointment: `skuffet|skuffende|skuffelse|misfornøyd|ikke fornøyd|ikke glad|utilfreds|lei meg|trist|~synd|angrer|hadde forventet mer|forventet mer|forventet bedre|håpet på|dårlig kvalitet|dårlig service|dårlig opplevelse|ikke verdt|ikke som beskrevet|anbefaler ikke|kan ikke anbefale|mistet tilliten|sviktet|~dessverre|~venter fortsatt|~venter fremdeles|middelmådig|nedslående|var bedre før|~hjalp ikke|~hjelper ikke`,
  urgency: `haster|det haster|hastesak|snarest|så fort som mulig|så raskt som mulig|fortest mulig|asap|akutt|nødsituasjon|nødstilfelle|skynd dere|skynd deg|har dårlig tid|kan ikke vente|ikke tid|ingen tid|^umiddelbart|^øyeblikkelig|^straks|^med en gang|^akkurat nå|?nå|^innen i morgen|^innen en time|^om en time|?i dag|?i kveld|^raskt|^fort|?trenger|?i morgen`,
  satisfaction: `~takk|~tusen takk|~mange takk|takknemlig|fantastisk*|fremragende|utmerket|perfekt|super|supert|kjempebra|veldig bra|herlig|glad|veldig glad|fornøyd|veldig fornøyd|bra jobba|god jobb|flott jobb|beste|anbefaler|elsker|veldig hyggelig*|hjelpsom*|imponert|flott|topp|genialt|+virker nå|+fungerer nå|+løst|+ordnet seg|~fint|~hyggelig|~bra`,
  problem: `?igjen|fortsatt|fremdeles|ennå ikke|ødelagt|i stykker|virker ikke|fungerer ikke|ikke kommet|ikke mottatt|aldri kommet|?feil|?problem*|forsinket|forsinkelse|for sent|borte|?mangler|skadet|defekt|ikke svar|ingen svar|?ingen|?uker|?dager|?timer|avvist|kansellert|trukket to ganger|dobbelt|venter|ventet`,
  intensifiers: `veldig|så|virkelig|totalt|fullstendig|helt|ekstremt|utrolig|rett og slett|dypt|kjempe|svært|super`,
  negators: `ikke|aldri|uten|ingen|ingenting|verken|neppe`,
  conditionals: `hvis|dersom`,
  ordinary: `ikke noe problem|ingen problem|ingen problemer|ingen hast|haster ikke|nødkontakt|på forhånd takk|ikke dårlig|ikke verst|hvordan klager jeg|inntil nå|straksbetaling|supermarked|for tiden|synd på`,
};
