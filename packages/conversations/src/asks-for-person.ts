const LONGEST = 160;

/** In each language: a wish for somebody, and its short form, which is the whole message. */
const wishes: readonly RegExp[] = [
  /(?<!\p{L})(?:(?:talk|speak|chat) (?:to|with)|connect me|transfer me|put me through) .{0,24}(?:human|person|agent|representative|operator|someone|somebody|staff|advis[eo]r)(?!\p{L})/u,
  /^(?:an? |the )?(?:human|real person|person|live agent|agent|operator|representative)(?:,? please)?$/u,
  /(?<!\p{L})(?:hablar|chatear|comunicarme|contactar|conectarme|pasarme|páseme|pásame) (?:con|a) .{0,12}(?:persona|humano|agente|alguien|operador|operadora|representante|asesor|asesora)(?!\p{L})/u,
  /^(?:una? )?(?:persona|humano|agente|operador|operadora)(?:,? por favor)?$/u,
  /(?:转|轉|找|要|接|换|換)(?:到|接|一下|个|個)?(?:人工|真人|客服)|人工(?:客服|服务|服務)|^(?:人工|真人|客服)$/u,
  /(?<!\p{L})mit .{0,24}(?:menschen|mitarbeiter|mitarbeiterin|person|jemandem) .{0,16}(?:sprechen|reden|chatten|verbinden)(?!\p{L})/u,
  /^(?:ein )?(?:mensch|mitarbeiter)(?:,? bitte)?$/u,
  /(?<!\p{L})(?:parler|discuter|échanger) (?:à|avec) .{0,10}(?:humain|personne|quelqu.un|conseiller|conseillère|agent)(?!\p{L})/u,
  /^(?:un |une )?(?:humain|personne|conseiller)(?:,? s.il vous pla[iî]t)?$/u,
  /(?:人間|人|担当者|オペレーター|スタッフ)(?:と|に)(?:話|つな|繋|代わ|替わ)/u,
  /(?:التحدث|أتحدث|اتحدث|أتكلم|اتكلم|التواصل) (?:مع|إلى|الى) (?:شخص|موظف|إنسان|انسان|ممثل|خدمة العملاء)/u,
];

/**
 * Whether a customer says in so many words that they want a person: in English, Spanish, Chinese, German, French, Japanese
 * or Arabic. What is longer than 160 characters says more than that and is a question first.
 */
export function asksForPerson(text: string): boolean {
  const said = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/^[\s¿¡"'“]+|[\s.!?…。！？"'”]+$/gu, '');
  return said.length <= LONGEST && wishes.some((wish) => wish.test(said));
}
