// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRules

/// How much of a price is kept when something booked is given back: by class, and by how long it is
/// still until then.
///
/// Use it for tickets, rooms and bookings, whose fee grows as the time comes nearer. It makes one rule
/// of each class and band of time, in which the fee is worked out and the rest of the price is given
/// back. For each class there is a charge up to the last moment and after it, and ``others`` has one
/// for the classes that no row names: no claim falls between two bands or two classes, and none into
/// both of two.
///
/// ```swift
/// let ladder = RefundLadder(
///   "return", of: "fare", by: "cabin", before: "beforeDeparture",
///   rows: [
///     .init(
///       "first", for: ["F", "J"], last: .share(try Rate("10%")),
///       bands: [.init(.atLeast(milliseconds: 7_200_000), .share(try Rate("5%")))])
///   ],
///   others: .init(
///     "economy", last: .everything,
///     bands: [.init(.atLeast(milliseconds: 7_200_000), .share(try Rate("30%")))]),
///   rounding: RoundingRule(.halfUp, step: 100))
/// let policy = try CompensationPolicy(…, rules: ladder.rules(), …)
/// ```
public struct RefundLadder: Hashable, Sendable {
  /// What is kept.
  public enum Charge: Hashable, Sendable {
    /// Nothing: the price is given back, and no least fee is asked for.
    case nothing
    /// A share of ``RefundLadder/feeOf``, 0 ... 100 %; it is rounded, and at least
    /// ``RefundLadder/least``.
    case share(Rate)
    /// This sum, as it is written.
    case amount(Money)
    /// The whole price; only what is ``RefundLadder/untouched`` is given back.
    case everything
  }

  /// Where a band of time begins, counted back from the moment.
  public enum Start: Hashable, Sendable {
    /// This long before, or longer.
    case atLeast(milliseconds: Int64)
    /// Longer than this before.
    case moreThan(milliseconds: Int64)
  }

  /// A band of time and its charge; it ends where the next begins.
  public struct Band: Hashable, Sendable {
    /// Where it begins.
    public var start: Start
    /// What is kept in it.
    public var charge: Charge

    /// Creates a band.
    public init(_ start: Start, _ charge: Charge) {
      self.start = start
      self.charge = charge
    }
  }

  /// The charges of some classes.
  public struct Row: Hashable, Sendable {
    /// The name of the row; the rules are called after it.
    public var name: String
    /// The classes for which it holds; those of ``RefundLadder/others`` are not asked for.
    public var classes: [String]
    /// What is kept below the first band, also when the moment has passed.
    public var last: Charge
    /// The bands, from the one nearest to the moment to the one furthest from it.
    public var bands: [Band]

    /// Creates a row.
    ///
    /// - Parameters:
    ///   - name: Its name, such as `economy`.
    ///   - classes: The classes for which it holds; left out for ``RefundLadder/others``.
    ///   - last: What is kept below the first band.
    ///   - bands: The bands, from the one nearest to the moment.
    public init(
      _ name: String, for classes: [String] = [], last: Charge, bands: [Band] = []
    ) {
      self.name = name
      self.classes = classes
      self.last = last
      self.bands = bands
    }
  }

  /// The name of the ladder; the rules are called `name.row.0`, `name.row.1` and so on, counted from
  /// the charge of the last moment.
  public var name: String
  /// The fact that is the price, which is given back but for the fee.
  public var price: String
  /// The fact of which a share is kept, such as the published fare of a cheap ticket; the price itself
  /// by default.
  public var feeOf: String
  /// The fact that is the class; `nil` where there is one row for all, ``others``.
  public var classFact: String?
  /// The fact that is the time until the moment, of the domain `duration`, negative after it.
  public var timeFact: String
  /// The facts that are given back in full in any case, such as taxes.
  public var untouched: [String]
  /// The rows of the classes that are named.
  public var rows: [Row]
  /// The row of all other classes.
  public var others: Row
  /// How a share is rounded.
  public var rounding: RoundingRule
  /// The least fee where one is kept, after the rounding.
  public var least: Money?

  /// Creates a ladder; ``rules(when:)`` checks it.
  ///
  /// - Parameters:
  ///   - name: The name of the ladder.
  ///   - price: The fact that is the price.
  ///   - feeOf: The fact of which a share is kept; the price itself by default.
  ///   - classFact: The fact that is the class; `nil` where ``others`` holds for all.
  ///   - timeFact: The fact that is the time until the moment.
  ///   - untouched: The facts that are given back in full in any case.
  ///   - rows: The rows of the classes that are named.
  ///   - others: The row of all other classes.
  ///   - rounding: How a share is rounded.
  ///   - least: The least fee where one is kept.
  public init(
    _ name: String, of price: String, feeOf: String? = nil, by classFact: String? = nil,
    before timeFact: String, untouched: [String] = [], rows: [Row] = [], others: Row,
    rounding: RoundingRule, least: Money? = nil
  ) {
    self.name = name
    self.price = price
    self.feeOf = feeOf ?? price
    self.classFact = classFact
    self.timeFact = timeFact
    self.untouched = untouched
    self.rows = rows
    self.others = others
    self.rounding = rounding
    self.least = least
  }
}

