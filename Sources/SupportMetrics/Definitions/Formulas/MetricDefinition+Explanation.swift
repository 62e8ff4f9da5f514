// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules

extension MetricDefinition {
  /// The formula in words: what is computed, what counts above and below the line, what is left out,
  /// what dates a row, how it is told apart, what it has to reach and where it comes from.
  ///
  /// - Parameter language: The language of the sentences; conditions keep the names of facts and
  ///   values, and signs that every language reads.
  /// - Returns: A line for each part, without a newline at its end.
  public func formula(in language: MessageLanguage) -> String {
    explanation.text(in: language)
  }

  /// The formula as steps that programs and people read; see ``formula(in:)``.
  public var explanation: Explanation {
    var steps = measure.conditionSteps
    if filter != .always {
      steps.append(step("filter", [.init("condition", .text("\(filter)"))]))
    }
    let needed =
      measure.factsNeeded + filter.factsNeeded.filter { !measure.factsNeeded.contains($0) }
    if !needed.isEmpty {
      steps.append(step("leftOut.unknown", [.init("facts", .list(needed.map { .text($0) }))]))
    }
    steps += censoringSteps
    steps.append(dateStep)
    if let period { steps.append(step("period", [.init("period", period.words)])) }
    if !grouping.isEmpty {
      steps.append(step("grouping", [.init("facts", .list(grouping.map { .text($0) }))]))
    }
    if let objective {
      steps.append(step("objective", [.init("objective", .text("\(objective)"))]))
    }
    if let source { steps.append(step("source", [.init("source", .text(source))])) }
    return Explanation(heading.code, heading.operands, steps: steps)
  }

  private func step(_ name: String, _ operands: [Explanation.Operand]) -> Explanation {
    Explanation(MetricWords.code(name), operands)
  }

  private var heading: (code: Explanation.Code, operands: [Explanation.Operand]) {
    let operands: [Explanation.Operand] = [
      .init("id", .text(id.rawValue)), .init("measure", measure.phrase(of: subject)),
    ]
    guard let name = title.phrase(of: id) else { return (MetricWords.code("unnamed"), operands) }
    return (MetricWords.code("named"), [.init("name", name)] + operands)
  }

  private var dateStep: Explanation {
    switch date {
    case nil: step("date.own", [])
    case .fact(let fact): step("date", [.init("fact", .text(fact))])
    case .event(let from, let after, let limit):
      step(
        "date.event",
        [
          .init("from", .text(from)), .init("after", .text(after)),
          .init("time", .duration(milliseconds: limit.wholeMilliseconds)),
        ])
    }
  }

  private var censoringSteps: [Explanation] {
    func censored(_ time: Duration, _ start: String) -> Explanation {
      step(
        "leftOut.censored",
        [
          .init("time", .duration(milliseconds: time.wholeMilliseconds)),
          .init("start", .text(start)),
        ])
    }
    var steps: [Explanation] = []
    if case .recurrence(let window, _) = measure {
      steps.append(censored(window.within, window.end ?? window.start))
    }
    if let horizon { steps.append(censored(horizon.length, horizon.start)) }
    return steps
  }
}

extension MetricTitle {
  /// The title in the reader's language; `nil` where there is none.
  func phrase(of id: MetricID) -> Explanation.Operand.Value? {
    let english = english.isEmpty ? simplifiedChinese : english
    guard !english.isEmpty else { return nil }
    return .phrase(
      Explanation.Code(
        "metrics.title.\(id)", english: english, simplifiedChinese: simplifiedChinese), [])
  }

  /// The title in a language, English where it has none in that; empty for none at all.
  public func text(in language: MessageLanguage) -> String {
    let isChinese = language == .simplifiedChinese
    let (first, second) = isChinese ? (simplifiedChinese, english) : (english, simplifiedChinese)
    return first.isEmpty ? second : first
  }
}

extension MetricPeriod {
  /// The period in a sentence.
  var words: Explanation.Operand.Value {
    if case .interval(let minutes) = self {
      return .duration(milliseconds: Int64(clamping: Int128(minutes) * 60_000))
    }
    return MetricWords.word(description)
  }
}

extension Condition {
  /// The facts without which the condition cannot be told, in the order in which it asks.
  var factsNeeded: [String] {
    let doubted = Set(factsDoubted)
    return factsAsked.filter { !doubted.contains($0) }
  }
}
