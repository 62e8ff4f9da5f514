// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportRules
public import SupportSLA

/// What another book would have changed.
public struct BacktestReport: Hashable, Sendable, Codable {
  /// Promises, by what became of them.
  public struct Targets: Hashable, Sendable, Codable {
    /// Kept under the new book, missed under the old one.
    public var newlyMet = 0
    /// Missed under the new book, and not under the old one, which promised it too.
    public var newlyMissed = 0
    /// Made by the new book only.
    public var added = 0
    /// Made by the old book only.
    public var dropped = 0
    /// Due at another instant or ended in another way, neither newly kept nor newly missed.
    public var moved = 0
    /// Under both books the same.
    public var unchanged = 0
    /// How many promises were kept and missed under the old book.
    public var before = Kept()
    /// How many promises were kept and missed under the new book.
    public var after = Kept()

    /// Whether neither book makes a promise.
    public var isEmpty: Bool { self == Self() }

    /// Promises kept and missed.
    public struct Kept: Hashable, Sendable, Codable {
      /// Kept.
      public var met = 0
      /// Missed.
      public var missed = 0

      /// The share of those kept; `nil` where none was kept or missed.
      public var rate: Rate? {
        let (all, overflow) = met.addingReportingOverflow(missed)
        return all > 0 && !overflow ? Rate(Int64(met), over: Int64(all)) : nil
      }
    }
  }

  /// Sums, in minor units of the currency.
  public struct Sums: Hashable, Sendable, Codable {
    /// Under the old book.
    public var before: Int64 = 0
    /// Under the new book.
    public var after: Int64 = 0
    /// What single cases would have got more, all together.
    public var added: Int64 = 0
    /// What single cases would have got less, all together.
    public var saved: Int64 = 0

    /// Whether neither book pays anything.
    public var isEmpty: Bool { self == Self() }

    /// The difference between both books as a share of what the old one paid; `nil` where that is
    /// nothing.
    public var change: Rate? {
      let (difference, overflow) = after.subtractingReportingOverflow(before)
      return overflow ? nil : Rate(difference, over: before)
    }
  }

  /// Cases by the book that says something of them.
  public struct Cases: Hashable, Sendable, Codable {
    /// Under the old book.
    public var before = 0
    /// Under the new book.
    public var after = 0
  }

  /// A line of a table: a rule or a tier.
  public struct Line: Hashable, Sendable, Codable {
    /// The rule, tier or metric.
    public var name: String
    /// Its promises.
    public var targets: Targets
    /// What it paid: refunds and what is on top.
    public var money: Sums
  }

  /// A case of which the books say something different.
  public struct Change: Hashable, Sendable, Codable {
    /// The ticket.
    public var ticket: TicketID
    /// The place of the history among those given.
    public var index: Int
    /// A promise of which they do.
    public struct Promise: Hashable, Sendable, Codable {
      /// What is measured.
      public var metric: String
      /// The run of the clock, from 1.
      public var cycle: Int
      /// The rule, the due time and the verdict under the old book; `nil` where it promises nothing.
      public var before: Side?
      /// The same under the new book.
      public var after: Side?
    }
    /// What one book says of a promise.
    public struct Side: Hashable, Sendable, Codable {
      /// The rule.
      public var rule: RuleID
      /// When it is due; `nil` where it never is.
      public var dueAt: Instant?
      /// What became of it.
      public var verdict: SLAVerdict
    }
    /// The promises of which they say something different.
    public var promises: [Promise]
    /// What the case got under the old book, in minor units.
    public var paidBefore: Int64
    /// What it would have got under the new book.
    public var paidAfter: Int64

    /// Whether a promise was kept under one book and missed under the other, or the sum differs.
    public var changesOutcome: Bool {
      paidBefore != paidAfter
        || promises.contains { $0.before?.verdict != $0.after?.verdict }
    }
  }

