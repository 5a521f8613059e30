import type { Lexicon } from '../lexicon.ts';

export const polish: Lexicon = {
  anger: `zły|zła|wściek*|wkurz*|wkurw*|zdenerwowan*|denerwuj*|rozzłoszcz*|zirytowan*|irytuj*|oburz*|nieakceptowalne|niedopuszczaln*|nie do przyjęcia|skandal*|hańba|wstyd|żenada|żenujące|śmieszne|absurd*|kpina|kpiny|kpicie|jaja sobie|robicie sobie jaja|żarty sobie|żartujecie|kurwa|kurde|cholera|cholern*|gówno|gówniane|idioci|debile|nieudolni|niekompetent*|beznadziej*|fatalny|fatalna|fatalnie|okropn*|najgorsz*|tragedia|tragiczn*|koszmar*|oszuści|oszustwo to|złodzieje|złodziejstwo|kłamcy|okradliście
|mam dość|mam tego dość|dosyć tego|dość tego|nigdy więcej|strata czasu|marnujecie mój czas|nienawidzę|tracę cierpliwość|straciłem cierpliwość|cierpliwość się|pozwę|~mój prawnik|~mojego prawnika|rzecznik konsument*|~sfrustrowan*|~frustr*|~trzeci raz|~czwarty raz|~ile razy|~nikt nie odpowiada|~ignorujecie|~głupi*|bezczeln*|chamstwo|porażka
|~co to za obsługa|~co to za|~za każdym razem|~ciągle to samo|~obiecaliście|~obiecano|~nikt nie pomaga|~kierownika|~wymówki|~niewiarygodne|~nieprofesjonaln*|~niegrzeczn*
|~brak szacunku|~zbywacie|~drugi raz|~kradzież|~bzdury|~bzdura|~masakra`,
  disappointment: `rozczarow*|zawiedzion*|zawiod*|niezadowolon*|nie jestem zadowolon*|smutn*|przykro mi że|~szkoda|żałuję|spodziewałem się więcej|spodziewałam się więcej|oczekiwałem więcej|oczekiwałam|liczyłem na|słaba jakość|zła jakość|kiepsk*|zła obsługa|słaba obsługa|złe doświadczenie|nie warto|nie polecam|odradzam|straciłem zaufanie|straciłam zaufanie|niezgodne z opisem|nie tego się
|~niestety|~wciąż czekam|~nadal czekam|~ciągle czekam|mierny|kiedyś było lepiej|~nie pomogło|~nie pomaga`,
  urgency: `pilne|pilnie|pilna|pilny|bardzo pilne|nagły wypadek|jak najszybciej|najszybciej jak|asap|spieszy mi|śpieszy mi|spieszę się|pospieszcie|szybko proszę|proszę szybko|nie mogę czekać|nie może czekać|nie ma czasu|nie mam czasu|awaryjn*|^natychmiast|^natychmiastow*|^od razu|?teraz|?zaraz|^jeszcze dziś|^jeszcze dzisiaj|^do jutra|^za godzinę|^w ciągu godziny|^przed jutrem|?dziś|?dzisiaj|?szybko|?potrzebuję|?jutro`,
  satisfaction: `~dziękuję|~dzięki|~dziękuje|~bardzo dziękuję|wdzięczn*|świetn*|super|doskonal*|wspaniał*|fantastyczn*|rewelac*|idealn*|perfekcyjn*|znakomit*|zadowolon*|szczęśliw*|cieszę się|brawo|dobra robota|najlepsz*|polecam|uwielbiam|kocham|bardzo miło|bardzo mili|pomocn*|bardzo pomocn*|ekstra|bomba|miło|+już działa|+działa teraz|+rozwiązan*|+udało się|~fajnie|~fajny|gratulacje`,
  problem: `znowu|znów|ponownie|wciąż|nadal|zepsut*|zepsuł*|nie działa|nie doszło|nie doszła|nie dotarł*|nie przyszł*|błąd|błędy|?problem*|opóźnien*|spóźn*|zgubi*|brakuje|?brak|uszkodzon*|wadliw*|brak odpowiedzi|?nikt|?tygodni*|?od dni|?godzin*|odrzucon*|anulowan*|pobrano dwa razy|podwójnie|?źle|czekam`,
  intensifiers: `bardzo|tak|naprawdę|całkowicie|totalnie|absolutnie|kompletnie|niesamowicie|strasznie|mega|ogromnie|głęboko|zbyt|wyjątkowo|serio`,
  negators: `nie|nigdy|bez|ani|żaden|żadna|wcale|nie jestem`,
  conditionals: `jeśli|jeżeli|gdyby|jesli`,
  ordinary: `nie ma problemu|żaden problem|bez problemu|nie spieszy się|nie pilne|to nie jest pilne|numer alarmowy|z góry dziękuję|nie najgorzej|jak złożyć reklamację|nie szkodzi|przelew natychmiastowy|zły kod|zły pin|zły numer|zły adres|zła karta|supermarket|do zobaczenia
|pilna dostawa|ekspresowa dostawa|gwarancja satysfakcji|przepraszam że przeszkadzam`,
};
