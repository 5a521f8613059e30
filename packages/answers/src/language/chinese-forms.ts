/** Characters of simplified Chinese, each before what it is in traditional Chinese. */
const PAIRS =
  '们們个個这這来來时時说說会會对對发發经經学學过過还還么麼吗嗎请請问問买買卖賣点點开開关關电電车車门門间間长長东東乐樂爱愛国國语語让讓认認应應该該实實体體帮幫号號' +
  '钱錢单單货貨运運费費换換订訂讯訊处處营營业業里裡据據从從优優价價传傳儿兒写寫军軍农農几幾划劃则則刚剛创創别別办辦务務动動劳勞势勢华華协協压壓历歷参參双雙变變听聽' +
  '启啟员員围圍图圖场場坏壞块塊报報担擔择擇挂掛损損无無旧舊显顯术術机機权權条條极極标標样樣检檢楼樓欢歡气氣汉漢汤湯济濟满滿灯燈热熱爷爺状狀猫貓现現环環疗療盘盤码碼' +
  '确確离離种種积積称稱稳穩穷窮筹籌签簽简簡类類紧緊红紅纪紀约約级級纸紙线線练練组組细細织織终終绍紹给給络絡统統继繼绩績续續维維绿綠缓緩编編缩縮网網罗羅职職联聯肤膚' +
  '脏臟节節范範药藥获獲虑慮虽雖补補装裝见見规規视視览覽觉覺计計讨討训訓议議记記讲講许許论論设設访訪证證评評识識诉訴词詞试試话話诚誠误誤读讀课課调調谁誰谈談谢謝账賬' +
  '质質购購贴貼贵貴贷貸贺賀资資赔賠赠贈赶趕转轉轮輪软軟轻輕载載较較输輸边邊达達迟遲适適选選递遞邮郵释釋针針钟鐘银銀链鏈销銷错錯键鍵锁鎖闭閉闻聞阅閱队隊阳陽阶階际際' +
  '险險随隨难難静靜页頁项項顺順须須预預领領频頻题題颜顏额額风風飞飛饭飯饮飲饰飾馆館马馬驾駕验驗鱼魚鸟鳥黄黃齐齊龙龍万萬与與专專丢丟两兩严嚴丰豐临臨为為举舉义義习習' +
  '书書产產亲親亿億仅僅仓倉没沒进進脑腦笔筆帐帳顾顧愿願态態惯慣护護拟擬敌敵断斷层層岁歲师師带帶废廢异異张張归歸径徑忆憶忧憂怀懷总總恋戀恶惡惊驚惨慘户戶扫掃扬揚扰擾' +
  '抢搶拨撥挤擠挥揮捞撈捡撿搅攪摄攝摆擺摇搖数數暂暫杂雜杀殺枪槍柜櫃栏欄树樹桥橋档檔梦夢残殘毕畢毁毀沟溝浅淺测測浏瀏润潤涨漲渐漸湿濕滚滾滤濾烂爛烧燒烦煩烫燙牵牽独獨' +
  '猎獵玛瑪画畫畅暢疯瘋痒癢监監盖蓋盐鹽础礎礼禮税稅窃竊竞競筛篩粮糧纠糾纯純纲綱纳納纷紛绘繪绝絕绑綁结結绪緒缘緣缝縫缴繳罚罰罢罷聪聰胶膠胜勝脚腳脱脫脸臉舱艙艺藝苏蘇' +
  '苹蘋荐薦萨薩蓝藍虾蝦衬襯袜襪誉譽贝貝贡貢财財责責败敗贪貪赏賞赚賺赢贏趋趨跃躍践踐踪蹤辆輛辑輯辞辭辩辯迁遷迈邁违違连連远遠逻邏遗遺邻鄰郑鄭酱醬钥鑰钻鑽铁鐵铃鈴铝鋁' +
  '铜銅铺鋪锅鍋镜鏡闪閃闲閒闷悶闹鬧阴陰阵陣陆陸陈陳隐隱雇僱雾霧韩韓响響顶頂颁頒饱飽饼餅骂罵骑騎骗騙鲜鮮鸡雞麦麥龄齡齿齒拥擁扩擴执執丽麗乡鄉亏虧云雲伟偉伤傷伦倫侧側' +
  '债債倾傾偿償储儲兑兌兰蘭兴興养養冲沖决決况況冻凍净淨凉涼减減凑湊凭憑击擊刘劉删刪剂劑剧劇劝勸励勵劲勁区區医醫卫衛厂廠厅廳厌厭厕廁厨廚县縣叠疊吓嚇咨諮唤喚啰囉喷噴' +
  '嘱囑园園圆圓圣聖坚堅垫墊墙牆壮壯声聲壳殼备備复複够夠头頭夹夾夺奪奖獎奥奧妆妝妇婦娱娛婴嬰孙孫宁寧宝寶审審宫宮宽寬宾賓寝寢寻尋导導寿壽将將尔爾尘塵尝嘗属屬岛島币幣' +
  '庆慶库庫庙廟广廣弃棄强強录錄当當彻徹';
/** What is written so in traditional Chinese, and in Cantonese, without a partner above. */
const ALSO_TRADITIONAL = '嘅咗唔喺冇佢哋啲嚟俾麽裏臺妳週復鏈';
const ALSO_SIMPLIFIED = '账';

const pairs = [...PAIRS];
const simplified = new Set([...pairs.filter((_, index) => index % 2 === 0), ...ALSO_SIMPLIFIED]);
const traditional = new Set([...pairs.filter((_, index) => index % 2 === 1), ...ALSO_TRADITIONAL]);

const simplifiedOf = new Map(
  pairs.flatMap((form, index) => (index % 2 === 1 ? [[form, pairs[index - 1] ?? form]] : [])),
);

/** A text with the simplified form of each character that has one. */
export function inSimplified(text: string): string {
  return text.replace(/\p{sc=Han}/gu, (character) => simplifiedOf.get(character) ?? character);
}

/** Which form of written Chinese a text is in; undefined where its characters are those of both. */
export function chineseFormOf(text: string): 'simplified' | 'traditional' | undefined {
  let lead = 0;
  for (const character of text) lead += Number(traditional.has(character)) - Number(simplified.has(character));
  if (lead === 0) return undefined;
  return lead > 0 ? 'traditional' : 'simplified';
}
