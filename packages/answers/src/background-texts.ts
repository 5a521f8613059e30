const english = `
who won the world cup in 2014
what is the tallest mountain on earth
tell me a joke
sing me a song please
who is the president of france
what is the meaning of life
how many people live in china
are you a robot or a real human
do you like pizza
what is your favourite colour
i am so bored today
my dog ate my homework
can you help me with my maths homework
how do i cook rice
what is the square root of 144
is there life on other planets
who wrote romeo and juliet
when did the second world war end
what do you think about politics
i love you
you are stupid
lol haha
what's up
nice to meet you
good morning everybody
where did the dinosaurs go
how far away is the moon
why is the sky blue
what should i wear to a wedding
can dogs eat chocolate
do you believe in god
how old is the queen
give me a recipe for apple pie
which team plays tonight
how do i lose weight
my girlfriend left me
what time is it in tokyo
translate good night into italian
write a poem about the sea
what is the capital of australia
how long do elephants live
who invented the light bulb
does my car need new tyres
where can i watch the match
should i buy bitcoin
is it going to rain tomorrow
how do i learn to play the guitar
can you recommend a good book
what are the symptoms of the flu
i need a flight to paris next week
how do you say hello in german
did you see the game last night
the weather is lovely today
i had eggs for breakfast
there is a spider in my room
how many legs does a spider have
what was the score yesterday
have you been to new york
tell me something interesting
asdf asdf
qwerty
blah blah blah
`;

const inOtherLanguages = `
谁赢了世界杯
给我讲个笑话
你是机器人吗
今天天气怎么样
中国有多少人口
世界上最高的山是哪座
你喜欢吃什么
我好无聊
帮我写作业
怎么做红烧肉
人生的意义是什么
谁是美国总统
唱首歌给我听
你多大了
月亮离地球有多远
推荐一部好看的电影
我爱你
哈哈哈
为什么天空是蓝色的
明天会下雨吗
誰贏了世界盃
講個笑話給我聽
今天天氣怎麼樣
quién ganó el mundial de fútbol
cuéntame un chiste
cuál es la capital de australia
qué tiempo hace hoy
cómo se cocina el arroz
eres un robot o una persona
cuántos habitantes tiene china
me aburro mucho
ayúdame con los deberes
cuál es el sentido de la vida
quién escribió don quijote
por qué el cielo es azul
te quiero mucho
qué hora es en tokio
wer hat die weltmeisterschaft gewonnen
erzähl mir einen witz
wie ist das wetter heute
was ist der sinn des lebens
bist du ein roboter
wie viele menschen leben in china
warum ist der himmel blau
qui a gagné la coupe du monde
raconte-moi une blague
quel temps fait-il aujourd'hui
quel est le sens de la vie
es-tu un robot
combien d'habitants y a-t-il en chine
quem ganhou a copa do mundo
conta uma piada
como está o tempo hoje
chi ha vinto i mondiali
raccontami una barzelletta
che tempo fa oggi
ワールドカップで優勝したのはどこ
何か面白い話をして
今日の天気はどうですか
人生の意味は何ですか
空はなぜ青いの
あなたはロボットですか
월드컵 누가 우승했어
재미있는 이야기 해줘
오늘 날씨 어때
من فاز بكأس العالم
احك لي نكتة
كيف الطقس اليوم
ما معنى الحياة
кто выиграл чемпионат мира
расскажи анекдот
какая сегодня погода
ใครชนะฟุตบอลโลก
เล่าเรื่องตลกให้ฟังหน่อย
วันนี้อากาศเป็นอย่างไร
`;

const linesOf = (text: string) => text.trim().split('\n');

/** The first of `backgroundTexts`. */
export const englishBackgroundTexts: readonly string[] = linesOf(english);

/**
 * What people also write to a company's bot and no FAQ answers: general knowledge, chatter, nonsense. They teach the
 * engine that common words alone are no reason to answer. A tenant's own texts that say the same win over them.
 */
export const backgroundTexts: readonly string[] = [...englishBackgroundTexts, ...linesOf(inOtherLanguages)];
