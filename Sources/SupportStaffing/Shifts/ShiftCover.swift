// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How often each shift is rostered so that a demand is met by as few shifts as possible.
///
/// Where no shift has a pause inside the demand, the answer is minimal: the first interval that lacks
/// somebody takes the shift that reaches furthest, and no exchange can do better. With pauses, the same
/// rule without pauses, or a weighing of intervals, whichever is larger, gives a lower bound; a greedy
/// cover with its superfluous shifts taken out, improved by taking some out and filling up anew, at most
/// 2,000 times, an upper one; and between them a search looks at up to ``searchedNodes`` partial covers.
/// Whether the answer is known to be minimal is told by ``isProvedMinimal``. Nothing depends on chance.
public struct ShiftCover: Hashable, Sendable {
  /// A shift and how often it is rostered.
  public struct Count: Hashable, Sendable {
    /// The shift.
    public let shift: Shift
    /// How often, at least 1.
    public let count: Int
  }

  /// What one interval asks for and gets.
  public struct Line: Hashable, Sendable {
    /// The interval.
    public let interval: StaffingInterval
    /// The heads it asks for.
    public let demand: Int
    /// The heads of the rostered shifts.
    public let heads: Int
    /// What no offered shift can supply, by its bounds or because none is at work then.
    public var missing: Int { max(demand - heads, 0) }
  }

  /// The shifts that are rostered, in the order they were offered.
  public let counts: [Count]
  /// A line for each interval.
  public let lines: [Line]
  /// No cover that leaves as little open has fewer shifts than this.
  public let lowerBound: Int
  /// Whether no cover that leaves as little open has fewer shifts than this one.
  public let isProvedMinimal: Bool

  /// The number of shifts that are rostered.
  public var total: Int { counts.reduce(0) { $0 + $1.count } }

  /// How many partial covers a search looks at.
  public static let searchedNodes = 200_000

  /// Chooses shifts for a demand.
  ///
  /// A shift counts for an interval only where it is at work for all of it.
  ///
  /// - Parameters:
  ///   - intervals: In order, not overlapping; at most 2,000.
  ///   - demand: The heads that each asks for, 0 ... 1,000,000.
  ///   - shifts: What can be rostered, at most 1,000, each under its own name.
  /// - Throws: ``StaffingError`` with everything out of these bounds.
  /// - Complexity: O(shifts · intervals) and a sort without pauses; with pauses up to 2,000 times filling
  ///   up anew, O(shifts · intervals) for each shift that it takes, and up to ``searchedNodes`` partial
  ///   covers, O(shifts + intervals) each.
  public init(
    of intervals: [StaffingInterval], demand: [Int], by shifts: [Shift]
  ) throws(StaffingError) {
    var faults = StaffingFaults()
    StaffingInterval.check(intervals, &faults)
    if demand.count != intervals.count {
      faults.report(
        "demand", "\(demand.count) numbers", bound: "one for each of \(intervals.count) intervals",
        kind: .contradiction)
    }
    faults.check("the number of intervals", intervals.count, in: 0...2_000)
    faults.check("the number of shifts", shifts.count, in: 0...1_000)
    for heads in demand { faults.check("demand", heads, in: 0...1_000_000) }
    let names = shifts.map(\.id).sorted()
    for (name, next) in zip(names, names.dropFirst()) where name == next {
      faults.report("shift", name, bound: "offered once", kind: .contradiction)
    }
    try faults.throwIfAny()
    let problem = CoverProblem(intervals, demand, shifts)
    let solution = problem.solved()
    counts = zip(shifts, solution.counts).filter { $0.1 > 0 }.map { Count(shift: $0, count: $1) }
    let heads = problem.heads(solution.counts)
    lines = intervals.indices.map {
      Line(interval: intervals[$0], demand: demand[$0], heads: heads[$0])
    }
    lowerBound = solution.lowerBound
    isProvedMinimal = solution.isProved
  }
}
