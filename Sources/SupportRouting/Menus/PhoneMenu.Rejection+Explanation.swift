// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

extension PhoneMenu.Rejection {
  /// Why the input is refused, with instants told in UTC; see ``explanation(in:)``.
  public var explanation: Explanation { explanation(in: .utc) }

  /// Why the input is refused, in a sentence; what was pressed or dialled is personal.
  ///
  /// - Parameter zone: The zone in whose wall time instants are told.
  /// - Returns: The explanation, for all readers at once.
  public func explanation(in zone: ZoneRules) -> Explanation {
    func told(_ name: String, _ operands: Explanation.Operand...) -> Explanation {
      Explanation(MenuWords.rejections.code(name), operands)
    }
    func time(_ name: String, _ instant: Instant) -> Explanation.Operand {
      .init(name, .instant(instant, utcOffset: zone.offset(at: instant)))
    }
    return switch self {
    case .timeRunsBackwards(let from, let to):
      told("timeRunsBackwards", time("at", to), time("last", from))
    case .ended(let at): told("ended", time("at", at))
    case .unknownKey(let key): told("unknownKey", .init("key", .personal(key)))
    case .nothingToVerify: told("nothingToVerify")
    case .nothingToSay: told("nothingToSay")
    case .unknownNumber(let number): told("unknownNumber", .init("number", .personal(number)))
    }
  }
}

extension MenuWords {
  static let rejections = PhraseTable(
    "menu.rejection",
    [
      (
        "timeRunsBackwards", "the input is of {at}, and the last one was of {last}",
        "输入时间 {at} 早于上一输入的 {last}"
      ),
      ("ended", "the session ended at {at}", "会话已于 {at} 结束"),
      ("unknownKey", "no phone has the key {key}", "电话上没有按键 {key}"),
      ("nothingToVerify", "no number is being verified", "当前没有待核验的号码"),
      ("nothingToSay", "nobody is asked for a word now", "当前不接受语音回答"),
      ("unknownNumber", "{number} does not lead to this menu", "{number} 不通向该菜单"),
    ])
}
