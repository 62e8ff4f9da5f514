// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCompensation
import SupportCore
public import SupportRouting
public import SupportRules
public import SupportStaffing

extension PolicyBook {
  /// What the check of a book may know beside it, and how long it looks.
  public struct CheckScope: Hashable, Sendable {
    /// The number of days from ``PolicyBook/effectiveFrom`` on whose hours are looked at, 1 ... 3,660.
    public var days: Int
    /// All agents there are; `nil` leaves out what depends on them.
    public var agents: [Agent]?
    /// What is expected to arrive; empty leaves out what depends on it.
    public var forecast: [StaffingInterval]
    /// The heads on the roster in each interval of the forecast; `nil`: as many as the plan asks for.
    public var heads: [Int]?
    /// How long tables of rules are looked at.
    public var rules: RuleTableAnalysis.Limits
    /// How long the formulas of compensation are looked at.
    public var compensation: CompensationAnalysis.Limits

    /// Creates a scope; the days are brought within 1 ... 3,660.
    public init(
      days: Int = 366, agents: [Agent]? = nil, forecast: [StaffingInterval] = [],
      heads: [Int]? = nil, rules: RuleTableAnalysis.Limits = RuleTableAnalysis.Limits(),
      compensation: CompensationAnalysis.Limits = CompensationAnalysis.Limits(steps: 1_000)
    ) {
      self.days = min(max(days, 1), 3_660)
      self.agents = agents
      self.forecast = forecast
      self.heads = heads
      self.rules = rules
      self.compensation = compensation
    }
  }

  /// Checks the whole book: what each room's own analysis says of its section, and what only the
  /// sections together can tell.
  ///
  /// ```swift
  /// for finding in book.check() where finding.accepted == nil { print(finding) }
  /// // warning coverage.CM-03: nobody covers 21:00–22:00 on working days … (first: Sun 2025-05-18 09:00)
  /// ```
  ///
  /// A finding is never a guess: where an analysis does not come to an end it is
  /// ``BookFinding/Kind/notProved``. What the section `accepted` names is marked with its reason and
  /// stays in the list.
  ///
  /// - Parameter scope: What is known beside the book, and how long is looked.
  /// - Returns: What was found, section by section in the order of a document, in each section in the
  ///   order of its analysis.
  /// - Complexity: Bounded by the limits of the scope for rules and formulas; O(days) for hours.
  public func check(_ scope: CheckScope = CheckScope()) -> [BookFinding] {
    let found = BookCheck(self, scope).findings
    let marked = found.map { finding in
      var finding = finding
      finding.accepted = accepted.first { $0.covers(finding) }?.because
      return finding
    }
    let stale = accepted.filter { entry in !found.contains(where: entry.covers) }
    return marked
      + stale.map { entry in
        BookFinding(
          .stale, .note, at: "accepted",
          Explanation(
            .bookStale,
            [.init("kind", .text(entry.kind.rawValue)), .init("path", .text(entry.path))]))
      }
  }
}

extension PolicyBook.AcceptedFinding {
  /// Whether a finding is of the kind, at the path or below it.
  fileprivate func covers(_ finding: BookFinding) -> Bool {
    finding.kind == kind
      && (finding.path == path || finding.path.hasPrefix(path + ".")
        || finding.path.hasPrefix(path + "["))
  }
}
