// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// Rules for times that take more people than usual.
///
/// ```swift
/// let plan = try SurgePlan(in: zone, combining: .highest, [
///   SurgeRule("summer", .dates([summer]), .raise(by: Rate("300%"))),
///   SurgeRule("holidays", .holidays(holidays, leadDays: 3), .raise(by: Rate("50%"))),
///   SurgeRule("typhoon", .events([typhoon], leadHours: 72), .group("response", heads: 20)),
/// ])
/// ```
public struct SurgePlan: Hashable, Sendable {
  /// What holds where several rules raise, or add to, one interval. Floors are never added up: the
  /// highest counts.
  public enum Combination: String, CaseIterable, Hashable, Sendable, Codable {
    /// The largest raise, and the largest addition.
    case highest
    /// Raises are added up (50 % and 30 % make 80 %), and so are additions.
    case sum
    /// Raises are multiplied (50 % and 30 % make 95 %); additions are added up.
    case product
  }

  /// The zone whose midnights begin and end windows.
  public let zone: ZoneRules
  /// What holds where several rules do.
  public let combination: Combination
  /// The rules, in the order given.
  public let rules: [SurgeRule]

  /// Creates a plan.
  ///
  /// - Throws: `DocumentError` with every mistake, at its place: a name that is empty or there twice, a window
  ///   without dates, a span or an event that ends before it begins, a lead, a share or a number of heads out of
  ///   bounds.
  public init(
    in zone: ZoneRules, combining combination: Combination, _ rules: [SurgeRule]
  ) throws(DocumentError) {
    var problems = Problems()
    for (index, rule) in rules.enumerated() {
      let path = "rules[\(index)]"
      Self.checkName(rule.id, "\(path).id", &problems)
      if rules[..<index].contains(where: { $0.id == rule.id }) {
        problems.report("there is a rule \(rule.id.quoted) already", path: "\(path).id")
      }
      Self.check(rule.window, "\(path).window", &problems)
      Self.check(rule.effect, "\(path).effect", &problems)
    }
    try problems.throwIfAny()
    self.zone = zone
    self.combination = combination
    self.rules = rules
  }

  // MARK: Checks

  private static func check(
    _ window: SurgeRule.Window, _ path: String, _ problems: inout Problems
  ) {
    switch window {
    case .dates(let spans): check(spans, "\(path).dates", &problems)
    case .holidays(let spans, let lead):
      check(spans, "\(path).holidays", &problems)
      check(lead, in: 0...366, "\(path).leadDays", &problems)
    case .events(let events, let lead):
      if events.isEmpty { problems.report("there are no events", path: "\(path).events") }
      for (index, event) in events.enumerated() {
        let place = "\(path).events[\(index)]"
        checkName(event.name, "\(place).name", &problems)
        if event.end <= event.start {
          problems.report(
            "\(event.name.quoted) ends at \(event.end), before it begins", path: place)
        }
      }
      check(lead, in: 0...8_784, "\(path).leadHours", &problems)
    case .monthly(let day): check(day, in: 1...31, "\(path).monthly", &problems)
    }
  }

  private static func check(
    _ spans: [HolidaySpan], _ path: String, _ problems: inout Problems
  ) {
    if spans.isEmpty { problems.report("there are no dates", path: path) }
    for (index, span) in spans.enumerated() {
      let place = "\(path)[\(index)]"
      checkName(span.name, "\(place).name", &problems)
      if span.last < span.first {
        problems.report(
          "\(span.name.quoted) ends on \(span.last), before it begins", path: place)
      }
    }
  }

  private static func check(
    _ effect: SurgeRule.Effect, _ path: String, _ problems: inout Problems
  ) {
    switch effect {
    case .raise(let share):
      if share <= .zero || share > Self.highestRaise {
        problems.report("\(share) is no raise above 0 up to 100000%", path: "\(path).raise")
      }
    case .add(let heads): check(heads, in: Self.heads, "\(path).add", &problems)
    case .atLeast(let heads): check(heads, in: Self.heads, "\(path).atLeast", &problems)
    case .group(let name, let heads):
      checkName(name, "\(path).group", &problems)
      check(heads, in: Self.heads, "\(path).heads", &problems)
    }
  }

  private static func checkName(_ name: String, _ path: String, _ problems: inout Problems) {
    if name.allSatisfy(\.isWhitespace) {
      problems.report("the name must not be empty", path: path)
    }
  }

  private static func check(
    _ value: Int, in bounds: ClosedRange<Int>, _ path: String, _ problems: inout Problems
  ) {
    if !bounds.contains(value) {
      problems.report(
        "\(value) is outside \(bounds.lowerBound) ... \(bounds.upperBound)", path: path)
    }
  }

  private static let heads = 1...1_000_000
  private static let highestRaise = Rate(1_000, over: 1) ?? .one
}
