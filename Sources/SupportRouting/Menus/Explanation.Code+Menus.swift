// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What phone menus say.
extension Explanation.Code {
  private static func menu(_ id: String, _ english: String, _ chinese: String) -> Self {
    Self("menu.\(id)", english: english, simplifiedChinese: chinese)
  }

  /// The session has handed the caller over.
  public static let menuHandedOver = menu(
    "handedOver", "handed to {destination} at {at}: {cause}", "{at} 转至{destination}：{cause}")
  /// The caller hung up.
  public static let menuHungUp = menu(
    "hungUp", "the caller hung up at {at}", "来电者于 {at} 挂断")
  /// The session waits.
  public static let menuWaits = menu(
    "waits", "waiting at {node} since {at}", "自 {at} 起在 {node} 等待")
  /// A text was played.
  public static let menuSaid = menu(
    "said", "{at}: {node} played {prompt} ({cause})", "{at}：{node} 播放 {prompt}（{cause}）")
  /// A question was asked.
  public static let menuAsked = menu(
    "asked", "{at}: {node} asked {prompt}, time {attempt} ({cause})",
    "{at}：{node} 第 {attempt} 次提问 {prompt}（{cause}）")
  /// A number was asked for.
  public static let menuCollected = menu(
    "collected", "{at}: {node} asked for a number, try {attempt} ({cause})",
    "{at}：{node} 请求输入号码，第 {attempt} 次（{cause}）")
  /// A number is being verified.
  public static let menuVerified = menu(
    "verified", "{at}: {node} had the number {number} verified ({cause})",
    "{at}：{node} 核验号码 {number}（{cause}）")
  /// No tries were left.
  public static let menuRefused = menu(
    "refused", "{at}: {node} takes no more numbers ({cause})", "{at}：{node} 不再接受号码（{cause}）")
  /// A calendar was asked, and was open.
  public static let menuOpen = menu(
    "open", "{at}: {calendar} is open ({cause})", "{at}：{calendar} 处于服务时间（{cause}）")
  /// A calendar was asked, and was closed.
  public static let menuClosed = menu(
    "closed", "{at}: {calendar} is closed ({cause})", "{at}：{calendar} 处于非服务时间（{cause}）")
  /// Something was learned.
  public static let menuLearned = menu(
    "learned", "learned: {name} is {value}", "已获知：{name} 为 {value}")

  // MARK: Findings

  /// A node without a way out.
  public static let menuDeadEnd = menu(
    "check.deadEnd", "from {node} no destination can be reached; the way there: {way}",
    "从 {node} 无法到达任何去向；路径：{way}")
  /// A node that nobody reaches.
  public static let menuUnreachable = menu(
    "check.unreachable", "no caller can reach {node}", "没有来电者能到达 {node}")
  /// A limit that is missing.
  public static let menuNoTimeLimit = menu(
    "check.noTimeLimit", "nothing ends the waiting at {node}; the way there: {way}",
    "{node} 的等待没有时限；路径：{way}")
  /// Prompts in a circle.
  public static let menuEndlessPrompts = menu(
    "check.endlessPrompts", "a silent caller is led in a circle: {nodes}; the way there: {way}",
    "来电者不作任何操作时会陷入循环：{nodes}；路径：{way}")
  /// Numbers in a circle.
  public static let menuEndlessVerification = menu(
    "check.endlessVerification",
    "a number that is not verified leads back to itself: {nodes}; the way there: {way}",
    "号码核验失败后又回到原处：{nodes}；路径：{way}")
  /// An option out of reach.
  public static let menuHiddenOption = menu(
    "check.hiddenOption", "at {node} the keys {keys} cannot be pressed: {first} comes first",
    "在 {node} 无法按 {keys}：{first} 优先")
  /// An extension out of reach.
  public static let menuHiddenExtension = menu(
    "check.hiddenExtension",
    "at {node} the extension {keys} cannot be dialled: {first} comes first",
    "在 {node} 无法拨分机 {keys}：{first} 优先")
  /// An option that waits.
  public static let menuDelayedOption = menu(
    "check.delayedOption", "at {node} the keys {keys} wait for more: {longer} begins with them",
    "在 {node} 按 {keys} 后需等待：{longer} 以其开头")
  /// Numbers out of reach.
  public static let menuHiddenNumbers = menu(
    "check.hiddenNumbers", "at {node} no number can begin with the code {first}",
    "在 {node} 无法输入以代码 {first} 开头的号码")
  /// A branch that is never taken.
  public static let menuNeverCloses = menu(
    "check.neverCloses", "{calendar} never closes, so {node} leads one way only",
    "{calendar} 从不关闭，{node} 只有一条路径")
  /// Codes that begin alike.
  public static let menuAmbiguousCodes = menu(
    "check.ambiguousCodes", "the code {longer} begins with the code {shorter}",
    "代码 {longer} 以代码 {shorter} 开头")
  /// Prefixes that mean the same digits.
  public static let menuAmbiguousPrefixes = menu(
    "check.ambiguousPrefixes",
    "{dialled} may mean the prefix {shorter} or {longer}; the longer one is taken",
    "{dialled} 可指前缀 {shorter} 或 {longer}；按较长者处理")
  /// An extension that means a prefix.
  public static let menuPrefixHidesExtension = menu(
    "check.prefixHidesExtension", "{dialled} means the prefix {shorter}, not the extension {keys}",
    "{dialled} 表示前缀 {shorter}，而非分机 {keys}")

