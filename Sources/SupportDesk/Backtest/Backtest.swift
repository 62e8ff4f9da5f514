// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
public import SupportCore
import SupportSLA
import SupportTickets

/// Would another book have changed anything? Histories under two books.
///
/// ```swift
/// let change = await Backtest(histories, from: Desk(today), to: Desk(proposed), through: end).run()
/// change.targets.newlyMissed
/// change.money.added
/// change.cases(where: .outcomeChanged)
/// ```
///
/// It folds what was recorded and never decides a command: what people did stays as it was, and only
/// what the books say of it is judged twice. Claims of one customer are judged beside one another, in
/// the order of time, so that caps hold. Where the books pay in different currencies, no sums are
/// compared. Histories that cannot be judged again are a class of their own, with the reason.
///
/// Histories from elsewhere know nothing of what a book's rules of classification say. With
/// `classifying`, each book reads them as its own ``Desk/classified(_:)`` makes them.
public struct Backtest: Sendable {
  /// The histories.
  public let histories: [CaseHistory]
  /// The book that holds.
  public let before: Desk
  /// The book that is tried.
  public let after: Desk
  /// The instant at which promises are judged; what is due later is still running.
  public let end: Instant
  /// How many changed cases the report keeps; all are counted.
  public let keeping: Int
  /// Whether each book first says of the histories what its rules of classification say.
  public let classifying: Bool

  /// Creates a back-test.
  ///
  /// - Parameters:
  ///   - histories: What was recorded, in any order.
  ///   - before: The book that holds.
  ///   - after: The book that is tried.
  ///   - end: The instant at which promises are judged.
  ///   - keeping: How many changed cases the report keeps, the first in the order of the histories.
  ///   - classifying: Whether the histories come from elsewhere, so that each book classifies them; not
  ///     for those that a desk recorded, which hold what was said then.
  public init(
    _ histories: [CaseHistory], from before: Desk, to after: Desk, through end: Instant,
    keeping: Int = 1_000, classifying: Bool = false
  ) {
    self.histories = histories
    self.before = before
    self.after = after
    self.end = end
    self.keeping = max(keeping, 0)
    self.classifying = classifying
  }

  /// Judges all histories.
  ///
  /// - Parameter lanes: Into how many parts that run at the same time the work is cut; the report is
  ///   the same for any number.
  /// - Returns: What the new book would change.
  /// - Complexity: O(events × metrics), twice.
  public func run(lanes: Int = 2) async -> BacktestReport {
    let order = byCustomer()
    let parts = cut(order, into: max(lanes, 1))
    guard parts.count > 1 else { return judge(order[...]) }
    return await withTaskGroup(of: (Int, BacktestReport).self) { group in
      for (number, part) in parts.enumerated() {
        group.addTask { (number, (number > 0 ? apart(for: part) : self).judge(order[part])) }
      }
      var reports: [(Int, BacktestReport)] = []
      for await report in group { reports.append(report) }
      return merged(reports.sorted { $0.0 < $1.0 }.map(\.1))
    }
  }

  /// The same back-test with books of its own: two lanes that count references to the same objects would
  /// wait for one another more than they work. Short lanes are done before a book is read.
  private func apart(for part: Range<Int>) -> Self {
    guard part.count >= 5_000, let before = try? before.readAgain(),
      let after = try? after.readAgain()
    else { return self }
    return Self(
      histories, from: before, to: after, through: end, keeping: keeping, classifying: classifying)
  }

  /// Judges all histories, one after the other.
  public func runInOneLane() -> BacktestReport {
    judge(byCustomer()[...])
  }

  /// Whether sums of both books can be compared.
  private var paysAlike: Bool {
    guard let one = before.book.currency, let other = after.book.currency else { return true }
    return one == other
  }

  // Most proposals change one thing. What both books say alike is judged once.

  /// What promises and payments rest on; the kinds of `tickets` and the tiers of `membership` are facts.
  private static let shared = [
    "zone", "currency", "calendars", "rosters", "facts", "tickets", "membership",
  ]

  /// Whether both books promise the same, in the same words.
  private var hasSameServiceLevels: Bool {
    let classification = classifying ? ["classification"] : []
    return sayTheSame(in: Self.shared + classification + ["serviceLevels"])
  }

