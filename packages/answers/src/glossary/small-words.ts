/** Words of no field that everyday words leave out: numbers, times, doing; Chinese and Japanese ones as dictionaries divide them. */
export const smallWords: ReadonlySet<string> = new Set(
  `one two three four five six seven eight nine ten first second third last next couple few lot bit kind sort way thing
  things stuff reason case issue problem example couple right left top best
  eins zwei drei vier fünf sechs sieben acht neun zehn erste letzte nächste
  deux trois quatre cinq premier première dernier dernière prochain
  dos tres cuatro cinco primero primera último última próximo
  我的 你的 您的 他的 我们 你们 他们 这个 那个 这些 那些 一个 一些 一下 所有 全部 什么 怎么 怎样 如何 为什么 什么时候 哪里
  哪个 多少 几个 多久 没有 不是 可以 不能 能够 需要 想要 必须 应该 已经 还是 还有 如果 因为 所以 但是 或者 以及 关于 对于 通过
  进行 是否 请问 谢谢 现在 今天 明天 昨天 上午 下午 晚上 早上 时候 之后 之前 以后 以前 显示 设置 取消 删除 找到 告诉 知道 使用
  办理 出现 发生 收到 得到 看到 问题 办法 情况 东西 自己 其他 别的 非常 比较 一直 总是 马上 立即
  場合 方法 理由 可能 必要 今日 明日 昨日 今 何 誰 私 自分 以上 以下 時間 午前 午後 問題 全部 最後 最初 次 本当 大丈夫`
    .split(/\s+/u)
    .filter(Boolean),
);