  /// Which changed cases to look for.
  public enum Filter: String, Hashable, Sendable, CaseIterable {
    /// All.
    case any
    /// A promise came out otherwise, or the sum differs.
    case outcomeChanged
    /// A promise that was kept would have been missed.
    case newlyMissed
    /// A promise that was missed would have been kept.
    case newlyMet
    /// It would have got more.
    case paidMore
    /// It would have got less.
    case paidLess
  }

  /// A history that cannot be judged again.
  public struct SetAside: Hashable, Sendable, Codable {
    /// The ticket.
    public var ticket: TicketID
    /// The place of the history among those given.
    public var index: Int
    /// Why.
    public var because: CaseHistory.Obstacle
  }

  /// How many histories cannot be judged again for one reason.
  public struct Obstacles: Hashable, Sendable, Codable {
    /// Why.
    public var because: CaseHistory.Obstacle
    /// How many.
    public var count: Int
  }

  /// The code of the currency of the sums (ISO 4217); `nil` where nothing is paid, or the books pay in
  /// different currencies.
  public let currency: String?
  /// How many histories were judged by both books.
  public private(set) var judged = 0
  /// Of how many of these the books say something different.
  public private(set) var changed = 0
  /// How many of the judged cases a book promises nothing at all.
  public private(set) var unpromised = Cases()
  /// The promises of all cases.
  public private(set) var targets = Targets()
  /// What all cases were paid.
  public private(set) var money = Sums()
  /// The same by rule: promises by the rule that makes them (of the old book where only it does), sums
  /// by the rule that pays; ordered by name.
  public private(set) var byRule: [Line] = []
  /// The same by metric.
  public private(set) var byMetric: [Line] = []
  /// The same by the member's tier; cases without one are under the empty name.
  public private(set) var byTier: [Line] = []
  /// The changed cases that were kept, in the order of the histories.
  public private(set) var changes: [Change] = []
  /// How many histories could not be judged again.
  public private(set) var setAsideCount = 0
  /// The same by reason, in a fixed order of the reasons; those that no history has are left out.
  public private(set) var setAsideBy: [Obstacles] = []
  /// Those that were kept, in the order of the histories.
  public private(set) var setAside: [SetAside] = []
  /// How many changed cases and histories set aside are kept.
  private let keeping: Int

  init(currency: Currency?, keeping: Int) {
    self.currency = currency?.code
    self.keeping = keeping
  }

  /// The changed cases of a kind, of those that were kept.
  public func cases(where filter: Filter) -> [Change] {
    changes.filter { change in
      switch filter {
      case .any: true
      case .outcomeChanged: change.changesOutcome
      case .newlyMissed:
        change.promises.contains { $0.after?.verdict == .missed && $0.before?.verdict != .missed }
      case .newlyMet:
        change.promises.contains { $0.before?.verdict == .missed && $0.after?.verdict == .met }
      case .paidMore: change.paidAfter > change.paidBefore
      case .paidLess: change.paidAfter < change.paidBefore
      }
    }
  }

  // MARK: Counting

  private enum CodingKeys: String, CodingKey {
    case currency, judged, changed, unpromised, targets, money, byRule, byMetric, byTier, changes
    case setAsideCount, setAsideBy, setAside, keeping
  }

  mutating func count(_ obstacle: CaseHistory.Obstacle, _ ticket: TicketID, at index: Int) {
    setAsideCount += 1
    add(.init(because: obstacle, count: 1))
    guard keeping > 0 else { return }
    setAside.append(.init(ticket: ticket, index: index, because: obstacle))
    if setAside.count >= bound { setAside = first(setAside) { $0.index } }
  }

  mutating func count(_ case: CaseComparison) {
    judged += 1
    if `case`.before.isEmpty { unpromised.before += 1 }
    if `case`.after.isEmpty { unpromised.after += 1 }
    let tier: String
    if case .text(let name) = `case`.tier { tier = name } else { tier = "" }
    let tierLine = Self.line(tier, in: &byTier)
    var isChanged = false
    `case`.forEachPair { pair in
      guard let shown = pair.after ?? pair.before else { return }
      let outcome = Targets.Outcome(of: pair)
      isChanged = isChanged || outcome != .unchanged
      targets.count(pair, outcome)
      byRule[Self.line(shown.rule.rawValue, in: &byRule)].targets.count(pair, outcome)
      byMetric[Self.line(shown.metric.rawValue, in: &byMetric)].targets.count(pair, outcome)
      byTier[tierLine].targets.count(pair, outcome)
    }
    let (before, after) = (`case`.paidBefore.total, `case`.paidAfter.total)
    money.count(before, after)
    byTier[tierLine].money.count(before, after)
    countMoneyByRule(`case`)
    guard isChanged || before != after else { return }
    changed += 1
    keep(`case`, before, after)
  }