  /// Whether both books pay the same for the same promises, in the same words.
  private var hasSameMoney: Bool { hasSameServiceLevels && sayTheSame(in: ["compensation"]) }

  private func sayTheSame(in sections: [String]) -> Bool {
    guard before.books.count == 1, after.books.count == 1 else { return false }
    return sections.allSatisfy { before.book.saysTheSame(as: after.book, in: $0) }
  }

  private var emptyReport: BacktestReport {
    BacktestReport(
      currency: paysAlike ? after.book.currency ?? before.book.currency : nil, keeping: keeping)
  }

  private func merged(_ reports: [BacktestReport]) -> BacktestReport {
    var report = emptyReport
    for part in reports { report.add(part) }
    report.order()
    return report
  }

  /// The histories customer by customer, those of one customer as they were given.
  private func byCustomer() -> [Int] {
    // Where nothing is paid, no case bears on another one.
    guard paysAlike, before.compensation != nil || after.compensation != nil else {
      return Array(histories.indices)
    }
    var places: [CustomerID: Int] = [:]
    var ranks: [Int] = []
    ranks.reserveCapacity(histories.count)
    places.reserveCapacity(histories.count)
    for (index, history) in histories.enumerated() {
      if let customer = history.customer {
        if let rank = places[customer] {
          ranks.append(rank)
        } else {
          places[customer] = index
          ranks.append(index)
        }
      } else {
        ranks.append(index)
      }
    }
    if places.count == histories.count { return Array(histories.indices) }
    return histories.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }
  }

  /// Parts of about equal size that cut no customer.
  private func cut(_ order: [Int], into count: Int) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = 0
    for part in 1...count {
      var end = order.count * part / count
      while end > start, end < order.count, let one = histories[order[end]].customer,
        one == histories[order[end - 1]].customer
      {
        end += 1
      }
      if end > start { parts.append(start..<end) }
      start = max(start, end)
    }
    return parts
  }

  private func judge(_ order: ArraySlice<Int>) -> BacktestReport {
    var report = emptyReport
    let paysOut = paysAlike && (before.compensation != nil || after.compensation != nil)
    let judges = (
      CaseJudge(desk: before, end: end, paysOut: paysOut),
      CaseJudge(desk: after, end: end, paysOut: paysOut)
    )
    let isAlike = (service: hasSameServiceLevels, money: hasSameMoney)
    var group: [CaseComparison] = []
    var pending: ([CaseJudge.Pending], [CaseJudge.Pending]) = ([], [])
    var customer: CustomerID?
    func finish(_ report: inout BacktestReport) {
      if let customer {
        judges.0.judge(pending.0, of: customer) {
          group[$0].paidBefore.append($1)
          if isAlike.money { group[$0].paidAfter.append($1) }
        }
        judges.1.judge(pending.1, of: customer) { group[$0].paidAfter.append($1) }
      }
      for comparison in group { report.count(comparison) }
      group.removeAll(keepingCapacity: true)
      pending.0.removeAll(keepingCapacity: true)
      pending.1.removeAll(keepingCapacity: true)
    }
    for index in order {
      let history = histories[index]
      if let obstacle = history.obstacle {
        report.count(obstacle, history.ticket, at: index)
        continue
      }
      if history.customer == nil || history.customer != customer { finish(&report) }
      customer = history.customer
      let place = group.count
      let histories = (read(history, by: before), isAlike.service ? nil : read(history, by: after))
      let one = judges.0.read(histories.0)
      let other = histories.1.map(judges.1.read) ?? one
      judges.0.claims(of: histories.0, at: place, one, to: &pending.0)
      if !isAlike.money {
        judges.1.claims(of: histories.1 ?? histories.0, at: place, other, to: &pending.1)
      }
      group.append(
        CaseComparison(
          index: index, ticket: history.ticket, tier: other.tier ?? one.tier,
          before: one.promises, after: other.promises))
    }
    finish(&report)
    report.order()
    return report
  }

  private func read(_ history: CaseHistory, by desk: Desk) -> CaseHistory {
    classifying ? desk.classified(history) : history
  }
}
