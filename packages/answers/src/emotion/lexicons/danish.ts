import type { Lexicon } from '../lexicon.ts';

export const danish: Lexicon = {
  anger: `vred|sur|rasende|gal på|skide sur|pissesur|edderspændt|irriteret|irriterende|forarget|oprørt|uacceptabel*|ikke acceptabelt|latterlig*|skandale|skandaløs*|skam jer|skammeligt|til grin|absurd|helt sort|lort|lorte*|pis|fanden|for helvede|for satan|idioter|klovne|inkompetent*|uduelig*|elendig*|forfærdelig*|rædsom*|rædselsfuld*|værste|dårligste|katastrofe|katastrofal*|svindlere|svindel er det|tyve|løgnere|fup|snydt|i snyder|tager i pis|pis på mig|gør nar|laver i sjov|træt af jer|dødtræt|træt af det|har fået nok|fået nok|nu er det nok|aldrig mere|aldrig igen|spild af tid|spilder min tid|hader|mistet tålmodigheden|tålmodighed|min tålmodighed|sagsøge*|~min advokat|forbrugerråd*|forbrugerklage*|~frustre*|~tredje gang|~fjerde gang|~hvor mange gange|~ingen svarer|~ignorer*|~dum|~dumme|frækhed|uforskammet
|~hvad er det for en service|~hver gang|~altid det samme|~lovede|~lovet|~ingen hjælper|~undskyldninger|~utroligt at|~uprofessionel*|~respektløst|~anden gang|~mareridt
|~vrøvl|~tyveri`,
  disappointment: `skuffet|skuffende|skuffelse|utilfreds*|ikke tilfreds|ikke glad|ked af|ked af det|trist|~ærgerligt|fortryder|havde forventet mere|forventede mere|forventede bedre|håbede på|dårlig kvalitet|ringe kvalitet|dårlig service|ringe service|dårlig oplevelse|ikke værd|ikke pengene værd|ikke som beskrevet|anbefaler ikke|kan ikke anbefale|mistet tilliden|svigtet|~desværre|~venter stadig|middelmådig|nedslående|var bedre før|~hjalp ikke|~hjælper ikke`,
  urgency: `haster|det haster|haster meget|hurtigst muligt|så hurtigt som muligt|asap|akut|nødsituation|nødstilfælde|skynd jer|skynd dig|har travlt|kan ikke vente|ikke tid|ingen tid|^omgående|^øjeblikkeligt|^straks|^med det samme|^lige nu|?nu|^inden i morgen|^inden for en time|^om en time|?i dag|?i aften|^hurtigt|?brug for|?i morgen`,
  satisfaction: `~tak|~mange tak|~tusind tak|taknemmelig|fantastisk*|fremragende|perfekt|super|skønt|dejligt|glad|meget glad|tilfreds|meget tilfreds|godt arbejde|flot arbejde|godt gået|bedste|anbefaler|elsker|meget venlig*|hjælpsom*|rigtig god|top|genialt|imponeret|flot|+virker nu|+det virker|+løst|+lykkedes|~fint|~rart`,
  problem: `?igen|stadig|endnu ikke|i stykker|ødelagt|virker ikke|ikke kommet|ikke ankommet|ikke modtaget|aldrig kommet|fejl|?problem*|forsinket|forsinkelse|for sent|væk|?mangler|beskadiget|defekt|intet svar|ingen svar|?ingen|?uger|?dage|?timer|afvist|annulleret|trukket to gange|dobbelt|?forkert*|venter|ventet`,
  intensifiers: `meget|så|virkelig|totalt|fuldstændig|helt|ekstremt|utrolig|utroligt|simpelthen|dybt|vildt|super`,
  negators: `ikke|aldrig|uden|ingen|intet|hverken|næppe`,
  conditionals: `hvis`,
  ordinary: `intet problem|ikke noget problem|ingen hast|haster ikke|ingen problemer|nødkontakt|på forhånd tak|ikke dårligt|hvordan klager jeg|nu og her|indtil nu|straksoverførsel|supermarked|for tiden|surfe`,
};
