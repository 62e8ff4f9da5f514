// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension BacktestReport {
  /// What another book would have changed, in sentences: how many cases, which promises by metric and by
  /// rule, which sums by rule and by tier, and why histories were set aside.
  ///
  /// Shares are told in per cent and their differences in percentage points, both rounded to two
  /// decimals; a sum that grows or shrinks is told in per cent of what it was.
  ///
  /// ```swift
  /// report.explanation.text(in: .simplifiedChinese)
  /// ```
  ///
  /// - Complexity: O(rules, metrics and tiers).
  public var explanation: Explanation {
    var steps: [Explanation] = []
    if !targets.isEmpty {
      steps.append(
        Explanation(
          .backtestPromises, targets.operands,
          steps: Self.steps(byMetric, .backtestMetric, \.targets.isChanged) { $0.targets.operands }
            + Self.steps(byRule, .backtestRule, \.targets.isChanged) { $0.targets.operands }))
    }
    if unpromised != Cases() {
      steps.append(
        Explanation(
          .backtestUnpromised,
          [
            .init("before", .count(Int64(unpromised.before))),
            .init("after", .count(Int64(unpromised.after))),
          ]))
    }
    if let currency, !money.isEmpty {
      let rules = Self.steps(byRule, .backtestPaidByRule, \.money.isChanged) {
        $0.money.operands(in: currency)
      }
      let tiers = Self.steps(
        byTier, .backtestPaidByTier, unnamed: .backtestPaidWithoutTier, \.money.isChanged
      ) {
        $0.money.operands(in: currency)
      }
      steps.append(Explanation(.backtestPaid, money.operands(in: currency), steps: rules + tiers))
    }
    steps += setAsideBy.map { obstacles in
      Explanation(
        .backtestSetAside,
        [
          .init("count", .count(Int64(obstacles.count))),
          .init("reason", .phrase(obstacles.because.code, [])),
        ])
    }
    return Explanation(
      changed == 0 ? .backtestSame : .backtestChanged,
      [
        .init("judged", .count(Int64(judged))), .init("changed", .count(Int64(changed))),
        .init("setAside", .count(Int64(setAsideCount))),
      ], steps: steps)
  }

  /// The lines of which the books say something different; a line without a name, as of those who have
  /// no tier, is told in words of its own.
  private static func steps(
    _ lines: [Line], _ code: Explanation.Code, unnamed: Explanation.Code? = nil,
    _ isChanged: (Line) -> Bool, _ operands: (Line) -> [Explanation.Operand]
  ) -> [Explanation] {
    lines.filter(isChanged).map { line in
      if let unnamed, line.name.isEmpty { return Explanation(unnamed, operands(line)) }
      return Explanation(code, [.init("name", .text(line.name))] + operands(line))
    }
  }
}

extension BacktestReport.Targets {
  fileprivate var isChanged: Bool { newlyMet + newlyMissed + added + dropped + moved > 0 }

  fileprivate var operands: [Explanation.Operand] {
    [
      .init("before", .text(Percent(before.rate)?.description ?? "–")),
      .init("after", .text(Percent(after.rate)?.description ?? "–")),
      .init("difference", .text(pointsGained ?? "–")),
      .init("newlyMet", .count(Int64(newlyMet))), .init("newlyMissed", .count(Int64(newlyMissed))),
      .init("added", .count(Int64(added))), .init("dropped", .count(Int64(dropped))),
      .init("moved", .count(Int64(moved))), .init("unchanged", .count(Int64(unchanged))),
    ]
  }

  /// How many percentage points more of the promises are kept under the new book, with its sign and two
  /// decimals: `+4.83`. `nil` where one book made none that was kept or missed.
  public var pointsGained: String? {
    guard let before = Percent(before.rate), let after = Percent(after.rate) else { return nil }
    return Percent(hundredths: after.hundredths - before.hundredths).signed
  }
}

extension BacktestReport.Sums {
  fileprivate var isChanged: Bool { added != 0 || saved != 0 }

  fileprivate func operands(in code: String) -> [Explanation.Operand] {
    func sum(_ minorUnits: Int64) -> Explanation.Operand.Value {
      guard let currency = try? Currency(code) else { return .text("\(minorUnits) \(code)") }
      return .money(Money(minorUnits: minorUnits, currency: currency))
    }
    return [
      .init("before", sum(before)), .init("after", sum(after)),
      .init("difference", .text(Percent(change).map { $0.signed + "%" } ?? "–")),
      .init("added", sum(added)), .init("saved", sum(saved)),
    ]
  }
}

/// Hundredths of a per cent.
private struct Percent: CustomStringConvertible {
  var hundredths: Int64

  init(hundredths: Int64) { self.hundredths = hundredths }

  /// A share, rounded half away from zero; `nil` where it is not known or needs more than 64 bits.
  init?(_ rate: Rate?) {
    guard let rate else { return nil }
    let scaled = Int128(rate.numerator) * 10_000
    let half = Int128(rate.denominator) / 2
    let rounded = (scaled < 0 ? scaled - half : scaled + half) / Int128(rate.denominator)
    // Two of them can be subtracted.
    guard let hundredths = Int64(exactly: rounded * 4).map({ $0 / 4 }) else { return nil }
    self.hundredths = hundredths
  }

  private var digits: String {
    let size = hundredths.magnitude
    let rest = size % 100
    return "\(size / 100).\(rest < 10 ? "0" : "")\(rest)"
  }

  var description: String { "\(hundredths < 0 ? "-" : "")\(digits)%" }
  var signed: String { "\(hundredths < 0 ? "-" : hundredths > 0 ? "+" : "±")\(digits)" }
}
