import type { Lexicon } from '../lexicon.ts';

export const italian: Lexicon = {
  anger: `arrabbiat*|furios*|incazzat*|infuriat*|indignat*|irritat*|sdegnat*|rabbia|inaccettabile|inammissibile|intollerabile|vergognos*|vergogna|vergognatevi|ridicol*|assurdo|assurda|scandalos*|schifo|schifos*|fa schifo|merda|cazzo|stronzi|idioti|cretini|incompetenti|incapaci|pessim*|orribile|orrenda|peggiore|peggior|disastro|disastroso|terribile|truffa è|una truffa|truffatori|ladri|bugiardi|mi avete rubato|presa in giro|prendete in giro|prendendo in giro
|mi prendete|scherzate|state scherzando|stufo|stufa|sono stufo|ne ho abbastanza|basta così|adesso basta|ora basta|mai più|perdita di tempo|perdere tempo|odio|non ne posso più|pazienza è finita|perso la pazienza|perdendo la pazienza|vi denuncio|vi faccio causa|~il mio avvocato|denuncerò|~frustra*|~terza volta|~quarta volta|~quante volte|~nessuno risponde|~mi ignorate|~stupid*|~seccat*|è uno scandalo|indecente|indegno
|~che servizio è|~che razza di|~sempre la stessa|~ogni volta|~promesso|~nessuno mi aiuta|~responsabile subito|~scuse|~incredibile|~poco professional*|~maleducat*|~mancanza di rispetto
|~rimbalzat*|~seconda volta|~furto|~incubo|~sciocchezze|~roba da matti
|pessimo servizio|servizio indecente|non è possibile|non è normale|~possibile che|siete ridicoli|siete incapaci|mi state prendendo|una presa|vergognoso|ma scherziamo|che vergogna|inqualificabile|penoso
|patetic*|fate schifo|rimborso immediato|rubat*|buttato soldi|cialtroni|ciarlatani|~non ne posso|sono esausto|esasperat*`,
  disappointment: `delus*|deludente|delusione|insoddisfatt*|scontent*|non sono soddisfatt*|non sono content*|triste|~peccato|~che peccato|dispiaciut*|mi pento|mi aspettavo di più|mi aspettavo di meglio|speravo|non all'altezza|scarsa qualità|pessima qualità|cattivo servizio|brutta esperienza|lascia a desiderare|non vale|non consiglio|sconsiglio|perso la fiducia|non come descritto|diverso dalla foto
|~purtroppo|~sto ancora aspettando|~ancora aspettando|mediocre|scoraggiat*|amareggiat*|una volta era meglio|~non mi ha aiutato|~non aiuta
|mi aspettavo|~aspettative|non mi aspettavo|deludenti|insoddisfazione|qualità scadente|scadente|non è come|non come in foto|soldi buttati|buttati via|mi dispiace constatare|rimasto male|rimasta male
|ci sono rimast*`,
  urgency: `urgente|urgenza|urgentemente|con urgenza|il prima possibile|al più presto|quanto prima|asap|sbrigatevi|fate presto|ho fretta|di fretta|emergenza|non posso aspettare|non può aspettare|non c'è tempo|^subito|^immediatamente|^immediato|^in fretta|^entro oggi|^entro domani|^entro un'ora|^tra un'ora|^fra un'ora|?adesso|?stasera|?oggi|?ora|?presto|?mi serve|?ho bisogno|?domani`,
  satisfaction: `~grazie|~grazie mille|~molte grazie|~tante grazie|~vi ringrazio|grat*|ottimo|ottima|eccellente|perfetto|perfetta|fantastic*|meraviglios*|splendid*|bravissim*|bravi|bravo|content*|felice|soddisfatt*|contentissim*|benissimo|ottimo lavoro|il migliore|la migliore|consiglio a tutti|consigliatissimo|adoro|gentilissim*|molto gentil*|molto utile|utilissimo|super|top|impeccabile|complimenti|+ora funziona|+adesso funziona|+risolto|~gentile|che bello`,
  problem: `ancora|di nuovo|rotto|rotta|non funziona|non va|non è arrivat*|mai arrivat*|non arriva|errore|errori|?problem*|ritardo|in ritardo|perso|?manca|danneggiat*|difettos*|nessuna risposta|?nessuno|?settimane|?da giorni|?ore|rifiutat*|annullat*|addebitato due volte|sbagliat*|aspetto da|aspettando`,
  intensifiers: `molto|così|davvero|veramente|totalmente|assolutamente|completamente|estremamente|troppo|proprio|super|profondamente|tanto|incredibilmente`,
  negators: `non|mai|senza|né|nessun|nessuna|niente|non sono`,
  conditionals: `se non|se il|se la|se sono|se mi|nel caso`,
  ordinary: `nessun problema|non c'è problema|nessuna fretta|senza fretta|non è urgente|numero di emergenza|contatto di emergenza|grazie in anticipo|non male|come faccio un reclamo|bonifico istantaneo|gratis|gratuit*|supermercato|a presto|oradea
|spedizione urgente|bonifico urgente|consegna urgente|spedizione espressa|soddisfatti o rimborsati|scusi il disturbo|scusate il disturbo`,
};
