// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

extension TriageChain.Rejection {
  /// Why the input is refused, with instants told in UTC; see ``explanation(in:)``.
  public var explanation: Explanation { explanation(in: .utc) }

  /// Why the input is refused, in a sentence; scores are confidential.
  ///
  /// - Parameter zone: The zone in whose wall time instants are told.
  /// - Returns: The explanation, for all readers at once.
  public func explanation(in zone: ZoneRules) -> Explanation {
    func told(_ name: String, _ operands: Explanation.Operand...) -> Explanation {
      Explanation(TriageWords.rejections.code(name), operands)
    }
    func time(_ name: String, _ instant: Instant) -> Explanation.Operand {
      .init(name, .instant(instant, utcOffset: zone.offset(at: instant)))
    }
    func level(_ name: String, _ id: TriageChain.LevelID) -> Explanation.Operand {
      .init(name, .text(id.rawValue))
    }
    return switch self {
    case .timeRunsBackwards(let from, let to):
      told("timeRunsBackwards", time("at", to), time("last", from))
    case .ended(let at): told("ended", time("at", at))
    case .scoreOutOfRange(let kind, let score, let bounds):
      told(
        "scoreOutOfRange", .init("kind", .confidential(kind.rawValue)),
        .init("score", .confidential("\(score)")),
        .init("least", .count(Int64(bounds.lowerBound))),
        .init("most", .count(Int64(bounds.upperBound))))
    case .unknownLevel(let id): told("unknownLevel", level("level", id))
    case .notAsked(let id, let now): told("notAsked", level("level", id), level("now", now))
    }
  }
}

extension TriageWords {
  static let rejections = PhraseTable(
    "triage.rejection",
    [
      (
        "timeRunsBackwards", "the input is of {at}, and the last one was of {last}",
        "输入时间 {at} 早于上一输入的 {last}"
      ),
      ("ended", "the run ended at {at}", "分诊已于 {at} 结束"),
      (
        "scoreOutOfRange", "the score {kind} of {score} is outside {least} to {most}",
        "评分 {kind} 为 {score}，超出 {least} 至 {most} 的范围"
      ),
      ("unknownLevel", "the chain has no level {level}", "没有级别 {level}"),
      ("notAsked", "it is the turn of {now}, not of {level}", "当前应由 {now} 答复，而非 {level}"),
    ])
}
