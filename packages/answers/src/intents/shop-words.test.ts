import { expect, test } from 'vitest';
import { asksForPerson } from './asks-for-person.ts';
import { detectIntent } from './detect-intent.ts';

/** What customers of a shop write as a whole message. */
const shopWords: Readonly<Record<string, string>> = {
  en: `price prices collect collection notes size sizes order orders account discount discounts sale sales book books buying stolen shipping
    delivery return returns refund exchange voucher coupon invoice payment card address shirt shoes jacket trousers
    dress bag basket checkout password login warranty repair stock colour brand gift parcel tracking courier
    subscription membership newsletter store hours branch catalogue menu ticket booking cancel change track buy pay`,
  es: `precio precios pedido pedidos talla tallas cuenta descuento rebajas envío entrega devolución reembolso cambio
    factura pago tarjeta dirección camisa zapatos chaqueta pantalón vestido bolso cesta contraseña garantía
    reparación tienda horario parar parada comprar pagar cancelar regalo paquete marca libro`,
  de: `Preis Preise Größe Größen Konto Rabatt Angebot Bestellung Lieferung Versand Rückgabe Umtausch Rechnung Zahlung
    Karte Adresse Hemd Schuhe Jacke Hose Kleid Tasche Warenkorb Passwort Garantie Reparatur Gutschein Paket Marke
    Farbe Buch kaufen bezahlen stornieren Filiale Geschenk`,
  fr: `prix taille compte remise soldes commande livraison retour échange facture paiement carte adresse chemise
    chaussures veste pantalon robe sac panier garantie réparation magasin horaires acheter payer annuler cadeau
    colis marque livre couleur`,
  it: `prezzo prezzi taglia conto sconto saldi ordine consegna spedizione reso cambio fattura pagamento carta indirizzo
    camicia scarpe cappotto giacca pantaloni vestito borsa carrello garanzia riparazione negozio orari comprare pagare
    annullare regalo pacco marca libro`,
  pt: `preço preços tamanho conta desconto troca pedido entrega envio devolução fatura pagamento cartão endereço camisa
    sapatos casaco calças vestido bolsa carrinho senha garantia loja horário comprar pagar cancelar presente pacote
    marca livro parada`,
  tr: `fiyat fiyatlar beden indirim sipariş kargo teslimat iade değişim fatura ödeme kart adres gömlek ayakkabı ceket
    pantolon elbise çanta sepet şifre garanti tamir mağaza hediye paket marka kitap renk`,
  nl: `prijs prijzen maat rekening korting bestelling levering verzending retour ruilen factuur betaling kaart adres
    hemd schoenen jas broek jurk tas winkelwagen wachtwoord garantie reparatie winkel kopen betalen annuleren cadeau
    pakket merk boek kleur`,
  pl: `cena ceny rozmiar konto rabat zamówienie dostawa wysyłka zwrot wymiana faktura płatność karta adres koszula buty
    kurtka spodnie sukienka torba koszyk hasło gwarancja naprawa sklep kupić zapłacić prezent paczka marka książka
    kolor`,
  sv: `pris priser storlek konto rabatt beställning leverans frakt retur byte faktura betalning kort adress skjorta
    skor jacka byxor klänning väska lösenord garanti butik köpa betala present paket bok färg`,
  ru: `цена цены размер счёт скидка заказ доставка возврат обмен оплата карта адрес рубашка обувь куртка платье сумка
    корзина пароль гарантия ремонт магазин подарок посылка книга цвет`,
  zh: `价格 尺码 订单 账户 折扣 优惠 发货 配送 退货 换货 发票 付款 地址 衬衫 鞋子 外套 密码 保修 商店 礼物 包裹 品牌 书 颜色`,
};

test.each(Object.entries(shopWords))(
  'one word of a shop asks something, whoever is expected to speak: %s',
  (language, words) => {
    const taken = words.split(/\s+/u).flatMap((word) =>
      [word, `${word}?`].flatMap((text) => {
        const heard = [
          detectIntent(text, language),
          detectIntent(text, 'en'),
          asksForPerson(text, language) ? 'person' : undefined,
        ];
        return heard.some((intent) => intent !== undefined) ? [`${text}: ${heard.join(' ')}`] : [];
      }),
    );
    expect(taken).toEqual([]);
  },
);
