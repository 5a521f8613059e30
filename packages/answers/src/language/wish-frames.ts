import { foldName, withoutLatinMarks } from './language-names.ts';

/** What may stand around the name of a language when all that is said is that it is wished; no word that denies. */
const spaced = `
  in to into please pls plz can could would will you we i i'd i'm im u me us my do speak speaks talk chat write reply answer answers
  respond continue switch change use have it this only just let's lets let want like prefer need know understand language the a and or
  be is there now from rather instead thanks thank hello hi hey sorry ok okay message messages everything with conversation should
  en a al el la por favor porfavor puede puedes podemos podría podrías podéis pueden hablar habla hablas hablen hable háblame hábleme
  hablame escribir escribe escríbeme responde responder respóndeme responda contesta contestar contéstame cambiar cambia quiero
  quisiera prefiero solo sólo hablo entiendo idioma usted tú me gracias hola lo se seguir sigamos
  em na o para pra pode podem poderia podes falar fala falam fale falo responder responda responde escreva escrever escreve
  mudar mude quero queria prefiro só somente entendo língua idioma obrigado obrigada olá oi você vocês por
  en le la s'il te vous plaît plait svp stp peux pouvez pourriez peut on tu parler parle parlez parles répondre répondez réponds
  écrire écrivez écris continuer passer changer je veux voudrais préfère seulement comprends langue merci bonjour moi est-ce que est ce
  in l' lo per favore prego puoi può potete possiamo potrebbe parlare parla parli parlate parlo rispondere rispondi risponda rispondimi
  scrivere scrivi scriva cambiare voglio vorrei preferisco solo soltanto capisco lingua grazie ciao mi in
  auf in bitte kannst können könnt könnten könntest du sie ihr wir ich mir mit reden sprechen sprich sprichst sprecht spreche antworten
  antworte antwortest schreiben schreib schreibe wechseln weiter möchte will würde lieber gerne nur verstehe sprache danke hallo es geht
  das auch
  in het alsjeblieft alstublieft aub kun kunt kunnen je u jij we ik graag praten praat spreken spreekt spreek antwoorden antwoord
  schrijven schrijf overschakelen wil liever alleen begrijp taal bedankt hallo mij me
  på i tak venligst kan du I vi jeg gerne tale taler snakke snakker svare svar skrive skriv skifte vil ville foretrækker kun forstår
  sprog hej være så vær venlig at man med mig
  takk vennligst dere jeg gjerne snakke snakker svare skrive bytte vil foretrekker bare kun forstår språk hei vær så snill å meg
  tack snälla kan ni vi jag gärna prata pratar tala talar svara svarar skriva skriv byta vill föredrar bara förstår språk hej är det mig
  att
  kiitos voitko voitteko voidaanko puhua puhu puhutko puhutteko puhun vastata vastaa vastatko kirjoittaa kirjoita vaihtaa haluan
  haluaisin vain ymmärrän kieli kielellä kielelle hei voisitko voisitteko minulle ole hyvä
  po w na proszę czy możesz możecie możemy może można mówić mów mówisz mówicie mówię pisać pisz pisz odpowiadać odpowiadaj odpowiedz
  rozmawiać zmienić chcę chciałbym chciałabym wolę tylko rozumiem język języku dziękuję cześć pan pani prosze
  v na do prosím můžete můžeš můžeme mluvit mluvte mluvíte mluvíš mluvím psát pište piš odpovídat odpovídejte odpovězte odpověz chci
  chtěl chtěla bych jen pouze rozumím jazyk jazyce děkuji ahoj dobrý den se mnou raději
  în in pe la vă te rog puteți poți putem ați putea vorbi vorbiți vorbești vorbesc vorbește scrie scrieți răspunde răspundeți răspundeți-mi
  mi schimba vreau aș dori prefer doar înțeleg limba mulțumesc salut bună să
  a az kérem kérlek tudna tudnál tudsz tudtok beszélni beszél beszélsz beszélnek beszéljen beszélj beszélek beszéljünk válaszoljon
  válaszolj válaszolni írjon írj írni váltsunk váltani szeretnék csak értek nyelven nyelvre köszönöm szia lehet inkább legyen szíves kérném
  lütfen olarak konuşabilir konuşur konuşalım konuş konuşun konuşuyor konuşuyorum konuşabiliyor misiniz misin musunuz musun miyiz mısınız
  cevap ver verin yanıt yanıtlayın yanıtla yaz yazın yazar geç geçelim istiyorum sadece biliyorum dil dilinde teşekkürler merhaba
  bana benimle verir mi
  bằng tiếng sang xin vui lòng làm ơn bạn có thể nói trả lời viết chuyển dùng được không tôi mình muốn chỉ hiểu ngôn ngữ cảm ơn chào nhé ạ
  với em anh chị shop hãy
  dalam dengan pakai ke bahasa tolong mohon bisa bisakah dapat dapatkah anda kamu kita saya bicara berbicara ngomong jawab balas tulis
  ganti gunakan menggunakan ingin mau hanya mengerti terima kasih halo ya dong kak
  mein me main bolo boliye baat karo kijiye karein sakte sakta hain hai ho kya aap tum mujhe jawab do dijiye please likho likhiye
  по на пожалуйста можно можете можешь могли ли бы вы ты мы мне говорить говорите говори говоришь говорю отвечайте ответьте ответь отвечай
  писать пишите пиши напишите перейти перейдем давайте давай хочу хотел хотела только понимаю язык языке языком спасибо привет
  здравствуйте я со мной общаться лучше
  будь ласка можна можете можеш могли чи би ви ти ми мені говорити говоріть говори говориш розмовляти розмовляєте відповідайте відповідай
  відповісти пишіть пиши перейти перейдемо давайте хочу тільки лише розумію мова мовою мові дякую привіт вітаю я зі мною краще
  στα στην σε παρακαλώ μπορείτε μπορείς μπορούμε να μιλάτε μιλάς μιλήσετε μιλήσεις μιλήσουμε μιλήστε μίλα μιλάω απαντήστε απάντησε
  απαντήσετε γράψτε γράψε θέλω θα ήθελα μόνο καταλαβαίνω γλώσσα γλωσσα ευχαριστώ γεια σας σου μου ελληνική
  בבקשה אפשר תוכל תוכלי אתה אתם את יכול יכולה יכולים לדבר דבר דברו דברי תדבר תדברו תדברי מדבר מדברים מדברת לענות תענה תענו תעני ענה לכתוב
  תכתוב תכתבו לעבור רוצה אני רק מבין מבינה שפה תודה שלום לי איתי
  من في على لو سمحت سمحتم فضلك ممكن يمكن يمكنك يمكنكم هل أن ان تتكلم تتكلمون تتحدث التحدث تحدث تكلم تكلموا الكلام الرد رد ردوا أجب اجب أجبني
  جاوبني اكتب أكتب أريد اريد فقط أفهم افهم باللغة اللغة لغة شكرا مرحبا أنا انا أتكلم اتكلم معي علي إلى الرجاء رجاء أرجو
  لطفا لطفاً به می شه میشه می‌شه می‌شود میشود می‌توانید میتوانید میتونید توانید صحبت کنید کن کنیم کنی حرف بزنید بزن جواب پاسخ دهید بدهید بدید بده
  بنویسید بنویس زبان فقط خواهم میخواهم میخوام خوام ممنون سلام را با من میدونم می‌فهمم آیا
  میں کیا آپ بات کر سکتے ہیں کریں بولیں بولو جواب دیں براہ مہربانی کرم پلیز صرف زبان شکریہ مجھے چاہیے
  में कृपया क्या आप बात कर सकते सकती हैं है करें करो कीजिए बोलें बोलो बोलिए बोलते जवाब उत्तर दें दो दीजिए लिखें लिखो लिखिए मुझे चाहिए चाहता
  चाहती हूँ हूं सिर्फ केवल भाषा धन्यवाद नमस्ते मैं प्लीज समझता जानता से
  anyone someone somebody who there's there speaking written carry keep going over possible possibly kindly more comfortable better
  communicate text assist support help also too any chance that's everything everyone always only stick answering replying read
  alguien hay quien que conmigo conversar conversación atienda atiéndame atención ayuda ayúdame mensaje mensajes siempre mejor cómo
  se habla escríbame respondan contesten seguimos continuar continuamos pasamos pasar entenderia gustaría gustaria sería posible
  conversar comigo dá dar pra continuar continue mande escreva fale alguém quem que mensagem atendimento ajuda seria possível gostaria
  falarmos conversamos melhor sempre
  quelqu'un quelqu un qui parlant avec communiquer communiquons discuter préférerais aimerais possible serait mieux toujours message
  messages aide passons continuons répondez-moi parlons dire dites poursuivre
  rispondermi preferirei scrivimi scrivetemi qualcuno che c'è c' è con comunicare continuare continuiamo possibile sarebbe meglio sempre
  messaggio messaggi aiuto si passare passiamo parlarmi vorremmo rispondete
  hätte gern gerne jemand der die spricht kann darf dürfte weiter weitermachen unterhalten bevorzuge wäre möglich besser immer nachricht
  nachrichten hilfe wollen mal doch nochmal können antwort haben
  kan mag ook iemand die met verder voortzetten gaan communiceren zou willen mogelijk beter altijd bericht berichten hulp antwoorden even
  må får man få det ta svar jag jeg vil ville går noen nogen någon som fortsette fortsætte fortsätta kommunisere mulig muligt möjligt gärna
  gjerne hjelp hjælp hjälp alltid altid melding besked meddelande skulle foretrække föredrar
  voidaanko jatkaa jatketaan saisinko saanko voiko joku kuka voisiko mieluummin aina viesti apua palvelua palvelu onnistuuko onko
  może być moze pisz do mnie ktoś kto rozmawiajmy kontynuować kontynuujmy przejdźmy przejść lepiej zawsze wiadomości pomoc da się chciał
  wolałbym wolałabym odpisz odpisuj
  mluv mluvte piš někdo kdo pokračovat pokračujme přejít přejděme lépe raději vždy zprávy pomoc jde to se šlo by odpověď radši
  se poate cineva care continua continuăm trece trecem mai bine mereu mesaje ajutor dori scrieți-mi răspundeți răspundeți-mi comunica
  lehetne lehet folytatni folytassuk valaki aki tud inkább mindig üzenet segítség szeretném kérhetném is tudunk tudtok esetleg
  yazar yazabilir devam edelim edebilir edelim biliyor bilen biri birisi var mı mi miyiz mısınız musunuz tercih ederim mümkün mü daha iyi her zaman mesaj yardım
  olsun anlatır anlat
  cho mình đi nhé bạn ai đó biết tiếp tục nhắn tin được chưa luôn giúp hỗ trợ thôi nha nào mình muốn trò chuyện
  saja aja boleh lanjut lanjutkan seseorang yang ada siapa lebih baik selalu pesan bantuan nggak tidak deh nih min kalau
  batao bataiye bataye me mein bol baat karna chahta hun hoon hu hindi likhna samajh aati jawab dena na bhi
  बताइए बताओ बताएं कोई जो बोलता बोलती हो रहेगा भी ही जारी रखें बेहतर संदेश मदद लिखना बोलना पसंद करूंगा प्लीज
  перейдём кто-нибудь кто нибудь кто-то есть продолжим продолжать разговаривать разговаривайте общаемся будем лучше всегда сообщения помощь
  хотелось удобнее поговорить отвечать ответ
  розмовляйте розмовляти перейдімо хтось хто є продовжимо продовжувати спілкуватися спілкуймося краще завжди повідомлення допомога зручніше
  поговорити відповідь
  απαντήσεις απαντάς απαντάτε μιλάει κάποιος που συνεχίσουμε συνεχίστε γίνεται καλύτερα πάντα μηνύματα βοήθεια θα προτιμούσα προτιμώ γράψεις
  γράφετε γράφεις
  לקבל תשובה תשובות מישהו שמדבר שמדברת יש להמשיך נמשיך נדבר עדיף תמיד הודעות עזרה הייתי מעדיף מעדיפה כתוב כתבו
  بلدی بلدید کسی هست که ادامه دهیم بدیم بهتر همیشه پیام کمک ترجیح می‌دهم میدم جوابم بگید بگو
  أحد احد أي يتحدث يتكلم هنا نكمل استمر أفضل افضل دائما رسائل مساعدة أكون اكون حابب نتكلم نتحدث يا ريت تجاوب تجاوبني ترد خدمة
`;
const unspaced = `
  请 請 麻烦 麻煩 可以 能 能不能 可不可以 能否 可否 你 您 你们 您们 我 我们 跟我 和我 用 说 說 讲 講 说话 回答 回复 回覆 回我 答 聊 写 寫 转 轉 换 換 切换 切換 成 到 改 改成 改用 来 交流 沟通 吗 嗎 吧 好吗 好嗎
  行吗 谢谢 謝謝 想 要 只 会 會 懂 想用 语言 語言 服务 服務 客服 的 为 為 对话 對話 跟 和 继续 繼續 你好 您好 请用 一下 直接 以后 之后 都 全部 或者 咨询
  で に を が は お 願い 願いします お願い お願いします お願いいたします 話せますか 話して ください 下さい 話せる 話し 話す 答えて 回答 返信 返事 返答 して もらえますか いただけますか くれますか
  書いて 対応 できますか 可能ですか 大丈夫ですか 切り替えて 変更 へ 話したい です ですか ます か のみ だけ こんにちは すみません 会話 案内 説明 頼みます 続けて
  로 으로 를 을 는 은 가 이 말 말해 말해줘 말해주세요 말씀해 주세요 주실 수 있나요 있어요 있을까요 줘 해 해줘 해주세요 하세요 할 하나요 대답 대답해 답변 답변해 답해 대화 이야기 부탁 부탁해요 부탁드려요 부탁드립니다 부탁합니다 써 써주세요 바꿔
  바꿔주세요 가능 가능한가요 가능해요 하고 싶어요 싶습니다 만 저는 제발 안녕하세요 감사합니다 상담 언어 좀
  ขอ ช่วย กรุณา พูด ตอบ เขียน คุย ใช้ เป็น ภาษา ได้ ไหม มั้ย หน่อย นะ ครับ ค่ะ คะ คับ คุณ ผม ฉัน เปลี่ยน ด้วย เท่านั้น อยาก กับ สวัสดี ขอบคุณ สนทนา แชท หรือเปล่า เรา แบบ
  有 有没有 有沒有 会说 會說 人 的人 客服人员 人工 专员 打字 接下来 接下來 更 比较 比較 方便 请问 請問 那 就 好 行 么 麼 聊天 沟通吧 服務嗎 一律 只能 我只 的话 的話
  でも いい いいですか よろしい よろしいでしょうか でしょうか ありますか いますか できる できますか もらえる もらえますか 分かる わかる 人 方 誰か いる ほう 方が やりとり 対応して サポート 話しましょう 話そう ませんか
  되나요 돼요 되요 될까요 얘기 얘기해 얘기해도 얘기해요 해도 누구 분 계신가요 계세요 수 있는 있습니까 더 편해요 편합니다 계속 말할 쓰고 주시겠어요 주시면 답 메시지 지원 통화 안내 안내해 설명 설명해 응대 상담원
  ใคร มี คน คนที่ ไหน ไหม แทน ต่อ ต่อไป ดีกว่า ข้อความ ตลอด บ้าง ขอ ให้ ที่ จะ ได้ไหม หรือ
`;

/** Whether a word may stand around the name of a language that is wished. */
export const frameWords: ReadonlySet<string> = new Set(
  spaced
    .split(/\s+/)
    .filter((word) => word !== '')
    .flatMap((word) => [foldName(word), withoutLatinMarks(foldName(word))]),
);

/** The same where words stand without spaces between them, the longest first. */
export const framePieces: readonly string[] = unspaced
  .split(/\s+/)
  .filter((piece) => piece !== '')
  .sort((a, b) => b.length - a.length);
