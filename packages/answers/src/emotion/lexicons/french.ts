import type { Lexicon } from '../lexicon.ts';

export const french: Lexicon = {
  anger: `en colère|colère|furieux|furieuse|énervé*|enerve*|très fâché|fâché*|agacé*|agaçant|exaspéré*|exaspérant|inadmissible*|inacceptable*|scandaleux|scandaleuse|honteux|honteuse|une honte|c'est la honte|ridicule|n'importe quoi|foutage de gueule|fous de ma gueule|foutez de moi|moquez de moi|vous vous moquez|moquez vous
|se moque du monde|ras le bol|ras-le-bol|marre|j'en ai marre|plein le dos|merde|merdique|putain|bordel|connard*|con|cons|idiots|incapables|incompétent*|nul|nulle|nuls|lamentable*|minable*|pire|le pire service|horrible|affreux|catastrophique|catastrophe|arnaque|arnaqueurs|escrocs|voleurs|bande de|déteste
|plus jamais|jamais plus|perte de temps|perds mon temps|avocat va|~mon avocat|porter plainte|60 millions|c'est du vol|insupportable|intolérable|révoltant|dégoûté|dégueulasse|ça suffit|trop c'est trop|à bout|ma patience|perds patience|vous plaisantez|je rêve|~frustr*|~troisième fois|~quatrième fois|~combien de fois|~personne ne répond|~m'ignorez|~stupide|abusé
|~c'est quoi ce service|~quel service|~à chaque fois|~toujours la même chose|~promis|~personne ne m'aide|~responsable tout de suite|~excuses bidon|~incroyable|~pas professionnel|~non professionnel|~impoli
|~irrespectueux|~manque de respect|~on me balade|~baladé|~deuxième fois|~inouï|~du vol|~absurde|~cauchemar|~amateurs
|c'est une blague|une blague|scandale|un scandale|foutage|ça me rend fou|ça me rend folle|je suis hors de moi|hors de moi|inqualifiable|indigne|irresponsables|mensonge*|menteurs
|vous mentez|remboursez moi|je veux être remboursé|n'en peux plus|je n'en peux plus|insultant|ridicules|pitoyable|catastrophe ce|service pourri|pourri|un désastre|désastreux|du grand n'importe
|pas sérieux|jamais vu ça|on se moque de moi`,
  disappointment: `déçu*|decu|décevant*|deçu|déception|insatisfait*|pas satisfait*|mécontent*|pas content*|triste|~dommage|tristesse|je regrette|regrette mon achat|j'espérais|attendais mieux|m'attendais à mieux|pas à la hauteur|mauvaise qualité|mauvais service|mauvaise expérience|ne vaut pas|pas conforme|pas comme sur la photo|ne recommande pas|perdu confiance
|~malheureusement|~j'attends toujours|~laissé tomber|laissée tomber|désabusé|dépité*|navrant|médiocre|avant c'était mieux|~ne m'a pas aidé|~n'aide pas
|~attentes|déçoit|déçue|je m'attendais|pas ce que j'attendais|argent jeté|jeté par|qualité médiocre|bas de gamme|rien à voir avec|ne correspond pas|me déçoit|triste de voir|~pas terrible
|regrettable`,
  urgency: `urgent|urgente|urgence|urgemment|d'urgence|au plus vite|le plus vite possible|asap|sans attendre|sans délai|pressé*|très pressé|je suis pressé|dépêchez*|vite s'il vous plaît|vite svp|plus le temps|pas le temps|ne peut pas attendre|ne peux plus attendre|^dès que possible|^le plus rapidement possible|^immédiatement|^tout de suite|?maintenant|^rapidement|^avant ce soir|^avant demain|^dans une heure|^dans deux heures|?aujourd'hui même|?aujourd'hui|?vite|?besoin|?demain`,
  satisfaction: `~merci|~merci beaucoup|~mille mercis|~merci bien|reconnaissant*|super|génial*|genial|excellent*|parfait*|formidable|magnifique|fantastique|merveilleux|merveilleuse|ravi*|content*|très content*|heureux|heureuse|satisfait*|impeccable|bravo|bon travail|beau travail|top|au top|le meilleur|je recommande|j'adore|adore|rapide et efficace|très efficace|très aimable|très gentil|utile|très utile|chapeau|nickel|+ça marche maintenant|+résolu|+réglé|+ça fonctionne maintenant|~sympa`,
  problem: `encore|toujours pas|toujours|cassé*|en panne|ne marche pas|marche pas|ne fonctionne pas|fonctionne pas|pas arrivé*|pas reçu|jamais reçu|jamais arrivé|erreur*|?problème*|retard|en retard|perdu*|manque|abîmé*|défectueux|défectueuse|aucune réponse|pas de réponse|?personne|?des semaines|?des jours|?des heures|refusé*|annulé*|débité deux fois|?faux|?mauvais|plante|bug`,
  intensifiers: `très|tres|vraiment|trop|tellement|si|extrêmement|complètement|totalement|absolument|hyper|super|franchement|profondément|carrément`,
  negators: `pas|ne|n'est|jamais|aucun|aucune|sans|ni|plus|suis pas|rien`,
  conditionals: `si je|si vous|si le|si la|si l|si mon|si jamais|au cas où|en cas de`,
  ordinary: `pas de problème|pas de souci|aucun problème|sans problème|pas urgent|pas pressé|rien ne presse|numéro d'urgence|services d'urgence|merci d'avance|pas mal|comment porter plainte|comment faire une réclamation|encore merci|supermarché|plus tard|de plus|en plus|con carne|virement immédiat|virement instantané
|livraison urgente|service d'urgence|virement urgent|satisfait ou remboursé|livraison express|désolé de déranger`,
};
