// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules

extension MetricReport {
  /// How a figure came about: what stands above and below the line, what was left out and why, the period,
  /// how far chance may have moved it, what it has to reach, and the formula.
  ///
  /// ```swift
  /// for line in report.lines(of: "serviceLevel.F1") {
  ///   print(report.explanation(of: line)?.text(in: .simplifiedChinese) ?? "")
  /// }
  /// ```
  ///
  /// Values of facts that the subject calls personal are shown only to those who see what is personal.
  ///
  /// - Parameters:
  ///   - line: A line of this report.
  ///   - subject: The subject of the rows, which says which facts are personal; `nil` for the library's
  ///     own of that name. Of a fact that it does not declare, values count as personal.
  /// - Returns: `nil` for a line of a definition that the report does not have.
  /// - Complexity: O(size of the definition).
  public func explanation(of line: Line, about subject: MetricSubject? = nil) -> Explanation? {
    guard let definition = definition(line.definition) else { return nil }
    let own = subject ?? MetricSubject.all.first { $0.name == self.subject }
    let figure = line.figure
    var steps = [figure.countStep(definition, MetricWords.rows(of: self.subject))]
    steps += figure.leftOut.steps
    steps.append(
      Explanation(
        MetricWords.code(line.span == nil ? "figure.undated" : "figure.window"),
        [.init("period", line.words), .init("zone", .text(zone))]))
    steps += figure.errorSteps
    if let objective = definition.objective, let isMet = isMet(line) {
      steps.append(
        Explanation(
          MetricWords.code(isMet ? "figure.met" : "figure.missed"),
          [.init("objective", .text("\(objective)"))]))
    }
    steps.append(definition.explanation)
    let groups = zip(definition.grouping, line.group).map { fact, value in
      Self.phrase(fact, value, own)
    }
    return Explanation(
      MetricWords.code(groups.isEmpty ? "figure" : "figure.ofGroup"),
      [
        .init("name", definition.title.phrase(of: definition.id) ?? .text(definition.id.rawValue)),
        .init("period", line.words), .init("group", .list(groups)),
        .init("value", figure.words),
      ], steps: steps)
  }

  /// `queue = refunds`.
  private static func phrase(
    _ fact: String, _ value: FactValue?, _ subject: MetricSubject?
  ) -> Explanation.Operand.Value {
    let field = subject?.schema.fields.first { $0.name == fact }
    let words: Explanation.Operand.Value =
      value.map { field?.isPersonal ?? true ? .personal($0.words) : .text($0.words) }
      ?? MetricWords.word("unknown")
    return .phrase(
      MetricWords.code("figure.group"), [.init("fact", .text(fact)), .init("value", words)])
  }
}

extension MetricReport.Line {
  /// The period in a sentence.
  fileprivate var words: Explanation.Operand.Value {
    guard let span else { return MetricWords.word("undated") }
    return span == .whole ? MetricWords.word("whole") : .text("\(span)")
  }
}

extension MetricFigure {
  /// The value in a sentence, rounded where it is told: shares to hundredths of a per cent, times to
  /// milliseconds.
  fileprivate var words: Explanation.Operand.Value {
    guard let value else { return MetricWords.word("nothing") }
    switch unit {
    case .share:
      return .text("\(value.times(100)?.text(decimals: 2) ?? "\(value.value * 100)") %")
    case .number(let decimals):
      let scale = (0..<decimals).reduce(Int128(1)) { power, _ in power &* 10 }
      let shown = value.divided(by: MetricFraction(scale)) ?? value
      return .text(shown.text(decimals: value.denominator == 1 ? decimals : decimals + 2))
    case .duration: return .duration(milliseconds: Int64(clamping: value.rounded))
    case .money(let currency):
      return .money(Money(minorUnits: Int64(clamping: value.rounded), currency: currency))
    }
  }

  /// What stands above and below the line, or the rows that the figure rests on.
  fileprivate func countStep(
    _ definition: MetricDefinition, _ rows: Explanation.Operand.Value
  ) -> Explanation {
    let name =
      switch definition.measure {
      case .share, .recurrence, .top, .ageAtEnd(.shareOlder, _, _, _): "figure.share"
      case .ratio, .balance, .mean, .quotient: "figure.quotient"
      case .averagePresent: "figure.present"
      default: "figure.rows"
      }
    return Explanation(
      MetricWords.code(name),
      [
        .init("above", Self.amount(numerator, definition.measure, unit)),
        .init("below", .count(Int64(clamping: denominator))),
        .init("counted", .count(Int64(clamping: counted))), .init("rows", rows),
      ])
  }

  /// What stands above the line: a sum of times as such, else a number.
  private static func amount(
    _ number: Int128, _ measure: MetricMeasure, _ unit: MetricUnit
  ) -> Explanation.Operand.Value {
    if case .mean = measure, unit == .duration {
      return .duration(milliseconds: Int64(clamping: number))
    }
    return .count(Int64(clamping: number))
  }

  /// How far the figure may be from the truth, by chance or since it is bounded.
  fileprivate var errorSteps: [Explanation] {
    func percent(_ share: Double) -> Explanation.Operand.Value {
      .text("\((share * 1_000).rounded() / 10) %")
    }
    var steps: [Explanation] = []
    if let interval {
      steps.append(
        Explanation(
          MetricWords.code(interval.isSmallSample ? "figure.interval.few" : "figure.interval"),
          [
            .init("lower", percent(interval.lower)), .init("upper", percent(interval.upper)),
            .init("level", .text(interval.level.rawValue)),
          ]))
    }
    if let relativeError {
      steps.append(
        Explanation(
          MetricWords.code("figure.relativeError"), [.init("error", .rate(relativeError))]))
    }
    if let standardError {
      steps.append(
        Explanation(
          MetricWords.code("figure.standardError"), [.init("error", percent(standardError))]))
    }
    return steps
  }
}

extension MetricLeftOut {
  /// A step for each reason for which rows were left out; one that says so where none was.
  fileprivate var steps: [Explanation] {
    let counts = [("apart", apart), ("unknown", unknown), ("censored", censored)]
    let steps = counts.filter { $0.1 > 0 }.map { name, count in
      Explanation(
        MetricWords.code("figure.leftOut.\(name)"), [.init("count", .count(Int64(count)))])
    }
    return steps.isEmpty ? [Explanation(MetricWords.code("figure.leftOut.none"))] : steps
  }
}

extension MetricFraction {
  /// The nearest whole number, halves away from zero.
  fileprivate var rounded: Int128 {
    let (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    let isUp = rest.magnitude >= denominator.magnitude - rest.magnitude
    return isUp ? whole.addingReportingOverflow(numerator < 0 ? -1 : 1).partialValue : whole
  }
}
