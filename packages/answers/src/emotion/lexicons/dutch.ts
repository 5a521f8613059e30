import type { Lexicon } from '../lexicon.ts';

export const dutch: Lexicon = {
  anger: `boos|woedend|kwaad|pissig|pislink|razend|geïrriteerd|irritant|irriteert|verontwaardigd|onacceptabel|onaanvaardbaar|belachelijk*|schandalig*|schande|een schande|schaam je|absurd|waardeloos|waardeloze|klote|kut*|kak|shit|verdomme|godverdomme|tering*|rot op|idioten|sukkels|prutsers|incompetent*|onbekwaam|verschrikkelijk*|vreselijk*|slechtste|ergste|rampzalig*|een ramp|oplichters|oplichterij|dieven|leugenaars|maken jullie een grap|grapje zeker|neem je me in de maling|in de maling
|ben het zat|het zat|spuugzat|beu|nooit meer|tijdverspilling|verspilling van mijn tijd|haat|geduld is op|geduld verloren|mijn geduld|nu is het genoeg|genoeg geweest|schandaal|aanklagen|~mijn advocaat|consumentenbond|ronduit slecht|~gefrustreerd|~frustre*|~derde keer|~vierde keer|~hoe vaak|~niemand reageert|~niemand antwoordt|~genegeerd|~negeren|~stom|~stomme|brutaal|respectloos
|~wat voor service|~wat is dit voor|~elke keer|~altijd hetzelfde|~beloofd|~niemand helpt|~leidinggevende|~smoesjes|~ongelofelijk|~ongelooflijk|~onprofessioneel|~onbeleefd
|~lomp|~aan het lijntje|~tweede keer|~diefstal|~nachtmerrie|~onzin|~bespottelijk`,
  disappointment: `teleurgesteld*|teleurstell*|ontevreden|niet tevreden|niet blij|ongelukkig|verdrietig|~jammer|~wat jammer|spijt van|had meer verwacht|beter verwacht|had gehoopt|slechte kwaliteit|slechte service|slechte ervaring|niet waard|niet zoals beschreven|niet wat ik besteld|raad het niet aan|afrader|vertrouwen kwijt|in de steek gelaten|~helaas|~wacht nog steeds|~nog steeds aan het wachten|matig|bedroevend|ontmoedigd|vroeger was|~heeft niet geholpen|~helpt niet`,
  urgency: `dringend*|spoed|spoedgeval|met spoed|haast|heb haast|zo snel mogelijk|zsm|z.s.m.|asap|schiet op|noodgeval|nood|kan niet wachten|niet langer wachten|geen tijd|^onmiddellijk|^direct|^meteen|^nu meteen|?nu|^snel alstublieft|^snel aub|^voor morgen|^binnen een uur|^over een uur|^vandaag nog|?vanavond|?vandaag|?snel|?nodig|?morgen`,
  satisfaction: `~bedankt|~dank je|~dank u|~dankjewel|~dankuwel|~hartelijk dank|dankbaar|geweldig*|fantastisch*|uitstekend*|perfect|prima|super|top|toppie|prachtig|blij|heel blij|tevreden|goed gedaan|goed werk|mooi werk|de beste|beste service|aanrader|raad ik aan|heel vriendelijk|erg vriendelijk|behulpzaam|erg behulpzaam|nuttig|fijn|lekker snel|hulde|complimenten|chapeau|+werkt nu|+werkt weer|+opgelost|+gelukt|~leuk|~netjes`,
  problem: `kapot|stuk|alweer|?weer|opnieuw|nog steeds|nog niet|werkt niet|doet het niet|niet aangekomen|niet ontvangen|nooit aangekomen|fout|fouten|?probleem|?problemen|vertraging|te laat|kwijt|ontbreekt|beschadigd|defect|geen antwoord|geen reactie|?niemand|?weken|?dagen|?uren|geweigerd|geannuleerd|dubbel afgeschreven|?verkeerd*|?wacht al`,
  intensifiers: `heel|erg|zeer|zo|echt|totaal|helemaal|absoluut|volledig|ontzettend|enorm|extreem|super|vreselijk|diep|te`,
  negators: `niet|geen|nooit|zonder|nauwelijks|noch|ben niet`,
  conditionals: `als|indien|mocht`,
  ordinary: `geen probleem|geen haast|niet dringend|geen spoed|noodnummer|bij voorbaat dank|alvast bedankt|niet slecht|hoe dien ik een klacht in|spoedoverboeking|spoedlevering|te|direct debit|direct beschikbaar|weer open|tot nu toe|supermarkt|stad
|spoedbestelling|niet goed geld terug|sorry dat ik stoor|spoedlijn|spoedeisende hulp`,
};
