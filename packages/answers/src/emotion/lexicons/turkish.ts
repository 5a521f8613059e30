import type { Lexicon } from '../lexicon.ts';

export const turkish: Lexicon = {
  anger: `kızgın*|öfkeli*|sinirli*|sinirlen*|sinir oldum|sinirim*|sinir bozucu|çıldır*|deliriyorum|kudur*|bıktım|bıktık|yeter|yeter artık|artık yeter|rezalet*|rezil*|skandal*|kepazelik|utanç verici|utanın|ayıp|yazıklar olsun|kabul edilemez*|saçmalık|saçma sapan|gülünç|komik mi bu|dalga mı geçiyorsunuz|dalga geç*|alay mı|şaka mı|lanet*|kahretsin|allah kahretsin|bok*|siktir*|amk|aptal*|salak*|gerizekalı*|beceriksiz*|yetersizsiniz|berbat*|iğrenç*|korkunç*|en kötü*|felaket*|dolandırıcı*|hırsız*|yalancı*|soygun*|paramı çal*|kazık*
|bir daha asla|asla almam|zaman kaybı|vaktimi|nefret*|sabrım*|sabrımı|sabır kalmadı|dava aç*|~avukatım*|tüketici hakem|tüketici mahkeme*|şikayetvar|şikayet edeceğim|~hayal kırıklığı ve öfke|~üçüncü kez|~dördüncü kez|~kaçıncı kez|~kaç kere|~kaç defa|~kimse cevap vermiyor|~umursamıyor*|~görmezden|terbiyesiz*|saygısız*|sorumsuz*
|~bu nasıl hizmet|~nasıl bir hizmet|~her seferinde|~hep aynı|~söz verdiniz|~kimse yardım|~müdürünüz|~bahane*|~inanılmaz|~profesyonel değil|~kaba|~oyalıyorsunuz
|~ikinci kez|~kabus|~rezil
|rezilsiniz|berbat bir|bu ne biçim|bu nasıl bir|inanılmaz bir rezalet|paramı geri verin|paramı istiyorum|sorumsuzluk|saygısızlık|utanmaz*|yalan söylüyorsunuz|kandır*|aldat*|mağdur
|çileden|canıma yetti|illallah|tepem attı|delirtti*|sinirden|yazıklar|böyle şey olmaz|böyle iş mi olur|oyalama`,
  disappointment: `hayal kırıklığı*|memnun değilim|memnun kalmadım|memnuniyetsiz*|memnun değil|mutsuz*|üzgün*|üzüldüm|üzücü*|~yazık|maalesef beğenmedim|pişman*|daha iyisini beklerdim|daha fazlasını bekli*|böyle beklemiyordum|umduğum gibi|kalitesiz*|kötü kalite|kötü hizmet|kötü deneyim|değmez|tavsiye etmem|tavsiye etmiyorum|güvenim kalmadı|güvenimi kaybettim|açıklamadaki gibi değil|~maalesef|~ne yazık ki|~hala bekliyorum|~hâlâ bekliyorum|vasat|eskiden daha iyiydi|~yardımcı olmadı|~işe yaramadı|beğenmedim
|beklediğim gibi|beklediğimden kötü|beklentimi|beklentilerimi|hayal kırıklığına|çok üzüldüm|üzdünüz|kırıldım|boşa para|para israfı|kalitesi kötü|kalitesi düşük|hiç beğenmedim|memnuniyetsizim
|resimdeki gibi değil`,
  urgency: `acil|acilen|çok acil|acele|acelem var|acele edin|bir an önce|en kısa sürede|mümkün olan en kısa|hemen lazım|asap|bekleyemem|vaktim yok|zamanım yok|imdat|^derhal|^hemen|?şimdi|^şu an lazım|^bugün içinde|^yarına kadar|^bir saat içinde|^çabuk|^hızlıca|?bugün|?lazım|?lütfen yardım|?yarın`,
  satisfaction: `~teşekkür*|~sağol*|~sağ ol*|~eyvallah|~minnettar*|harika*|mükemmel*|süper*|muhteşem*|şahane*|çok iyi|çok güzel|memnunum|memnun kaldım|çok memnun*|mutluyum|mutlu oldum|sevindim|bayıldım|bravo|aferin|tebrik*|elinize sağlık|en iyi*|tavsiye ederim|çok yardımcı*|yardımcı oldunuz|kusursuz*|on numara|+şimdi çalışıyor|+çözüldü|+düzeldi|+halloldu|~güzel|~nazik*`,
  problem: `yine|tekrar|hala|hâlâ|halen|bozuk*|bozuldu|çalışmıyor*|çalışmadı|gelmedi|ulaşmadı|hata*|?sorun*|?problem*|gecik*|geç kal*|kayıp*|kayboldu|eksik*|hasarlı*|kusurlu*|cevap yok|cevap vermiyor|?kimse|?haftadır|?haftalardır|?gündür|?günlerdir|?saattir|?saatlerdir|reddedildi|iptal*|iki kere çekil*|yanlış*|bekliyorum`,
  intensifiers: `çok|aşırı|gerçekten|tamamen|kesinlikle|inanılmaz|son derece|bu kadar|fazlasıyla|resmen|cidden|o kadar|en`,
  negators: `hiç|asla|ne`,
  negatorsAfter: `değil|değilim|değiliz|yok|olmadım|olmadı|etmiyorum|kalmadım`,
  conditionals: `eğer`,
  conditionalsAfter: `olursam|olursa|kalmazsam|değilsem`,
  ordinary: `sorun değil|sorun yok|problem yok|problem değil|acele yok|acil değil|acelem yok|acil durum numarası|acil durum kişisi|şimdiden teşekkürler|fena değil|nasıl şikayet|hemen şimdi değil|ayıptır sorması|bakiyem yeter|limitim yeter|yeterli*
|acil teslimat|hızlı teslimat|memnuniyet garantisi|rahatsız ettiğim|acil servis`,
};