  /// The codes of phone menus, for a catalogue.
  public static let allMenus: [Self] =
    [
      .menuHandedOver, .menuHungUp, .menuWaits, .menuSaid, .menuAsked, .menuCollected,
      .menuVerified, .menuRefused, .menuOpen, .menuClosed, .menuLearned, .menuDeadEnd,
      .menuUnreachable, .menuNoTimeLimit, .menuEndlessPrompts, .menuEndlessVerification,
      .menuHiddenOption, .menuHiddenExtension, .menuDelayedOption, .menuHiddenNumbers,
      .menuNeverCloses, .menuAmbiguousCodes, .menuAmbiguousPrefixes,
      .menuPrefixHidesExtension,
    ] + MenuWords.causes.codes + MenuWords.destinations.codes + MenuWords.moves.codes
    + MenuWords.rejections.codes
}

/// Words that stand inside sentences about menus.
enum MenuWords {
  static let causes = PhraseTable(
    "menu.cause",
    [
      ("called", "the call came in", "来电接入"),
      ("dialled", "the extension {keys} was dialled", "拨打分机 {keys}"),
      ("emergency", "the emergency digits {keys}", "紧急号码 {keys}"),
      ("chose", "{keys} was pressed at {node}", "在 {node} 按 {keys}"),
      ("said", "{word} was said at {node}", "在 {node} 说“{word}”"),
      ("askedForPerson", "the caller asked for a person", "来电者要求人工服务"),
      ("timedOut", "nothing was pressed in time", "超时未操作"),
      ("wrongKeys", "{keys} means nothing there", "{keys} 无效"),
      ("wrongWord", "{word} means nothing there", "“{word}”无效"),
      ("badNumber", "that was no such number", "号码格式不符"),
      ("numberEntered", "a number was entered", "已输入号码"),
      ("right", "the number is right", "号码核验通过"),
      ("wrong", "the number is not right", "号码核验未通过"),
      ("notVerified", "the number was not verified in time", "号码未在时限内核验"),
      ("triesUsedUp", "all tries were used", "尝试次数已用尽"),
      ("followed", "as the menu goes on", "按菜单继续"),
      ("tooManySteps", "the menu had as many steps as it may", "菜单步数已达上限"),
      ("hungUp", "the caller hung up", "来电者挂断"),
    ])

  static let destinations = PhraseTable(
    "routing.destination",
    [
      ("queue", "the queue {name}", "队列 {name}"),
      ("agent", "{name}", "{name}"),
      ("onDuty", "whoever is on duty as {role} ({name})", "当值人员（{role}，{name}）"),
      ("message", "the message {name}", "留言 {name}"),
      ("hangUp", "the end of the call", "通话结束"),
    ])

  static let moves = PhraseTable(
    "menu.move",
    [
      ("call", "a call", "来电"), ("dial", "dial {keys}", "拨 {keys}"),
      ("press", "press {keys}", "按 {keys}"), ("giveUp", "nothing useful", "无有效操作"),
      ("askForPerson", "ask for a person", "要求人工服务"), ("verify", "a right number", "号码核验通过"),
      ("fail", "a wrong number", "号码核验未通过"),
      ("open", "{calendar} is open", "{calendar} 处于服务时间"),
      ("closed", "{calendar} is closed", "{calendar} 处于非服务时间"), ("listen", "listen", "收听"),
    ])
}
