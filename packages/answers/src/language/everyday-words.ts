/**
 * Words that hold sentences together, and everyday ones of customers, by the language whose they are. What travels between
 * languages (order, login, tracking) is left out: it tells nothing. Romanised Hindi counts as Hindi.
 */
export const everydayWords: Readonly<Record<string, string>> = {
  en: `the a an and or but if of to in on at for from with by about into over after before without this that these
    those it its is are was were be been being am do does did done have has had can could will would should may
    might must shall i you he she we they me him us them my your his our their mine yours what which who whom whose
    when where why how not no yes don't doesn't didn't isn't aren't can't won't i'm i've i'd it's there here any
    some all more most much many very too also just only still yet already again ever never always now today
    tomorrow yesterday soon please thanks thank hello good morning evening afternoon want wants need needs get gets
    got give show tell make makes take takes send sent bring let know long way work works working buy bought pay
    paid return help find found ask arrived arrive received open closed close cost costs money back broken wrong
    missing late size hours day days week month free price as than so up out off other another something anything
    nothing someone set add put charged twice damaged defective invoice receipt warranty repair deliver address
    number appointment question cannot log customer ordered shipped parcel fits fit wear cheaper cheapest best
    better first last next same different new old used sell available doing going tried trying keeps happened
    happens change changed while until through around people person speak talk`,
  es: `el la los las un una unos unas y o pero si de del al a en con por para sin sobre entre hasta desde este esta
    esto estos estas ese esa eso aquel que qué quien quién cual cuál cuando cuándo donde dónde como cómo cuanto
    cuánto cuanta cuánta cuántos cuántas porque no sí es son está están estoy era fue ser estar hay tiene tienen
    tengo tienes puedo puede pueden puedes quiero quiere quieres quisiera necesito necesita hacer hago hace haces
    hacen me te se nos le les lo mi mis tu tus su sus nuestro muy más menos también ya todavía aún siempre nunca
    ahora hoy mañana ayer hola buenos buenas días tardes noches gracias favor pedido envío envían llega llegó
    llegado paquete tarda cuesta cuestan precio dinero devolver devolución reembolso comprar compra pagar abren abre
    abierto cierran tienda talla ayuda ayudar algo nada todo todos otra otro dame dime saber olvidé contraseña
    dirección cambiar semana horas hora cuenta factura gratis sirve espero vosotros ustedes usted muestra pon añade
    busca encuentra lista tarjeta cobraron cobrado veces descuento código regalo roto rota dañado defectuoso cambio
    color recibo garantía reparar cancelar entrega entregar número cita reserva suscripción contacto queja pregunta
    problema funciona entrar registrar producto artículo artículos servicio cliente enviar enviado nuevo nueva mejor
    primero último mismo ofrecen venden disponible cambié llegará dicen falta error usar correo teléfono hablar
    persona pagué pagado llevan aceptan sigue zapatos`,
  pt: `o a os as um uma uns umas e ou mas se de do da dos das em no na nos nas com por para pra sem sobre até desde
    este esta isto isso esse essa aquele que quê quem qual quais quando onde como quanto quanta quantos quantas
    porque não sim é são está estão estou era foi ser estar tem têm tenho pode podem posso quero quer queria
    gostaria preciso fazer faço faz fazem me te lhe meu minha meus minhas seu sua seus suas nosso muito mais menos
    também já ainda sempre nunca agora hoje amanhã ontem olá oi bom boa dia tarde noite obrigado obrigada favor
    pedido envio enviam chegou chega pacote demora custa custam preço dinheiro devolver devolução reembolso comprar
    compra pagar abrem abre aberto fecha loja tamanho ajuda ajudar algo nada tudo outra outro vocês você bem senha
    esqueci endereço trocar dias semana horas hora conta nota grátis frete encomenda recebi consigo serve volta aí
    lá eu ele ela eles elas nós ao à às pelo pela fica vai vou mostra mostre coloque adicione procure cartão cobrado
    cobraram vezes desconto código presente quebrado quebrada quebrou danificado defeito troca cor recibo garantia
    consertar cancelar entrega entregar número consulta reserva assinatura contato reclamação pergunta problema
    funciona entrar cadastrar produto item itens serviço cliente enviar enviado novo nova melhor primeiro último
    mesmo oferecem vendem disponível chegar dizem falta erro usar telefone falar pessoa paguei pago aceitam continua
    fui foram duas dois urgente atendimento mudar`,
  fr: `le la les un une des du de d l et ou mais si à au aux en dans sur sous par pour avec sans chez vers depuis ce
    cet cette ces ça ca cela qui que quoi quel quelle quels quelles quand où comment combien pourquoi ne pas non oui
    est sont était être suis es c'est ai as a avons avez ont avoir peux peut pouvez puis veux veut voulez voudrais
    fait faire fais faites je j tu il elle on nous vous ils elles me m te t se s lui leur moi toi mon ma mes ton ta
    tes son sa ses notre nos votre vos leurs très plus moins aussi déjà encore toujours jamais maintenant
    aujourd'hui demain hier bonjour bonsoir salut merci beaucoup svp plaît commande livraison livrez colis arrivé
    reçu coûte coute prix argent rembourser remboursement retourner retour acheter payer ouvrez ouvert ouvre fermez
    magasin taille aide aider quelque chose rien tout tous autre besoin savoir oublié passe adresse changer jours
    semaine heure heures compte facture gratuit attends y a-t-il est-ce qu'est-ce montre ajoute mets trouve cherche
    prochaine carte débité débitée facturé fois remise code cadeau cassé cassée abîmé défectueux échange couleur
    garantie réparer annuler livrer numéro rendez réservation abonnement contact réclamation question problème
    erreur marche fonctionne connecter inscrire produit article articles service client envoyer envoyé nouveau
    nouvelle meilleur premier dernier même proposez vendez disponible arrive disent manque utiliser téléphone parler
    personne payé acceptez impossible possible vite quelqu vais va vient pendant`,
  it: `il lo la i gli le un uno una e o ma se di del dello della dei degli delle da dal dalla in nel nella con su sul
    sulla per tra fra senza a al allo alla ai agli alle questo questa questi queste quello quella che chi cosa quale
    quali quando dove dov'è come quanto quanta quanti quante perché non sì è sono era essere sei siamo ho hai ha
    abbiamo avete hanno posso può potete puoi possiamo voglio vuole vorrei devo fare faccio fate mi ti ci vi si mio
    mia miei mie tuo tua suo sua nostro vostro vostra molto più meno anche già ancora sempre mai adesso ora oggi
    domani ieri ciao buongiorno buonasera salve grazie mille favore prego ordine spedizione spedite arrivato arriva
    pacco costa costano prezzo soldi restituire reso rimborso comprare pagare aprite aperto apre chiudete negozio
    taglia aiuto aiutarmi qualcosa niente tutto tutti altro altra bisogno sapere dimenticato indirizzo cambiare
    giorni settimana ore conto fattura gratis aspetto tempo mostrami dimmi metti aggiungi imposta c'è viene dai
    trova elimina caldo fuori fa cerca tutte carta addebitato addebito volte volta sconto codice regalo rotto rotta
    danneggiato difettoso cambio colore ricevuta garanzia riparare annullare consegna consegnare numero appuntamento
    prenotazione abbonamento contatto reclamo domanda problema errore funziona riesco accedere registrare prodotto
    articolo articoli servizio cliente inviare inviato nuovo nuova migliore primo ultimo stesso offrite vendete
    disponibile arriverà dicono manca usare telefono parlare persona pagato accettate serve subito due taglie scarpe
    entrare`,
  de: `vielen grüße zusammen der die das den dem des ein eine einen einem einer eines und oder aber wenn ob dass von vom zu zum zur in im an
    am auf aus bei mit nach für ohne über unter vor bis seit gegen dieser diese dieses diesen was wer wen wem welche
    welcher welches wann wo wohin woher wie warum wieso nicht kein keine keinen nein ja ist sind war waren sein bin
    bist hat habe haben hast hatte kann können kannst könnt könnte will wollen möchte muss müssen soll darf wird
    werden würde mach machen macht geht gibt ich du er sie es wir ihr mich dich ihn uns euch mir dir ihm ihnen mein
    meine meinen meinem meiner dein deine euer eure ihre unser unsere sehr mehr auch schon noch immer nie jetzt
    heute morgen gestern hallo guten tag abend moin servus danke dank bitte bestellung bestellt versand liefert
    lieferung paket kommt angekommen kostet kosten preis geld zurück zurückgeben rückgabe erstattung kaufen bezahlen
    zahlen offen öffnet geschlossen laden größe hilfe helfen etwas nichts alles anderes brauche wissen vergessen
    adresse ändern tage woche uhr stunden konto rechnung kostenlos warte da hier viel viele wieder gerne denn mal
    doch zeig stelle füge alle allen aller finde nächsten nächste sollte karte abgebucht doppelt zweimal rabatt code
    gutschein geschenk kaputt beschädigt defekt umtausch umtauschen farbe quittung garantie reparieren stornieren
    nummer termin buchung abo kontakt beschwerde frage problem fehler funktioniert anmelden einloggen produkt
    artikel kundenservice kunde senden gesendet neu neue beste erste letzte gleiche bietet verkauft verfügbar
    ankommt fehlt benutzen telefon sprechen mensch bezahlt akzeptiert dringend schnell welchen passt fällt groß
    klein eigentlich gerade wurde lieferadresse zahle`,
  nl: `de het een en of maar als dat van naar in op aan uit bij met voor zonder over onder tot sinds tegen deze dit die
    wat wie welke wanneer waar waarom hoe hoeveel niet geen nee ja is zijn was waren ben bent heeft heb hebben hebt
    had kan kunnen kun kunt wil willen moet moeten mag mogen zal zou wordt worden doe doen doet gaat gaan komt ik
    jij je u hij zij ze wij we jullie mij me jou hem ons hen hun mijn jouw uw onze haar heel meer ook al nog steeds
    altijd nooit nu vandaag morgen gisteren hallo hoi goedemorgen goedemiddag goedenavond goededag dag bedankt dank
    alsjeblieft alstublieft graag bestelling besteld verzending verzenden levering pakket pakketje aangekomen kost
    kosten prijs geld terug terugsturen retourneren retour kopen betalen open gesloten winkel maat hulp helpen iets
    niets alles ander nodig weten vergeten wachtwoord adres wijzigen dagen week uur laat rekening factuur gratis
    wacht er hier veel weer toe annuleer zet toon voeg alle vind verwijder volgende kaart afgeschreven dubbel
    tweemaal keer korting code cadeau kapot beschadigd defect ruilen omruilen kleur bonnetje garantie repareren
    annuleren leveren nummer afspraak boeking abonnement contact klacht vraag probleem fout werkt inloggen aanmelden
    product artikel klantenservice klant sturen gestuurd verstuurd nieuw nieuwe beste eerste laatste zelfde verkopen
    verkoopt beschikbaar aankomt ontbreekt gebruiken telefoon spreken mens betaald dringend snel past klein groot
    eigenlijk werd bezorgd bezorging bezorgadres krijg`,
  da: `den det de en et og eller men hvis om af fra til i på ved med for uden over under efter før siden denne dette
    disse som hvad hvem hvilken hvilket hvornår hvor hvorfor hvordan ikke ingen nej ja er var være har havde have
    kan kunne vil ville skal skulle må bliver gør gøre går får få kommer jeg du han hun vi mig dig ham hende os jer
    dem min mit mine din dit dine vores jeres sin meget mere også allerede endnu stadig altid aldrig nu dag morgen
    igår hej godmorgen goddag godaften tak venligst ordre bestilling fragt fragten levering leverer sende sender
    pakke pakken kommet koster pris penge pengene tilbage returnere retur købe betale åbner åben lukker butik
    størrelse hjælp hjælpe noget intet alt anden andet brug vide glemt adgangskode adresse ændre dage uge timer
    konto regning gratis venter lager der sig blev bruge mange vis tilføj udlandet kundeservice afsendt modtaget
    bestilt alle hvilke find gerne slet passer kort trukket dobbelt gange rabat kode gave gaver stykker beskadiget
    defekt bytte farve kvittering garanti reparere annullere annuller nummer aftale booking abonnement kontakt klage
    spørgsmål problem fejl virker logge ind tilmelde produkt vare varer kunde sendt ny nye bedste første sidste
    samme sælger tilgængelig ankommer mangler telefon tale menneske betalt haster hurtigt lille stor egentlig
    ødelagt størrelser hjemmeside snart leveringsadressen`,
  nb: `den det de en et ei og eller men hvis om av fra til i på ved med for uten over under etter før siden denne dette
    disse som hva hvem hvilken hvilket når hvor hvorfor hvordan ikke ingen nei ja er var være har hadde ha kan kunne
    vil ville skal skulle må blir gjør gjøre går får få kommer jeg du han hun vi dere meg deg ham henne oss dem min
    mitt mine din ditt dine vår vårt deres sin mye mer også allerede ennå fortsatt alltid aldri nå dag morgen hei
    heisann god kveld takk tusen vennligst bestilling bestillingen bestilt frakt frakten levering leverer sende
    sender sendes pakke pakken kommet koster pris penger pengene tilbake returnere retur kjøpe betale åpner åpent
    åpen stenger butikk størrelse hjelp hjelpe noe ingenting alt annen annet trenger vite glemt passord passordet
    adresse endre dager uke timer konto regning gratis venter lager der seg ble bruke mange utlandet kundeservice
    sendt mottatt hvilke alle finn gjerne slå neste herfra passer kort trukket dobbelt ganger rabatt kode gave gaver
    ødelagt skadet defekt bytte farge kvittering garanti reparere avbestille kansellere nummer time bestille
    abonnement kontakt klage spørsmål problem feil virker fungerer logge inn logget registrere produkt vare varer
    kunde ny nye beste første siste samme selger tilgjengelig ankommer mangler telefon snakke menneske betalt haster
    raskt liten stor egentlig størrelser nettside snart beløpet leveringsadressen`,
  sv: `den det de en ett och eller men om av från till i på vid med för utan över under efter före sedan denna detta
    dessa som vad vem vilken vilket vilka när var varför hur inte ingen nej ja är vara har hade ha kan kunde vill
    skulle ska måste får blir gör göra går få kommer jag du han hon vi ni mig dig honom henne oss er dem min mitt
    mina din ditt dina vår vårt era ert sin mycket mer också redan ännu fortfarande alltid aldrig nu idag imorgon
    igår hej hejsan god morgon kväll tack snälla beställning beställningen beställt frakt frakten leverans levererar
    skicka skickar paket paketet kommit kostar pris pengar pengarna tillbaka returnera retur köpa betala öppnar
    öppet öppen stänger butik storlek hjälp hjälpa något inget allt annan annat behöver veta glömt lösenord
    lösenordet adress ändra dagar vecka timmar konto räkning faktura gratis väntar lager finns där sig många
    utomlands kundtjänst skickat mottagit vart alla hitta visa gärna nästa ställ passar kort drogs dubbelt gånger
    rabatt kod present presenter trasig trasigt skadad defekt byta färg kvitto garanti reparera avboka avbryta
    leverera nummer tid boka prenumeration kontakt klagomål fråga problem fel fungerar funkar logga registrera
    produkt varor kundservice kund ny nya bästa första sista samma säljer tillgänglig anländer saknas telefon prata
    människa betalat brådskande snabbt liten stor egentligen blev storlekar hemsida snart kontot leveransadress`,
  fi: `ja tai mutta jos että kun koska kuin mikä mitä mitkä missä mistä mihin kuka kenen ketä kumpi milloin miksi miten
    kuinka paljonko montako ei en et emme ette eivät kyllä joo on ovat oli olivat olla olen olet olemme olette voi
    voin voit voiko voinko voitteko haluan haluaisin haluatko pitää täytyy saa saan saako saanko tulee tule tullut
    teen tehdä minä mä sinä sä hän me te he minun mun sinun hänen meidän teidän minulle mulle tämä tämän tätä tuo
    sen se ne nämä niitä siitä hyvin enemmän myös jo vielä vieläkin aina koskaan nyt tänään huomenna eilen hei moi
    terve huomenta päivää iltaa kiitos paljon kiitoksia ole hyvä tilaus tilaukseni tilauksen toimitus toimitusaika
    toimitatteko paketti pakettini saapunut maksaa maksu hinta rahat rahaa takaisin palauttaa palautus ostaa auki
    avaatte suljettu kauppa koko apua auttaa jotain mitään kaikki toinen tarvitsen tietää unohdin salasana salasanan
    osoite osoitteen vaihtaa viikko tuntia tili lasku ilmainen odotan varastossa onko ovatko kaikille asti kanssa
    ilman jälkeen ennen sopiiko voisitteko saisinko kortti kortilta veloitettu veloitus kahdesti kaksi kertaa
    alennus koodi lahja rikki vaurioitunut viallinen vaihto väri kuitti takuu korjata peruuttaa peruutus toimittaa
    numero aika varaus tilata yhteys valitus kysymys ongelma virhe toimi toimii kirjautua kirjaudu rekisteröidä
    tuote tuotteen tuotteet asiakaspalvelu asiakas lähettää lähetetty uusi paras ensimmäinen viimeinen sama myyttekö
    saatavilla saapuu puuttuu puhelin puhua ihminen maksoin maksettu kiire nopeasti sopii pieni iso oikeastaan
    tilini tililleni pääse onnistu muuttaa laskun`,
  pl: `i a oraz lub albo ale jeśli jeżeli że żeby bo z ze do od w we na po o u przy za pod nad przez dla bez przed
    między ten ta to te tego tej tym tych co kto jaki jaka jakie który która które kiedy gdzie skąd dokąd dlaczego
    czemu jak ile czy nie tak jest są był była było być jestem mam masz ma mamy macie mają mogę możesz może można
    możecie chcę chce chciałbym chciałabym muszę trzeba robię zrobić ja ty on ona my wy oni mnie mi ciebie ci go jej
    jego nas nam was wam im ich mój moja moje mojego mojej twój nasz wasz swój się bardzo więcej też także już
    jeszcze zawsze nigdy teraz dziś dzisiaj jutro wczoraj cześć dzień dobry witam dziękuję dzięki proszę zamówienie
    zamówienia zamówiłem wysyłka wysyłki wysyłacie dostawa paczka przesyłka doszła przyszła kosztuje cena pieniądze
    pieniędzy zwrot zwrotu zwrócić kupić zapłacić otwarte otwieracie otwarty zamknięte sklep rozmiar pomoc pomóc coś
    nic wszystko inny potrzebuję wiedzieć zapomniałem hasło hasła adres zmienić dni tydzień godzina której konto
    konta faktura fakturę darmowa czekam pasuje czegoś pokaż znajdź dodaj karta karty pobrano podwójnie dwa razy
    rabat kod prezent zepsuty zepsute uszkodzony wadliwy wymiana wymienić kolor paragon gwarancja naprawić anulować
    dostawy dostawę numer wizyta rezerwacja subskrypcja kontakt reklamacja pytanie problem błąd działa zalogować
    zarejestrować produkt produkty obsługa klienta klient wysłać wysłane nowy nowa najlepszy pierwszy ostatni sam
    sprzedajecie dostępny dostępne dotrze brakuje używać telefon rozmawiać człowiek zapłaciłem zapłaciłam pilnie
    szybko mały duży właściwie został adresu zmiana`,
  cs: `a i ale nebo či jestli když že aby protože z ze do od v ve na po o u při za pod nad pro bez před mezi s se ten
    ta to ty toho tom té tuto toto co kdo jaký jaká jaké který která které kdy kde odkud kam proč jak kolik zda ne
    ano je jsou byl byla bylo být jsem jsi jsme jste mám máš má máme máte mají můžu mohu můžeš může můžete lze chci
    chce chcete chtěl bych chtěla musím potřebuji potřebuju udělat dělat já on ona my vy oni mě mi mně tě ti ho jí
    jeho její nás nám vás vám jim můj moje moji mého mé váš vaše náš si velmi více také taky už ještě vždy nikdy teď
    dnes zítra včera ahoj dobrý den dobré ráno večer děkuji díky prosím objednávka objednávku objednávky objednal
    doprava dopravu doručení posíláte zásilka balík balíček dorazil dorazila nedorazil přišel stojí cena peníze
    vrátit vrácení koupit zaplatit otevřeno otevíráte zavřeno obchod velikost pomoc pomoci něco nic všechno jiný
    vědět zapomněl heslo adresa adresu změnit dny týden hodin hodina účet faktura fakturu zdarma čekám skladem pořád
    moc není nefunguje kdybych jde zobraz najdi přidej předejte karta kartou strženo dvakrát sleva slevu kód dárek
    rozbitý rozbité poškozený vadný výměna vyměnit barva účtenka záruka opravit zrušit doručit číslo termín
    rezervace předplatné kontakt reklamace dotaz otázka problém chyba funguje přihlásit registrovat produkt zboží
    zákaznický servis zákazník odeslat odesláno nový nová nejlepší první poslední stejný prodáváte dostupný dorazí
    chybí používat telefon mluvit člověk zaplatil naléhavé rychle malý velký vlastně adresy změna nemůžu nejde
    platba platbu`,
  ro: `un o unul una și sau dar dacă că să de din la în pe cu pentru fără despre până după înainte între sub peste
    acest această aceste acesta asta acela ce cine care când unde cum cât câtă câte nu da este e sunt era fost fi am
    ai are avem aveți au pot poți poate putem puteți vreau vrea vreți aș dori trebuie fac face faceți eu tu el ea
    noi voi ei mă te se ne vă îl îi le meu mea mei mele tău ta său sa nostru noastră vostru foarte mai mult puțin
    deja încă inca mereu niciodată acum azi astăzi mâine ieri bună ziua salut seara dimineața mulțumesc mersi rog
    comanda comandă comenzii comandat livrare livrarea livrați colet coletul ajuns ajunge costă costa preț prețul
    bani banii înapoi returna returnez retur cumpăra plăti deschis deschideți închis magazin mărime mărimea ajutor
    ajutați ceva nimic tot toate alt nevoie știu uitat parola adresa schimba zile săptămână oră ora cont contul
    factura gratuit aștept astept produsul stoc nostri dumneavoastră vi-a mi-a n-am cumva card cardul debitat dublu
    ori două reducere cod cadou stricat defect deteriorat schimb culoare bon garanție repara anula livra număr
    numărul programare rezervare abonament contact reclamație întrebare problemă eroare funcționează merge conecta
    loga înregistra produs produse serviciul clienți client trimite trimis nou nouă cel bun primul ultimul același
    vindeți disponibil sosește lipsește folosi telefon persoană plătit urgent repede mic mare adresă intra
    potrivește luat`,
  hu: `a az egy és vagy de ha hogy mert mint ki mi mit melyik milyen mikor hol hova honnan miért hogyan mennyi mennyit
    mennyibe hány nem ne igen van vannak volt voltak lesz lenni vagyok nincs nincsenek tudok tud tudom lehet kell
    szeretnék szeretném akarok akarom kérek kérem kérhetek tudnak tudna én te ő ti ők engem téged nekem neked neki
    nekünk ez ezt azt ezek ennek itt ott nagyon több is már még mindig soha most ma holnap tegnap szia sziasztok
    helló jó napot reggelt estét köszönöm köszi szépen legyen rendelés rendelésem rendelésemet szállítás szállítási
    szállítanak csomag csomagom megérkezett jött meg kerül ára ár pénz pénzem pénzemet vissza visszaküldeni
    visszaküldhetem visszaküldés visszatérítés venni fizetni nyitva nyitnak zárva bolt méret segítség segíteni
    valami semmi minden másik szükségem tudni elfelejtettem jelszó jelszavam jelszavamat cím címet módosítani nap
    hét óra fiók fiókom számla számlát ingyenes várok raktáron el fel le be elérhető működik kártya levonták kétszer
    dupla kedvezmény kód ajándék elromlott törött sérült hibás csere cserélni szín blokk garancia javítani lemondani
    törölni szállítani szám számot időpont foglalás előfizetés kapcsolat panasz kérdés probléma hiba belépni
    bejelentkezni regisztrálni termék termékek ügyfélszolgálat ügyfél küldeni elküldték új legjobb első utolsó
    ugyanaz árulnak érkezik hiányzik használni telefon beszélni ember fizettem sürgősen gyorsan kicsi nagy igazából
    megrendelés rendeltem kapok`,
  tr: `ve veya ya ama eğer için ile gibi kadar göre sonra önce bu şu o bunu bunun buna bunlar ne neden niye nasıl
    nerede nereye nereden nedir hangi kim kimin zaman kaç kaça kaçta mı mi mu mü mısınız misiniz musunuz değil evet
    hayır var yok olur oldu olmuş oluyor olarak ol istiyorum istemiyorum isterim edebilir miyim mıyım muyum
    yapabilir alabilir lazım gerek gerekiyor yapmak etmek ettim ben sen biz siz onlar bana sana beni bize size benim
    senin bizim sizin çok daha en de da hala hâlâ zaten artık her hiç şimdi bugün yarın dün merhaba selam günaydın
    iyi günler akşamlar teşekkürler teşekkür ederim sağolun lütfen sipariş siparişim siparişimi siparis kargo kargom
    kargoya teslimat paket paketim geldi gelmedi gelecek gelir ücret ücreti fiyat fiyatı para paramı geri iade satın
    almak ödeme açık açılıyor kapalı mağaza beden yardım yardımcı bir şey hiçbir başka bilmek unuttum şifre şifremi
    adres adresimi değiştirmek gün hafta saat hesap hesabım fatura ücretsiz bekliyorum stokta kapatıyorsunuz bul ver
    kapat göster ekle tüm aç çal hava ara kart karttan çekildi iki kez kere indirim kod hediye bozuk kırık hasarlı
    kusurlu değişim değiştir renk fiş garanti garantisi tamir iptal teslim numara randevu rezervasyon abonelik
    iletişim şikayet soru sorun hata çalışmıyor çalışıyor giremiyorum giriş kayıt ürün ürünler müşteri hizmetleri
    göndermek gönderildi yeni ilk son aynı satıyor mevcut ulaşır eksik kullanmak telefon konuşmak insan ödedim acil
    hızlı küçük büyük aslında edildi yapılır yapıyor istedim gönderir alabilirim adresini hesabıma hangisi`,
  vi: `và hay hoặc nhưng nếu vì thì là của cho với ở tại từ đến trong ngoài trên dưới trước sau này kia đó gì nào ai
    đâu sao thế khi bao nhiêu mấy lâu không có chưa được bị đã đang sẽ rồi muốn cần phải hãy nên tôi mình em anh chị
    bạn ạ shop ơi nhé các những một hai ba rất nhiều ít hơn cũng vẫn còn luôn bây giờ hôm nay mai qua xin chào cảm
    ơn dạ vâng làm đơn hàng giao phí vận chuyển gửi kiện nhận giá tiền hoàn lại trả đổi mua thanh toán mở cửa đóng
    cỡ giúp hỗ trợ biết quên mật khẩu địa chỉ ngày tuần tài khoản hóa miễn chờ đợi sản phẩm lấy ra vào về nước buổi
    sáng tối như don toi cua duoc khong nhieu dau roi hang thẻ trừ lần giảm mã quà tặng hỏng vỡ lỗi màu biên lai bảo
    hành sửa hủy huỷ số hẹn đặt chỗ đăng ký nhập liên hệ khiếu nại câu hỏi vấn đề hoạt động dịch vụ khách mới tốt
    nhất đầu cuối cùng bán sẵn thiếu dùng điện thoại nói chuyện người gấp nhanh nhỏ lớn vừa thay gói`,
  id: `dan atau tapi tetapi jika kalau karena yang di ke dari dengan untuk buat pada oleh tanpa tentang sampai sejak
    ini itu apa siapa mana dimana kapan kenapa mengapa bagaimana gimana berapa tidak tak nggak gak enggak bukan
    jangan ya iya ada adalah bisa bisakah apakah dapat mau ingin harus perlu akan sudah udah belum lagi sedang masih
    juga saja aja dong sih kok nih deh saya aku kamu anda dia kami kita mereka kak kakak min gan sangat lebih banyak
    semua selalu pernah sekarang hari besok kemarin halo hai selamat pagi siang sore malam terima kasih makasih
    tolong mohon pesanan pesan kirim dikirim pengiriman ongkir ongkirnya paket barang barangnya datang harga
    harganya uang kembali dikembalikan kembalikan pengembalian beli membeli bayar pembayaran buka tutup toko ukuran
    bantu bantuan sesuatu lain tahu lupa kata sandi alamat ubah ganti minggu jam bulan akun tagihan gratis tunggu
    menunggu stok stoknya cocok luar negeri tambahkan tampilkan cara batalkan temukan tunjukkan cari sebuah masukkan
    hapus adakah kartu tagih ditagih dua kali diskon kode kado hadiah rusak cacat tukar penukaran warna struk
    garansi perbaiki batal pembatalan antar nomor janji pemesanan langganan kontak keluhan pertanyaan masalah salah
    berfungsi masuk daftar produk layanan pelanggan mengirim baru terbaik pertama terakhir sama menjual jual
    tersedia tiba kurang pakai telepon bicara orang dibayar segera cepat kecil besar sebenarnya mengganti faktur
    butuh pas tahun memesan bagian`,
  hi: `bataiye batayein kya kyu kyun kyon kaise kaisa kaha kahan kab kaun kitna kitne kitni mera meri mere mujhe mujhko mai hamara aap
    aapka aapke aapki tumhara yeh ye woh wo hai hain hoon hun tha thi raha rahi rahe hoga hogi ho gaya gayi gaye
    nahi nahin nhi haan ji ka ki ke ko se mein pe tak liye aur lekin agar toh bhi abhi aaj kal phir kar karo karna
    karte karta karti kare karun sakta sakte sakti chahiye chahie milega milegi aayega aaya aayi bhej bheja dena
    diya de lagega lagta paisa paise wapas vapas bahut dhanyavad shukriya namaste kripya bata batao bataiye kuch koi
    kitnaa din baad wala wali krna krta krte kr rhe aana jana kat kharab toota badal badalna chahta chahti jaldi
    saaman samaan bhai help karke kariye dijiye hua hui bolo milta galat sahi naya kaam kyunki isme usme kaisi`,
  ru: `и а но или если что чтобы как где когда куда откуда почему зачем кто какой какая какие сколько ли не нет да это
    этот эта эти тот там тут здесь в во на по с со к ко у о об от до из за для без при под над через после перед я
    ты он она оно мы вы они меня мне тебя тебе его ему её ей нас нам вас вам их им мой моя моё мои ваш ваша ваши наш
    свой есть был была было были быть будет буду можно могу может можете хочу хотите хотел нужно надо нужен должен
    сделать делать очень больше ещё еще уже всё все всегда никогда сейчас сегодня завтра вчера привет здравствуйте
    добрый день доброе утро вечер спасибо большое пожалуйста заказ заказа доставка доставки доставку посылка посылку
    пришла пришел отправить отправляете стоит цена деньги вернуть возврат верните купить оплатить оплата открыто
    открываетесь закрыто магазин размер помощь помогите помочь что-то ничего другой знать забыл забыла пароль адрес
    изменить дней неделя час часов счет бесплатно жду наличии только так же бы карта карты списали дважды раза
    скидка код подарок подарочная сломался сломалась поврежден брак обмен обменять цвет чек гарантия ремонт отменить
    доставить номер запись бронь подписка контакт жалоба вопрос проблема ошибка работает войти зарегистрироваться
    товар товары служба клиент отправили новый новая лучший первый последний такой продаете доступен придет хватает
    использовать телефон поговорить человек оплатил срочно быстро маленький большой вообще сменить заказал подойдет
    нужна`,
  uk: `і й та а але або якщо що щоб як де коли куди звідки чому навіщо хто який яка які скільки чи не ні так це цей ця
    ці той там тут в у на по з із зі до від за для без при під над через після перед я ти він вона воно ми ви вони
    мене мені тебе тобі його йому її їй нас нам вас вам їх їм мій моя моє мої ваш ваша ваші наш свій є був була було
    були бути буде можна можу може можете хочу хочете потрібно треба потрібен зробити робити дуже більше ще вже все
    всі завжди ніколи зараз сьогодні завтра вчора привіт вітаю добрий день доброго ранку вечір дякую будь ласка
    замовлення доставка доставки доставку посилка посилку прийшла прийшло відправити відправляєте коштує ціна гроші
    повернути повернення поверніть купити оплатити оплата відкрито відкриваєтесь зачинено магазин розмір допомога
    допоможіть щось нічого інший знати забув забула пароль адреса адресу змінити днів тиждень година рахунок
    безкоштовно чекаю наявності тільки досі працюєте картка картки списали двічі рази знижка код подарунок
    подарункове зламався зламалася пошкоджено брак обмін обміняти колір чек гарантія ремонт скасувати доставити
    номер запис бронювання підписка контакт скарга питання проблема помилка працює увійти зареєструватися товар
    товари служба клієнт відправили новий нова найкращий перший останній такий продаєте доступний прийде вистачає
    використовувати телефон поговорити людина оплатив терміново швидко маленький великий взагалі замовив підійде
    потрібна`,
  ar: `و أو لكن إذا اذا ان أن إن من في على إلى الى عن مع بدون بعد قبل هذا هذه ذلك تلك الذي التي ما ماذا متى أين اين وين
    كيف كم لماذا ليش هل لا نعم ليس ليست لم لن قد كان كانت يكون أنا انا أنت انت هو هي نحن أنتم هم لي لك له لها لنا
    عندي عندك عندكم لديكم لدي يمكن يمكنني ممكن أريد اريد عايز بدي أحتاج احتاج يجب فعل أفعل جدا أكثر أيضا ايضا زال
    زلت دائما أبدا الآن الان اليوم غدا أمس مرحبا أهلا اهلا السلام عليكم صباح مساء الخير شكرا جزيلا فضلك الطلب طلبي
    طلبية الشحن التوصيل توصيل شحن الطرد طرد وصل يصل تكلفة السعر سعر بكم المال مال استرداد استرجاع إرجاع ارجاع أرجع
    شراء دفع الدفع تفتحون مفتوح مغلق متجر مقاس مساعدة شيء أي كل كلمة المرور نسيت عنوان العنوان تغيير أيام أسبوع ساعة
    حساب حسابي فاتورة مجانا مجاني انتظر أنتظر متوفر كله قم تبعي تم خصم مرتين بطاقة البطاقة كود هدية الهدايا مكسور
    تالف معيب استبدال تبديل لون ايصال إيصال ضمان إصلاح اصلاح إلغاء الغاء رقم موعد حجز اشتراك تواصل شكوى سؤال مشكلة
    خطأ يعمل أستطيع استطيع الدخول تسجيل منتج المنتج خدمة العملاء عميل إرسال جديد أفضل أول آخر نفس تبيعون ناقص
    استخدام هاتف التحدث شخص دفعت بسرعة عاجل صغير كبير مناسب المناسب حتى وصلت وصلني طلبت متأخر تأخر هناك`,
  fa: `و یا اما ولی اگر که تا از در به با برای بر بدون بعد قبل این آن اون اینجا چه چی چیست کی کجا کجاست چطور چگونه چند
    چقدر چرا آیا نه بله نیست هست است هستم هستید هستند بود بودم شد شده می نمی من تو او ما شما آنها مرا منو مال خودم
    دارم دارید داری دارد ندارم ندارید کنم کنید کند می‌خواهم میخواهم می‌خوام میخوام می‌توانم میتوانم میشه می‌شود باید
    لازم خیلی بیشتر هم هنوز همیشه هرگز الان امروز فردا دیروز سلام درود صبح بخیر عصر ممنون متشکرم مرسی لطفا لطفاً
    سفارش سفارشم ارسال بسته هزینه قیمت قیمتش پول پولم پس پرداخت خرید بخرم باز فروشگاه سایز کمک چیزی هیچ همه رو را
    رمز عبور عبورم یادم فراموش کردم آدرس تغییر روز هفته ساعت حساب فاکتور رایگان منتظرم موجود نرسیده رسید خارج کارت
    دوبار کم تخفیف کد هدیه خراب شکسته آسیب معیوب تعویض رنگ گارانتی تعمیر لغو کنسل تحویل شماره نوبت رزرو اشتراک تماس
    شکایت سوال سؤال مشکل خطا کار نمی‌کند وارد شوم ثبت محصول کالا خدمات مشتری فرستادن جدید بهترین اول آخر همان
    می‌فروشید کمبود استفاده تلفن صحبت نفر پرداختم فوری سریع کوچک بزرگ مناسب نمی‌شود شدن بدهید چطوری کنسلش`,
  ur: `اور یا لیکن اگر کہ تو سے میں پر کا کی کے کو نے تک ساتھ بعد پہلے یہ وہ اس ان کیا کون کہاں کب کیسے کتنا کتنے کتنی
    کیوں نہیں نہ ہاں جی ہے ہیں ہوں تھا تھی تھے ہو ہوا گا گی گے رہا رہی رہے میرا میری میرے مجھے مجھ ہم آپ تم چاہیے
    چاہتا چاہتی سکتا سکتی سکتے کریں کرنا کر کرتے دیں بہت بھی ابھی آج کل ہمیشہ سلام السلام علیکم شکریہ براہ کرم آرڈر
    پیسے قیمت واپس ڈیلیوری پارسل پتہ دن کارڈ بار رعایت تحفہ خراب ٹوٹا ٹوٹ نقص تبدیل رنگ رسید وارنٹی مرمت منسوخ نمبر
    شکایت سوال مسئلہ غلطی کام لاگ مصنوعات سروس گاہک نیا بہترین پہلا آخری فون بات شخص جلدی چھوٹا بڑا گیا گئی گئے ہوئی
    لیے`,
};