extension RefundLadder {
  /// The rules: one for each class row and band of time, from the last moment backwards, the other
  /// classes last.
  ///
  /// No two of them match the same claim, and one matches each for which the condition holds and class
  /// and time are known; of an unknown class or time the answer is "not assessable".
  ///
  /// - Parameter condition: What must hold besides, such as that the customer cancelled.
  /// - Returns: The rules, for a policy beside others.
  /// - Throws: `DocumentError` with a problem for each blank name and name that stands twice, each row
  ///   without classes, each class that stands twice, rows where there is no fact for the class, each
  ///   band that does not begin above the one before, and each share above the whole or below zero.
  ///   What a formula cannot say, such as a sum in another currency, the policy tells.
  /// - Complexity: O(rows × bands).
  public func rules(
    when condition: Condition = .always
  ) throws(DocumentError) -> [Rule<AwardFormula>] {
    var problems = Problems()
    check(&problems)
    try problems.throwIfAny()
    let named = rows.flatMap(\.classes)
    return (rows + [others]).enumerated().flatMap { number, row in
      var parts: [Condition] = condition == .always ? [] : [condition]
      if let classFact {
        if number < rows.count {
          parts.append(.isOneOf(classFact, row.classes.map { .text($0) }))
        } else if !named.isEmpty {
          parts.append(!.isOneOf(classFact, named.map { .text($0) }))
        }
      }
      return rules(of: row, parts)
    }
  }

  private func rules(of row: Row, _ parts: [Condition]) -> [Rule<AwardFormula>] {
    let charges = [row.last] + row.bands.map(\.charge)
    return charges.enumerated().map { number, charge in
      let lower = number > 0 ? row.bands[number - 1].start.lower : .unbounded
      let upper = number < row.bands.count ? row.bands[number].start.upper : .unbounded
      let isBounded = lower != .unbounded || upper != .unbounded
      // Without a bound the time has to be known all the same: it is what the ladder is about.
      let time: Condition =
        isBounded
        ? .isWithin(timeFact, FactRange(lower: lower, upper: upper)) : .isKnown(timeFact)
      return Rule(
        RuleID("\(name).\(row.name).\(number)"), when: .all(parts + [time]), then: formula(charge))
    }
  }

  private func formula(_ charge: Charge) -> AwardFormula {
    var steps: [AwardFormula.Step] =
      switch charge {
      case .nothing: [.refund(.fact(price))]
      case .everything: [.base(.fact(price)), .rest(of: .fact(price)), .becomesRefund]
      case .amount(let money):
        [.base(.money(money)), .rest(of: .fact(price)), .becomesRefund]
      case .share(let rate):
        [.base(.share(rate, of: feeOf)), .round(rounding)]
          + (least.map { [.atLeast(.money($0))] } ?? [])
          + [.rest(of: .fact(price)), .becomesRefund]
      }
    steps += untouched.map { .refund(.fact($0)) }
    return AwardFormula(steps + [.round(RoundingRule(.exact))])
  }

  private func check(_ problems: inout Problems) {
    if name.isEmpty { problems.report("a ladder needs a name", path: "name") }
    if classFact == nil, !rows.isEmpty {
      problems.report("no fact tells the class of its rows", path: "rows")
    }
    var names: Set<String> = []
    var classes: Set<String> = []
    for (number, row) in (rows + [others]).enumerated() {
      let path = number < rows.count ? "rows[\(number)]" : "others"
      if row.name.isEmpty { problems.report("a row needs a name", path: path) }
      if !names.insert(row.name).inserted {
        problems.report("the row \(row.name.quoted) stands twice", path: path)
      }
      if number < rows.count, row.classes.isEmpty {
        problems.report("it holds for no class", path: "\(path).classes")
      }
      if number == rows.count, !row.classes.isEmpty {
        problems.report("it holds for every class that no row names", path: "\(path).classes")
      }
      for name in row.classes where !classes.insert(name).inserted {
        problems.report("the class \(name.quoted) stands twice", path: "\(path).classes")
      }
      check(row.last, "\(path).last", &problems)
      for (place, band) in row.bands.enumerated() {
        let path = "\(path).bands[\(place)]"
        check(band.charge, path, &problems)
        if place > 0, !(row.bands[place - 1].start < band.start) {
          problems.report("it does not begin above the band before", path: path)
        }
      }
    }
  }

  private func check(_ charge: Charge, _ path: String, _ problems: inout Problems) {
    guard case .share(let rate) = charge else { return }
    if rate < .zero { problems.report("\(rate) is below zero", path: path) }
    if rate > .one { problems.report("\(rate) is more than the whole", path: path) }
  }
}

extension RefundLadder.Start: Comparable {
  /// Whether the left begins nearer to the moment; at the same time, "at least" begins before "more
  /// than".
  public static func < (left: Self, right: Self) -> Bool {
    (left.milliseconds, left.isExcluded ? 1 : 0) < (right.milliseconds, right.isExcluded ? 1 : 0)
  }

  private var milliseconds: Int64 {
    switch self {
    case .atLeast(let milliseconds), .moreThan(let milliseconds): milliseconds
    }
  }

  private var isExcluded: Bool {
    if case .moreThan = self { true } else { false }
  }

  /// The lower end of the band.
  fileprivate var lower: FactRange.End {
    let value = FactValue.duration(milliseconds: milliseconds)
    return isExcluded ? .excluding(value) : .including(value)
  }

  /// The upper end of the band before.
  fileprivate var upper: FactRange.End {
    let value = FactValue.duration(milliseconds: milliseconds)
    return isExcluded ? .including(value) : .excluding(value)
  }
}
