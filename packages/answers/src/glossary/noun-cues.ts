/** Words that a noun, or what describes one, follows and a verb does not, by language: articles, owners, prepositions. */
const written: Readonly<Record<string, string>> = {
  en: `a an the my your our their his her this that these those any some no another every each of for with by in on at from
    about into without via per which what whose new`,
  de: `der die das den dem des ein eine einen einem einer eines kein keine keinen mein meine meinen meinem meiner meines
    dein deine ihr ihre ihren ihrem ihrer euer eure unser unsere dieser diese dieses diesen diesem jede jeder jedes welche
    welcher welches mit für von vom zum zur ohne bei beim im am ins aus nach über neue neuen`,
  fr: `le la les l' un une des du de d' mon ma mes ton ta tes son sa ses votre vos notre nos leur leurs ce cet cette ces
    quel quelle quels quelles au aux avec sans par en dans sur`,
  es: `el la los las un una unos unas mi mis tu tus su sus nuestro nuestra este esta estos estas ese esa de del al con sin
    por en qué cuál cada otro otra`,
  pt: `o a os as um uma meu minha meus minhas seu sua seus suas este esta esse essa de do da dos das no na nos nas ao à com
    sem por pelo pela qual cada outro outra`,
  it: `il lo la i gli le l' un uno una mio mia miei mie tuo tua suo sua vostro vostra questo questa di del della dei delle
    al alla nel nella con senza per quale ogni altro altra`,
  nl: `de het een mijn je jouw uw ons onze deze dit die dat geen van voor met zonder bij in op uit via welke elke andere`,
  sv: 'en ett den det de min mitt mina din ditt dina er era vår vårt denna detta ingen av för med utan på från vilken varje',
  da: 'en et den det de min mit mine din dit dine jeres vores denne dette ingen af for med uden på fra hvilken hver',
  nb: 'en et ei den det de min mitt mine din ditt dine deres vår vårt denne dette ingen av for med uten på fra hvilken hver',
};

const cuesByLanguage = new Map(
  Object.entries(written).map(([language, words]) => [language, new Set(words.split(/\s+/))]),
);

/** The words of a language that a noun follows; undefined where none are known, or the language has none. */
export function nounCuesOf(language: string): ReadonlySet<string> | undefined {
  return cuesByLanguage.get(language);
}
