// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Words and numbers inside the sentences about staffing.
enum StaffingWords {
  private static let figures = PhraseTable(
    "staffing.figure",
    [
      ("serviceLevel", "service level", "服务水平"),
      ("averageSpeedOfAnswer", "average speed of answer", "平均应答速度"),
      ("occupancy", "occupancy", "占用率"),
      ("probabilityOfWaiting", "probability of waiting", "等待概率"),
      ("abandonment", "abandonment", "放弃率"),
      ("blocking", "blocking", "阻塞率"),
    ])

  private static let effects = PhraseTable(
    "staffing.effect",
    [
      ("raise", "{share} more", "增加 {share}"),
      ("add", "{heads} more heads", "增加 {heads} 人"),
      ("atLeast", "at least {heads} heads", "至少 {heads} 人"),
      ("group", "the group {group} with {heads} heads", "{group} 组 {heads} 人"),
    ])

  static var all: [Explanation.Code] { figures.codes + effects.codes }

  static func phrase(_ condition: StaffingGoal.Condition) -> Explanation.Operand.Value {
    let figure = condition.figure
    return figures.phrase(figures.rows.first { $0.english == figure }?.name ?? figure)
  }

  static func phrase(_ rule: SurgeRule.Effect) -> Explanation.Operand.Value {
    func heads(_ count: Int) -> Explanation.Operand { .init("heads", count: count) }
    return switch rule {
    case .raise(let share): effects.phrase("raise", .init("share", .rate(share)))
    case .add(let count): effects.phrase("add", heads(count))
    case .atLeast(let count): effects.phrase("atLeast", heads(count))
    case .group(let name, let count):
      effects.phrase("group", .init("group", .text(name)), heads(count))
    }
  }

  // MARK: Numbers

  /// A number with two decimals at most.
  static func number(_ value: Double) -> Explanation.Operand.Value {
    let hundredths = (value * 100).rounded()
    guard let whole = Int64(exactly: hundredths),
      let decimal = ExactDecimal(significand: Int128(whole), scale: 2)
    else { return .text("\(value)") }
    return .text(decimal.description)
  }

  /// A share to a hundredth of a per cent.
  static func share(_ value: Double) -> Explanation.Operand.Value {
    guard let points = Int64(exactly: (value * 10_000).rounded()),
      let rate = Rate(points, over: 10_000)
    else { return .text("\(value)") }
    return .rate(rate)
  }

  /// Seconds to a tenth.
  static func time(_ seconds: Double?) -> Explanation.Operand.Value {
    guard let seconds, let tenths = Int64(exactly: (seconds * 10).rounded()), tenths < 1 << 50
    else { return .phrase(.staffingInfinite, []) }
    return .duration(milliseconds: tenths * 100)
  }
}
