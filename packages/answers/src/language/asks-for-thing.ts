/** Words, and signs, that ask whether there is something, or for it: "do you have it in English", "hay en español", "有中文的吗". */
const thing = within(
  `have|it|this|is there|there is|there's|(?:you|u|they|we) support|supported|hay|lo (?:quiero|prefiero|quisiera|puedo)|há|
  (?:le|la) (?:veux|voudrais|préfère|peux)|c'?est en|lo (?:voglio|vorrei|preferisco)|c' ?è|haben|(?:es|das) haben|
  (?:möchte|will|hätte|würde|brauche) (?:ich |wir )?(?:es|das)|få det|var|есть|є|có(?! thể)|ada|चाहिए|chahiye|چاہیے|יש|هست`,
);
const thingUnspaced = /有|ある|あります|있|มี/u;

/** Words of talking and writing, of asking politely, and of who could talk: with one of them it is the talking that is asked for. */
const talk = within(
  `please|pls|plz|kindly|speak*|talk*|chat*|writ*|repl*|answer*|respon*|messag*|text|communicat*|convers*|assist*|help*|continu*|
  switch*|keep|someone|somebody|anyone|who|habl*|háb*|escr*|contest*|mensaj*|mensag*|favor*|ayud*|ajud*|aten*|atien*|atién*|alguien|
  alguém|quien|fal*|segui*|parl*|répon*|écri*|discut*|s'il|svp|stp|plait|plaît|quelqu*|passer|passons|aide|rispon*|scriv*|prego|
  qualcuno|sprech*|sprich*|antwort*|schreib*|reden|rede|bitte|jemand|unterhalt*|nachricht*|hilfe|geht|weiter*|svar*|skriv*|snak*|
  tal*|prat*|tak|tack|takk|ven*|snäll*|snill*|konuş*|konus*|yaz*|cevap|yanıt*|lütfen|bilen|biri*|говор*|отве*|пиш*|писа*|напиш*|
  пожал*|общ*|разгов*|поговор*|кто*|розмов*|відпов*|ласка|хто*|спілк*|nói|trả lời|viết|nhắn|trò chuyện|ai|biết|hỗ trợ|giúp|xin|
  vui lòng|làm ơn|bicara*|berbicara|ngomong|jawab|balas|tulis|tolong|mohon|siapa|seseorang|जवाब|बात|बोल*|लिख*|उत्तर|कृपया|प्लीज|
  कोई|baat|bol*|jawab|likh*|بات|بول*|جواب|پلیز|براہ|דבר*|לדבר|מדבר*|תדבר*|לענות|תענ*|ענה|לכתוב|תכתב*|תכתוב|בבקשה|מישהו|תשוב*|
  صحبت|حرف|پاسخ|بنویس*|لطف*|کسی`,
);
const talkUnspaced =
  /[说說讲講回答聊写寫会會懂人请請]|客服|服务|服務|沟通|交流|对话|對話|麻烦|麻煩|打字|話|返|書|対応|案内|サポート|お願い|ください|下さい|말|답|대화|이야기|얘기|써|상담|분|수 |부탁|주세요|지원|안내|응대|설명|통화|คน|ใคร|พูด|ตอบ|เขียน|คุย|แชท|ขอ|ช่วย|กรุณา/u;

/**
 * Whether words around a language's name ask for something in that language, and not to be spoken to in it: "do you have it in
 * English" is a question, "do you have somebody who speaks English" and "have it in English please" are wishes. `folded` is
 * the text as `foldName` leaves it.
 */
export function asksForThing(folded: string): boolean {
  return (thing.test(folded) || thingUnspaced.test(folded)) && !talk.test(folded) && !talkUnspaced.test(folded);
}

/** Finds any of the words; one that ends in `*` is what words begin with. */
function within(words: string): RegExp {
  const either = words.replaceAll(/\s*\n\s*/gu, '').replaceAll('*', '[\\p{L}\\p{M}]*');
  return new RegExp(`(?<![\\p{L}\\p{M}])(?:${either})(?![\\p{L}\\p{M}])`, 'u');
}
