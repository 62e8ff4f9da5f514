// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What a number of agents has to achieve: one condition or several, which must all hold.
///
/// ```swift
/// let goal = try StaffingGoal(.serviceLevel(atLeast: 0.8, within: 20), .occupancy(atMost: 0.85))
/// ```
public struct StaffingGoal: Hashable, Sendable {
  /// A bound on one figure.
  public enum Condition: Hashable, Sendable {
    /// At least this share within so many seconds; the reading matters for ``ErlangA`` alone. In
    /// ``ErlangB``, where nobody waits, it is the share that is not turned away.
    case serviceLevel(
      atLeast: Double, within: Double, reading: ErlangA.Reading = .answeredOfOffered)
    /// A mean wait of those that are answered of at most so many seconds.
    case averageSpeedOfAnswer(atMost: Double)
    /// Agents are busy for at most this share of their time.
    case occupancy(atMost: Double)
    /// At most this share waits at all.
    case probabilityOfWaiting(atMost: Double)
    /// At most this share leaves unanswered.
    case abandonment(atMost: Double)
    /// At most this share is turned away.
    case blocking(atMost: Double)
  }

  /// The conditions: service levels as given, then the other figures in the order of their cases; at
  /// least one.
  public let conditions: [Condition]

  /// Creates a goal.
  ///
  /// - Throws: ``StaffingError`` with every bound that is no number or cannot be meant, and every figure
  ///   but the service level that is bounded twice.
  public init(_ first: Condition, _ others: Condition...) throws(StaffingError) {
    try self.init([first] + others)
  }

  /// Creates a goal from a list.
  ///
  /// - Throws: ``StaffingError`` with every bound that is no number or cannot be meant, and every figure
  ///   but the service level that is bounded twice, or where the list is empty.
  public init(_ conditions: [Condition]) throws(StaffingError) {
    var faults = StaffingFaults()
    if conditions.isEmpty {
      faults.report("goal", "empty", bound: "at least one condition", kind: .tooLittle)
    }
    for condition in conditions { condition.check(&faults) }
    let sorted = conditions.enumerated()
      .sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }.map(\.element)
    for (one, other) in zip(sorted, sorted.dropFirst()) where one.rank > 0 && one.rank == other.rank
    {
      faults.report("goal", one.figure, bound: "bounded once", kind: .contradiction)
    }
    try faults.throwIfAny()
    self.conditions = sorted
  }

  /// The first service level that the goal asks for.
  public var serviceLevel: (atLeast: Double, within: Double, reading: ErlangA.Reading)? {
    for case .serviceLevel(let share, let target, let reading) in conditions {
      return (share, target, reading)
    }
    return nil
  }
}

extension StaffingGoal.Condition {
  /// The name of the figure.
  public var figure: String {
    switch self {
    case .serviceLevel: "service level"
    case .averageSpeedOfAnswer: "average speed of answer"
    case .occupancy: "occupancy"
    case .probabilityOfWaiting: "probability of waiting"
    case .abandonment: "abandonment"
    case .blocking: "blocking"
    }
  }

  /// The bound of the figure.
  public var bound: Double {
    switch self {
    case .serviceLevel(let share, _, _): share
    case .averageSpeedOfAnswer(let bound), .occupancy(let bound),
      .probabilityOfWaiting(let bound), .abandonment(let bound), .blocking(let bound):
      bound
    }
  }

  fileprivate var rank: Int {
    switch self {
    case .serviceLevel: 0
    case .averageSpeedOfAnswer: 1
    case .occupancy: 2
    case .probabilityOfWaiting: 3
    case .abandonment: 4
    case .blocking: 5
    }
  }

  func check(_ faults: inout StaffingFaults) {
    switch self {
    case .serviceLevel(let share, let target, _):
      faults.check("service level", share, in: 0...1, "a share")
      faults.check("target", target, in: StaffingBounds.targets, "a number of seconds")
    case .averageSpeedOfAnswer(let bound):
      faults.check(figure, bound, in: StaffingBounds.targets, "a number of seconds")
    default: faults.check(figure, bound, in: 0...1, "a share")
    }
  }

  /// Whether no finite number of agents does it, as soon as anything arrives.
  var asksForPerfection: Bool {
    if case .serviceLevel(let share, _, _) = self { return share >= 1 }
    return bound <= 0
  }
}
