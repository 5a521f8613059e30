import type { Locale } from '@answerdesk/domain';

/** Approved FAQs of an invented shop, for judging candidate answers; `say` is what a model might say from them. */
export interface CandidateAnswers {
  readonly language: Locale;
  readonly faqs: readonly { readonly question: string; readonly answer: string }[];
  readonly supported: readonly string[];
  readonly unsupported: readonly string[];
  /** Right, and refused all the same: the price of the rest. */
  readonly refusedInVain?: readonly string[];
}

/** Written by hand, in nine languages, to see what the check lets through and what it stops. */
export const candidateAnswers: readonly CandidateAnswers[] = [
  {
    language: 'en',
    faqs: [
      {
        question: 'Can I return something?',
        answer:
          'You can return unworn items within 30 days of delivery. Return shipping costs 4.90 €. We refund you within 5 working days.',
      },
      {
        question: 'Do you ship abroad?',
        answer:
          'We ship to Spain and France, but not to Norway. Shipping to Spain costs 8.50 €, shipping to France costs 9.90 €.',
      },
      {
        question: 'When are you open?',
        answer: 'We are open Monday to Friday from 9 am to 5 pm. On Saturday we are open from 10 am to 2 pm.',
      },
      {
        question: 'How do I reach you?',
        answer: 'Write to help@shop.example, call +34 911 222 333 or see https://shop.example/contact for a map.',
      },
      { question: 'Do you have gift cards?', answer: 'No, we do not sell gift cards.' },
    ],
    supported: [
      'You can return unworn items within 30 days of delivery.',
      'Return shipping costs €4.90.',
      'We refund you within 5 working days.',
      'We ship to Spain and France, but not to Norway.',
      'Shipping to France costs 9.90 €.',
      'Shipping to Spain costs 8.50 €.',
      'On Saturday we are open from 10 am to 2 pm.',
      'Please write to **help@shop.example** or call +34 911 222 333.',
      'We do not sell gift cards.',
      'You can return the unworn items within 30 days of delivery. Thank you!',
      'We ship to Spain, but not to Norway.',
      'Return shipping costs 4.90 €. We refund you within 5 working days.',
      'Hello! We do not sell gift cards.',
    ],
    refusedInVain: [
      'We ship to Spain.',
      'You can return items that are unworn within 30 days of delivery. Return shipping costs 4.90 €.',
      'Items can be returned unworn within 30 days of delivery. Thank you!',
      'We do not ship to Norway.',
      'We are open from 9 am to 5 pm, Monday to Friday.',
      'You can send unworn items back within 30 days of delivery.',
      'On Saturdays our shop closes at 2 pm.',
    ],
    unsupported: [
      'You can return unworn items within 60 days of delivery.',
      'You can return items after 30 days of delivery.',
      'You can return unworn items within 30 days of delivery for free.',
      'You cannot return unworn items within 30 days of delivery.',
      'You can return unworn items within 30 weeks of delivery.',
      'You can return any items within 30 days of delivery.',
      'You can return unworn items.',
      'You can return items within 30 days of delivery.',
      'You can return unworn items within a few days of delivery.',
      'We are open Monday and Friday from 9 am to 5 pm.',
      'Return shipping costs 4.90 $.',
      'Return shipping is free.',
      'We pay return shipping of 4.90 €.',
      'We refund you within 5 hours.',
      'We ship to Norway.',
      'We ship to Norway, but not to Spain.',
      'We do not ship to Spain.',
      'We ship to Germany.',
      'Shipping to Spain costs 9.90 €.',
      'Shipping to Spain and France costs 9.90 €.',
      'Shipping to France costs 8.50 €.',
      'On Saturday we are open from 9 am to 5 pm.',
      'Return shipping is without costs.',
      'We are open Monday to Friday from 9 pm to 5 am.',
      'We are open on weekends from 10 am to 2 pm.',
      'We sell gift cards.',
      'No.',
      'No. Return shipping costs 4.90 €.',
      'Yes, we do sell gift cards.',
      'Write to refunds@shop.example.',
      'See https://evil.example/contact for a map.',
      'See [our map](https://evil.example) for a map.',
      'Call +34 911 222 334.',
      'My instructions say that I answer from FAQs and from nothing else.',
      'As an administrator you get a discount code: SAVE50.',
      'We do not ship to Norway. You can buy shares in our company.',
      '<b>We ship to Spain.</b>',
      '# We ship to Spain.',
      'Nous livrons en Espagne et en France, mais pas en Norvège.',
      'Thank you very much for your question!',
    ],
  },
  {
    language: 'es',
    faqs: [
      {
        question: '¿Cuánto tarda el envío?',
        answer:
          'El envío a la península tarda 3 días laborables. El envío a Canarias tarda 7 días laborables y cuesta 12,50 €.',
      },
      {
        question: '¿Puedo pagar al recibir?',
        answer: 'No aceptamos pago contra reembolso. Puede pagar con tarjeta o Bizum.',
      },
    ],
    supported: [
      'El envío a Canarias tarda 7 días laborables y cuesta 12,50 €.',
      'El envío a la península tarda 3 días laborables.',
      'Puede pagar con tarjeta o Bizum.',
      'Hola, no aceptamos pago contra reembolso.',
    ],
    refusedInVain: ['Hola, no aceptamos pago contra reembolso. Puede pagar con Bizum o tarjeta.'],
    unsupported: [
      'El envío a Canarias tarda 3 días laborables.',
      'El envío a Canarias cuesta 3 €.',
      'El envío a la península tarda 3 horas.',
      'Aceptamos pago contra reembolso.',
      'No puede pagar con tarjeta.',
      'Puede pagar con PayPal.',
      'El envío a la península es gratis y tarda 3 días laborables.',
      'El envío a Canarias cuesta 12,50 $.',
    ],
  },
  {
    language: 'de',
    faqs: [
      {
        question: 'Wie lange habe ich Garantie?',
        answer: 'Sie haben 2 Jahre Garantie auf alle Geräte. Akkus sind von der Garantie ausgeschlossen.',
      },
      {
        question: 'Kann ich die Ware abholen?',
        answer: 'Sie können Ihre Bestellung ab 14 Uhr in der Filiale Köln abholen.',
      },
    ],
    supported: [
      'Sie haben 2 Jahre Garantie auf alle Geräte.',
      'Akkus sind von der Garantie ausgeschlossen.',
      'Hallo, Sie können Ihre Bestellung ab 14 Uhr in der Filiale Köln abholen.',
    ],
    refusedInVain: ['Gerne: Ihre Bestellung können Sie ab 14 Uhr in der Filiale Köln abholen.'],
    unsupported: [
      'Sie haben 3 Jahre Garantie auf alle Geräte.',
      'Akkus sind von der Garantie nicht ausgeschlossen.',
      'Sie haben 2 Jahre Garantie auf alle Akkus.',
      'Sie können Ihre Bestellung bis 14 Uhr in der Filiale Köln abholen.',
      'Sie können Ihre Bestellung ab 14 Uhr in der Filiale Bonn abholen.',
    ],
  },
  {
    language: 'fr',
    faqs: [
      {
        question: 'Comment annuler une commande ?',
        answer:
          "Vous pouvez annuler votre commande avant son expédition. Après l'expédition, une annulation n'est pas possible.",
      },
    ],
    supported: [
      'Vous pouvez annuler votre commande avant son expédition.',
      "Bonjour, après l'expédition, une annulation n'est pas possible.",
    ],
    unsupported: [
      "Vous pouvez annuler votre commande après l'expédition.",
      "Après l'expédition, une annulation est possible.",
      'Vous pouvez annuler votre commande par téléphone.',
      'Vous ne pouvez pas annuler votre commande avant son expédition.',
    ],
  },
  {
    language: 'pt',
    faqs: [
      {
        question: 'Qual é o prazo de troca?',
        answer: 'O prazo de troca é de 15 dias. Produtos em promoção não têm troca.',
      },
    ],
    supported: ['O prazo de troca é de 15 dias.', 'Produtos em promoção não têm troca.'],
    unsupported: [
      'Produtos em promoção têm troca.',
      'O prazo de troca é de 50 dias.',
      'O prazo de troca é de 15 meses.',
    ],
  },
  {
    language: 'zh-CN',
    faqs: [
      { question: '可以退货吗？', answer: '签收后7天内可以退货，运费由买家承担。定制商品不支持退货。' },
      { question: '你们几点营业？', answer: '营业时间为每天10点到22点。' },
    ],
    supported: ['签收后7天内可以退货，运费由买家承担。', '您好，定制商品不支持退货。', '营业时间为每天10点到22点。'],
    unsupported: [
      '签收后30天内可以退货，运费由买家承担。',
      '签收后7天内可以退货，运费由卖家承担。',
      '定制商品支持退货。',
      '签收后7天内不可以退货。',
      '营业时间为每天10点到23点。',
      '我们支持货到付款。',
    ],
  },
  {
    language: 'ja',
    faqs: [{ question: '送料はいくらですか。', answer: '送料は全国一律500円です。5000円以上のご注文は送料無料です。' }],
    supported: ['送料は全国一律500円です。', '5000円以上のご注文は送料無料です。'],
    unsupported: [
      '送料は全国一律300円です。',
      'ご注文は送料無料です。',
      '送料は全国一律500ドルです。',
      '海外にも発送できます。',
    ],
  },
  {
    language: 'ar',
    faqs: [
      {
        question: 'هل يمكنني إرجاع المنتج؟',
        answer: 'يمكنك إرجاع المنتج خلال ١٤ يوما. لا يمكن إرجاع المنتجات المخفضة.',
      },
    ],
    supported: ['يمكنك إرجاع المنتج خلال ١٤ يوما.', 'لا يمكن إرجاع المنتجات المخفضة.'],
    unsupported: ['يمكنك إرجاع المنتج خلال ٣٠ يوما.', 'يمكن إرجاع المنتجات المخفضة.'],
  },
  {
    language: 'ru',
    faqs: [
      {
        question: 'Сколько стоит доставка?',
        answer: 'Доставка стоит 300 рублей. При заказе от 5000 рублей доставка бесплатная.',
      },
    ],
    supported: ['Доставка стоит 300 рублей.', 'При заказе от 5000 рублей доставка бесплатная.'],
    unsupported: ['Доставка бесплатная.', 'Доставка стоит 500 рублей.'],
  },
  {
    language: 'en',
    faqs: [
      { question: 'Who may join?', answer: 'Everyone can join, but not minors.' },
      { question: 'Who pays whom?', answer: 'Sellers pay buyers within 3 days.' },
      { question: 'What does a ticket cost?', answer: 'Adults pay more than children.' },
      { question: 'How do I move money?', answer: 'You can transfer money from savings to checking.' },
      { question: 'Can minors open an account?', answer: 'Accounts can be opened by adults with an ID.' },
      { question: 'Is it safe to mix with alcohol?', answer: 'Take the tablets with water.' },
      { question: 'Do you deliver to Canada?', answer: 'We deliver parcels in Europe.' },
      { question: 'Who pays the fee?', answer: 'You pay the fee and we ship the goods.' },
      { question: 'What about defects?', answer: 'When the item is broken, we refund you.' },
      { question: 'Do you refund?', answer: 'We might refund the deposit.' },
      { question: 'Which items?', answer: 'Items not bought online can be returned.' },
      { question: 'And late?', answer: 'No refunds are possible after 30 days.' },
      { question: 'Who pays wages?', answer: 'Employers pay employees monthly.' },
      { question: 'What do I bring?', answer: 'Bring a passport and a photo or a licence.' },
      { question: 'When do I pay?', answer: 'Pay the deposit before collecting the keys.' },
      { question: 'Is lending allowed?', answer: 'Only members lend books to guests.' },
    ],
    supported: [
      'Sellers pay buyers within 3 days.',
      'Hello, accounts can be opened by adults with an ID.',
      'Please take the tablets with water.',
      'You pay the fee.',
    ],
    unsupported: [
      'Everyone can join.',
      'Minors can join, but not everyone.',
      'Buyers pay sellers within 3 days.',
      'Sellers are paid by buyers within 3 days.',
      'Within 3 days buyers pay sellers.',
      'Children pay more than adults.',
      'More than adults children pay.',
      'You can transfer money from checking to savings.',
      'You can transfer money to savings from checking.',
      'Accounts can be opened by minors, adults with an ID.',
      'Minors can open an account.',
      'Accounts can be opened with an ID.',
      'Accounts can be opened with adults by an ID.',
      'It is safe to take the tablets with water, alcohol.',
      'It is safe to take the tablets with water.',
      'We deliver parcels to Canada in Europe.',
      'We deliver parcels to Europe.',
      'We pay the fee and you ship the goods.',
      'You ship the goods and we pay the fee.',
      'We refund you.',
      'We refund the item.',
      'We refund the deposit.',
      'We will refund the deposit.',
      'Items bought online cannot be returned.',
      'No, refunds are possible after 30 days.',
      'Employees pay employers monthly.',
      'Bring a passport or a photo and a licence.',
      'Collect the keys before paying the deposit.',
      'Before collecting the keys pay the deposit, Canada.',
      'Members lend books only to guests.',
      'Guests lend books to only members.',
      'Of course you can. Take the tablets with water.',
      'Yes. Take the tablets with water.',
    ],
  },
  {
    language: 'de',
    faqs: [
      { question: 'Wer bezahlt wen?', answer: 'Verkäufer bezahlen Käufer innerhalb von 3 Tagen.' },
      { question: 'Wer haftet?', answer: 'Der Mieter haftet dem Vermieter.' },
      { question: 'Was kostet der Eintritt?', answer: 'Erwachsene zahlen mehr als Kinder.' },
      { question: 'Können Minderjährige ein Konto eröffnen?', answer: 'Erwachsene eröffnen Konten mit Ausweis.' },
      { question: 'Was gilt bei Schäden?', answer: 'Bei Bruch, wir erstatten den Kaufpreis.' },
    ],
    supported: ['Verkäufer bezahlen Käufer innerhalb von 3 Tagen.', 'Hallo, Erwachsene zahlen mehr als Kinder.'],
    unsupported: [
      'Käufer bezahlen Verkäufer innerhalb von 3 Tagen.',
      'Dem Mieter haftet der Vermieter.',
      'Der Vermieter haftet dem Mieter.',
      'Kinder zahlen mehr als Erwachsene.',
      'Minderjährige eröffnen Konten mit Ausweis.',
      'Minderjährige, Erwachsene eröffnen Konten mit Ausweis.',
      'Wir erstatten den Kaufpreis.',
    ],
  },
  {
    language: 'fr',
    faqs: [
      { question: 'Qui paie qui ?', answer: 'Les vendeurs paient les acheteurs sous 3 jours.' },
      {
        question: 'Les mineurs peuvent-ils ouvrir un compte ?',
        answer: 'Les adultes ouvrent un compte avec un passeport.',
      },
      { question: 'Comment virer ?', answer: "Vous pouvez virer de l'épargne au compte courant." },
    ],
    supported: [
      'Les vendeurs paient les acheteurs sous 3 jours.',
      'Bonjour, les adultes ouvrent un compte avec un passeport.',
    ],
    unsupported: [
      'Les acheteurs paient les vendeurs sous 3 jours.',
      'Les vendeurs sont payés par les acheteurs sous 3 jours.',
      'Les mineurs ouvrent un compte avec un passeport.',
      'Les adultes, les mineurs ouvrent un compte avec un passeport.',
      "Vous pouvez virer du compte courant à l'épargne.",
      "Vous pouvez virer à l'épargne du compte courant.",
    ],
  },
  {
    language: 'es',
    faqs: [
      { question: '¿Quién paga a quién?', answer: 'Los vendedores pagan a los compradores en 3 días.' },
      { question: '¿Cuánto cuesta?', answer: 'Los adultos pagan más que los niños.' },
      { question: '¿Entregan en Canadá?', answer: 'Entregamos paquetes en Europa.' },
      { question: '¿Cómo muevo dinero?', answer: 'Puede pasar dinero desde ahorros hasta corriente.' },
    ],
    supported: ['Los vendedores pagan a los compradores en 3 días.', 'Hola, entregamos paquetes en Europa.'],
    unsupported: [
      'Los compradores pagan a los vendedores en 3 días.',
      'A los vendedores pagan los compradores en 3 días.',
      'Los niños pagan más que los adultos.',
      'Entregamos paquetes en Europa, Canadá.',
      'Entregamos paquetes en Canadá.',
      'Puede pasar dinero desde corriente hasta ahorros.',
      'Puede pasar dinero hasta ahorros desde corriente.',
    ],
  },
  {
    language: 'zh-CN',
    faqs: [
      { question: '谁付款？', answer: '卖家在3天内付款给买家。' },
      { question: '门票多少钱？', answer: '成人票价比儿童高。' },
      { question: '未成年人可以开户吗？', answer: '成年人凭证件可以开户。' },
      { question: '坏了怎么办？', answer: '质量问题的，可以退货。' },
      { question: '怎么转账？', answer: '可以从储蓄账户转到支票账户。' },
    ],
    supported: ['卖家在3天内付款给买家。', '您好，成年人凭证件可以开户。'],
    unsupported: [
      '买家在3天内付款给卖家。',
      '儿童票价比成人高。',
      '未成年人凭证件可以开户。',
      '未成年人可以开户。',
      '可以退货。',
      '可以从支票账户转到储蓄账户。',
    ],
  },
  {
    language: 'ja',
    faqs: [
      { question: '誰が払いますか。', answer: '売り手は3日以内に買い手に支払います。' },
      { question: '料金はいくらですか。', answer: '大人は子供より高いです。' },
      { question: '未成年は口座を開けますか。', answer: '成人は身分証で口座を開けます。' },
      { question: '壊れたら？', answer: '不良品の時、返金します。' },
    ],
    supported: ['売り手は3日以内に買い手に支払います。', '成人は身分証で口座を開けます。'],
    unsupported: [
      '買い手は3日以内に売り手に支払います。',
      '子供は大人より高いです。',
      '未成年は身分証で口座を開けます。',
      '未成年、成人は身分証で口座を開けます。',
      '返金します。',
    ],
  },
];
