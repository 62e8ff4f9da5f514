// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension RuleFinding {
  /// The finding in a sentence, with the case that shows it below.
  public var explanation: Explanation {
    func text(_ name: String, _ value: String) -> Explanation.Operand { .init(name, .text(value)) }
    switch self {
    case .gap(let region): return Self.explanation(.findingGap, [], region)
    case .overlap(let first, let second, let region, let isResolved):
      return Self.explanation(
        isResolved ? .findingResolvedOverlap : .findingOverlap,
        [text("first", first.rawValue), text("second", second.rawValue)], region)
    case .unreachable(let rule, let others):
      let names = others.map(\.rawValue).joined(separator: ", ")
      return Explanation(
        others.isEmpty ? .findingNeverMatches : .findingUnreachable,
        [text("rule", rule.rawValue), text("others", names)])
    case .redundant(let rule):
      return Explanation(.findingRedundant, [text("rule", rule.rawValue)])
    case .alwaysTrue(let rule, let path, let condition):
      return Explanation(
        .findingAlwaysTrue,
        [text("rule", rule.rawValue), text("path", path), text("condition", "\(condition)")])
    case .neverTrue(let rule, let path, let condition):
      return Explanation(
        .findingNeverTrue,
        [text("rule", rule.rawValue), text("path", path), text("condition", "\(condition)")])
    case .unusedFact(let fact): return Explanation(.findingUnusedFact, [text("fact", fact)])
    case .neverValid(let rule):
      return Explanation(.findingNeverValid, [text("rule", rule.rawValue)])
    case .mergeable(let first, let second, let condition):
      return Explanation(
        .findingMergeable,
        [
          text("first", first.rawValue), text("second", second.rawValue),
          text("condition", "\(condition)"),
        ])
    case .notAssessable(let rule, let region):
      return Self.explanation(.findingNotAssessable, [text("rule", rule.rawValue)], region)
    case .protectedInfluence(let fact, let region, let other):
      return Self.explanation(
        .findingProtected, [text("fact", fact), text("other", other?.words ?? "?")], region)
    case .more(let kind): return Explanation(.findingMore, [text("kind", kind.rawValue)])
    case .notProved(let kind): return Explanation(.findingNotProved, [text("kind", kind.rawValue)])
    }
  }

  private static func explanation(
    _ code: Explanation.Code, _ operands: [Explanation.Operand], _ region: RuleRegion
  ) -> Explanation {
    Explanation(
      code, operands + [.init("region", .text(region.description))], steps: [region.example])
  }
}

extension RuleRegion {
  /// The case of the region, as a step of an explanation.
  var example: Explanation {
    let known = ["\(witness)", date.map { "onDate = \($0)" } ?? ""].filter { !$0.isEmpty }
    let text = known.isEmpty ? "*" : known.joined(separator: ", ")
    return Explanation(.findingExample, [.init("facts", .text(text))])
  }
}

extension Explanation.Code {
  static let findingGap = Self(
    "rules.finding.gap", english: "no rule matches {region}",
    simplifiedChinese: "没有规则覆盖 {region}")
  static let findingOverlap = Self(
    "rules.finding.overlap", english: "{first} and {second} contradict each other for {region}",
    simplifiedChinese: "{first} 与 {second} 在 {region} 时相互矛盾")
  static let findingResolvedOverlap = Self(
    "rules.finding.resolvedOverlap",
    english: "{first} and {second} both match {region}; the order decides",
    simplifiedChinese: "{region} 同时命中 {first} 与 {second}，按顺序取舍")
  static let findingNeverMatches = Self(
    "rules.finding.neverMatches", english: "{rule} never matches",
    simplifiedChinese: "{rule} 永不命中")
  static let findingUnreachable = Self(
    "rules.finding.unreachable", english: "{rule} never decides: its cases are taken by {others}",
    simplifiedChinese: "{rule} 永不生效：{others} 总是先行命中")
  static let findingRedundant = Self(
    "rules.finding.redundant",
    english: "{rule} changes nothing: without it the answers are the same",
    simplifiedChinese: "{rule} 多余：去掉后结果不变")
  static let findingAlwaysTrue = Self(
    "rules.finding.alwaysTrue", english: "{rule} asks what always holds: {condition} at {path}",
    simplifiedChinese: "{rule} 的条件恒成立：{condition}（{path}）")
  static let findingNeverTrue = Self(
    "rules.finding.neverTrue", english: "{rule} asks what never holds: {condition} at {path}",
    simplifiedChinese: "{rule} 的条件恒不成立：{condition}（{path}）")
  static let findingUnusedFact = Self(
    "rules.finding.unusedFact", english: "no rule asks about {fact}",
    simplifiedChinese: "没有规则用到 {fact}")
  static let findingNeverValid = Self(
    "rules.finding.neverValid", english: "{rule} ends before it begins",
    simplifiedChinese: "{rule} 的有效期为空")
  static let findingMergeable = Self(
    "rules.finding.mergeable", english: "{first} and {second} could be one rule: {condition}",
    simplifiedChinese: "{first} 与 {second} 可合并为：{condition}")
  static let findingNotAssessable = Self(
    "rules.finding.notAssessable", english: "{rule} cannot be assessed for {region}",
    simplifiedChinese: "{region} 时 {rule} 无法判断")
  static let findingProtected = Self(
    "rules.finding.protected",
    english: "{fact} can change the outcome: for {region}, and otherwise with {fact} {other}",
    simplifiedChinese: "{fact} 会改变结果：{region}；若 {fact} 为 {other} 则不同")
  static let findingExample = Self(
    "rules.finding.example", english: "for example {facts}", simplifiedChinese: "例如 {facts}")
  static let findingMore = Self(
    "rules.finding.more", english: "there are more findings of the kind {kind}",
    simplifiedChinese: "还有更多此类发现：{kind}")
  static let findingNotProved = Self(
    "rules.finding.notProved",
    english: "not proved: there may be more to find of the kind {kind}",
    simplifiedChinese: "未能证明：{kind} 可能还有未找出的")
}
