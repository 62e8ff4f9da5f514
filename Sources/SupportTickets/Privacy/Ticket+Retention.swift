// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// From when on a part of a file may be erased.
  public enum Erasure: Hashable, Sendable {
    /// From that instant on; the rules that set it.
    case from(Instant, by: [RuleID])
    /// No date can be told yet: the ticket is not closed, or something keeps the part meanwhile.
    case never([RuleID])
    /// Orders forbid it.
    case held(by: [String])
    /// The policy says nothing of that part, or names a period that its clock cannot count.
    case undecided
  }

  /// Tells from when on a part of the file may be erased, as the ticket stands.
  ///
  /// The rule that keeps it longest counts; where a rule is law, only laws count. Orders to keep
  /// the file come before all rules. A period counts from the last closing, of a merged ticket from
  /// the merge; after a reopening no date is known until the ticket is closed again.
  ///
  /// ```swift
  /// policy.retention = [
  ///   .init("evidence", keep: .evidence, for: .months(3), from: .closing)
  /// ]
  /// closed.erasure(of: .evidence, under: policy)   // .from(three months later, by: ["evidence"])
  /// ```
  public func erasure(of part: ErasureScope, under policy: TicketPolicy) -> Erasure {
    if !details.privacy.holds.isEmpty { return .held(by: details.privacy.holds) }
    let all = policy.retention.filter { $0.part == part && policy.applies($0.when, to: self) }
    let laws = all.filter(\.isLaw)
    let rules = laws.isEmpty ? all : laws
    if rules.isEmpty { return .undecided }
    var endless: [RuleID] = []
    var latest: (instant: Instant, rules: [RuleID])?
    for rule in rules {
      if let keep = rule.keepWhile, policy.applies(keep, to: self) {
        endless.append(rule.id)
        continue
      }
      guard let start = rule.from == .opening ? openedAt : closedAt else {
        endless.append(rule.id)
        continue
      }
      guard let end = try? policy.due(rule.period, from: start, for: .erase) else {
        return .undecided
      }
      if let known = latest, known.instant > end { continue }
      let before = latest.flatMap { $0.instant == end ? $0.rules : nil } ?? []
      latest = (end, before + [rule.id])
    }
    if !endless.isEmpty { return .never(endless) }
    return latest.map { .from($0.instant, by: $0.rules) } ?? .undecided
  }
}
