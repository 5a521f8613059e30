import type { Lexicon } from '../lexicon.ts';

export const czech: Lexicon = {
  anger: `naštvan*|nasran*|rozzloben*|rozčilen*|rozčiluj*|vzteklý|vzteklá|vztek|zuřím|zuřivý|štve|sere|podrážděn*|pobouřen*|nepřijatelné|nepřijatelný|nepřípustné|skandál*|ostuda|hanba|styďte se|směšné|absurd*|trapné|výsměch|děláte si srandu|děláte si legraci|to je vtip|kurva|sakra|do háje|do prdele|hovno|kretén*|idiot*|blbci|neschopn*|nekompetentn*|otřesn*|příšern*|hrozn*|strašný|strašné|nejhorší|katastrof*|podvodníci|podvodníc*|zloději|lháři|lžete|okradli|mám toho dost|mám dost|už dost|tak dost|nikdy více|už nikdy|ztráta času|plýtváte mým|nenávidím|došla trpělivost|dochází trpělivost|trpělivost|zažaluji|~můj právník|~právník*|čoi|obchodní inspekc*|~frustr*|~potřetí|~počtvrté|~kolikrát|~nikdo neodpovídá|~ignoruj*|~hloup*|~blbý|drzost|neslýchané
|~co je to za|~pokaždé|~pořád to samé|~slíbili|~nikdo nepomůže|~nikdo mi nepomohl|~vedoucí*|~výmluvy|~neuvěřiteln*|~neprofesionáln*|~hrubý|~podruhé
|~noční můra|~nesmysl*|~krádež|~děs`,
  disappointment: `zklaman*|zklamání|nespokojen*|nejsem spokojen*|smutn*|~škoda|mrzí mě|lituji|čekal jsem víc|čekala jsem víc|očekával jsem|očekávala jsem|doufal jsem|doufala jsem|špatná kvalita|mizern*|špatné služby|špatný servis|špatná zkušenost|nestojí za to|nedoporučuji|nemohu doporučit|ztratil jsem důvěru|ztratila důvěru|neodpovídá popisu|~bohužel|~stále čekám|~pořád čekám|průměrn*|dříve to bylo lepší|~nepomohlo|~nepomáhá`,
  urgency: `naléhav*|urgentn*|spěchá|spěchám|nutně|pospěšte|co nejdříve|co nejrychleji|asap|nouzov* situace|mimořádná situace|nemůžu čekat|nemohu čekat|nepočká|není čas|nemám čas|^okamžitě|^ihned|^hned|^hned teď|?teď|^do zítra|^do hodiny|^za hodinu|^ještě dnes|^rychle|?dnes|?potřebuji|?zítra`,
  satisfaction: `~děkuji|~díky|~moc děkuji|~děkuju|vděčn*|skvěl*|výborn*|úžasn*|perfektn*|super|bezva|paráda|fantastick*|dokonal*|spokojen*|šťastn*|rád|ráda|mám radost|výborná práce|dobrá práce|nejlepší|doporučuji|miluji|zbožňuji|velmi ochotn*|ochotn*|užitečn*|velmi mil*|bravo|+už funguje|+funguje teď|+vyřešen*|+podařilo se|~pěkn*|~hezk*`,
  problem: `zase|znovu|opět|stále|pořád|rozbit*|nefunguje|nepřišl*|nedorazil*|nedošl*|chyba|chyby|?problém*|zpožděn*|pozdě|ztracen*|ztratil*|?chybí|poškozen*|vadn*|žádná odpověď|bez odpovědi|?nikdo|?týdn*|?dny|?hodin*|zamítnut*|odmítnut*|zrušen*|strhli dvakrát|dvakrát|?špatn*|čekám`,
  intensifiers: `velmi|moc|tak|opravdu|naprosto|úplně|totálně|strašně|hrozně|neuvěřitelně|extrémně|hluboce|příliš|fakt`,
  negators: `ne|není|nejsem|nikdy|bez|ani|žádn*|nejsme`,
  conditionals: `pokud|jestli|když`,
  ordinary: `žádný problém|bez problému|to není problém|nespěchá|není to naléhavé|nespěchám|nouzový kontakt|předem děkuji|není to špatné|jak podat reklamaci|jak podám stížnost|okamžitá platba|rád bych|ráda bych|rád by|supermarket|hned vedle`,
};