  private mutating func countMoneyByRule(_ case: CaseComparison) {
    guard !`case`.paidBefore.isEmpty || !`case`.paidAfter.isEmpty else { return }
    var rules: [RuleID] = []
    for payment in `case`.paidBefore + `case`.paidAfter where !rules.contains(payment.rule) {
      rules.append(payment.rule)
    }
    for rule in rules {
      let line = Self.line(rule.rawValue, in: &byRule)
      byRule[line].money.count(
        `case`.paidBefore.filter { $0.rule == rule }.total,
        `case`.paidAfter.filter { $0.rule == rule }.total)
    }
  }

  private mutating func keep(_ case: CaseComparison, _ before: Int64, _ after: Int64) {
    guard keeping > 0 else { return }
    changes.append(
      Change(
        ticket: `case`.ticket, index: `case`.index,
        promises: `case`.differences.map { pair in
          .init(
            metric: (pair.after ?? pair.before)?.metric.rawValue ?? "",
            cycle: (pair.after ?? pair.before)?.cycle ?? 0,
            before: pair.before.map(Change.Side.init),
            after: pair.after.map(Change.Side.init))
        }, paidBefore: before, paidAfter: after))
    if changes.count >= bound { changes = first(changes) { $0.index } }
  }

  /// How long a list may grow before all but the first are dropped. Customers come together and not in
  /// the order of the histories, so the first ones are known only at the end.
  private var bound: Int { keeping > Int.max / 4 ? .max : keeping * 2 + 64 }

  private func first<Element>(_ list: [Element], by index: (Element) -> Int) -> [Element] {
    Array(list.sorted { index($0) < index($1) }.prefix(keeping))
  }

  private mutating func add(_ obstacles: Obstacles) {
    if let place = setAsideBy.firstIndex(where: { $0.because == obstacles.because }) {
      setAsideBy[place].count += obstacles.count
    } else {
      setAsideBy.append(obstacles)
    }
  }

  private static func line(_ name: String, in lines: inout [Line]) -> Int {
    if let place = lines.firstIndex(where: { $0.name == name }) { return place }
    lines.append(Line(name: name, targets: Targets(), money: Sums()))
    return lines.count - 1
  }

  mutating func add(_ other: Self) {
    judged += other.judged
    changed += other.changed
    unpromised.before += other.unpromised.before
    unpromised.after += other.unpromised.after
    targets.add(other.targets)
    money.add(other.money)
    Self.add(other.byRule, to: &byRule)
    Self.add(other.byMetric, to: &byMetric)
    Self.add(other.byTier, to: &byTier)
    changes += other.changes
    setAsideCount += other.setAsideCount
    for obstacles in other.setAsideBy { add(obstacles) }
    setAside += other.setAside
  }

  private static func add(_ others: [Line], to lines: inout [Line]) {
    for other in others {
      let place = line(other.name, in: &lines)
      lines[place].targets.add(other.targets)
      lines[place].money.add(other.money)
    }
  }

  /// Puts everything into an order that does not depend on how the work was cut.
  mutating func order() {
    byRule.sort { $0.name < $1.name }
    byMetric.sort { $0.name < $1.name }
    byTier.sort { $0.name < $1.name }
    changes = first(changes) { $0.index }
    setAside = first(setAside) { $0.index }
    let counts = setAsideBy
    setAsideBy = CaseHistory.Obstacle.allCases.compactMap { obstacle in
      counts.first { $0.because == obstacle }
    }
  }
}
