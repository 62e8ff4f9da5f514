// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// How many were present at any instant, exact: waiting calls, open tickets, agents at work.
///
/// Each change is kept with the instant at which it became known, so that a past instant shows what was
/// known then (semantics M6). A thing that is present may bear an instant from which its age counts;
/// then the ages of all that were present at an instant can be told.
///
/// Tallies merge in any order to the same tally, as long as each thing is in one of them. Memory grows
/// with the number of different changes (``memory``).
///
/// ```swift
/// var waiting = StepTally()
/// waiting.enter(at: noon)
/// waiting.leave(at: noon + .seconds(90), since: noon)
/// waiting.average(from: noon, to: noon + .seconds(180))   // 1/2
/// ```
public struct StepTally: Sendable {
  /// A change, in the order of the instants.
  struct Step: Hashable, Sendable {
    /// When it became known, in milliseconds since 1970.
    var at: Int64
    /// From when on the age counts; later than every instant where it is not known.
    var since: Int64
    /// How many came, less how many went.
    var change: Int

    static let unknown = Int64.max

    func precedes(_ other: Self) -> Bool {
      at == other.at ? since < other.since : at < other.at
    }
  }

  /// Steps in order, no two of one instant and start, none without a change.
  private var ordered: [Step] = []
  /// Steps that came later, in any order.
  private var loose: [Step] = []

  /// Creates an empty tally.
  public init() {}

  init(steps: [Step]) {
    loose = steps
    sort()
  }

  // MARK: Counting

  /// Counts one that is present from an instant on.
  ///
  /// - Parameters:
  ///   - instant: When it became known.
  ///   - since: From when its age counts; the same instant unless another is given.
  public mutating func enter(at instant: Instant, since: Instant? = nil) {
    note(1, at: instant, since: (since ?? instant).millisecondsSince1970)
  }

  /// Counts one that is present no longer.
  ///
  /// - Parameters:
  ///   - instant: When that became known; it is not present at the instant itself.
  ///   - since: From when its age counted, as told when it entered.
  public mutating func leave(at instant: Instant, since: Instant) {
    note(-1, at: instant, since: since.millisecondsSince1970)
  }

  /// Counts how many more are present from an instant on, or fewer with a negative number; nothing is
  /// known about their age.
  public mutating func change(by change: Int, at instant: Instant) {
    note(change, at: instant, since: Step.unknown)
  }

  private mutating func note(_ change: Int, at instant: Instant, since: Int64) {
    guard change != 0 else { return }
    loose.append(Step(at: instant.millisecondsSince1970, since: since, change: change))
    if loose.count > Self.mostLoose, loose.count / 3 > ordered.count { sort() }
  }

  /// Adds the changes of another tally; any order gives the same tally.
  ///
  /// - Complexity: O(n) for n changes.
  public mutating func merge(_ other: Self) {
    loose.append(contentsOf: other.ordered)
    loose.append(contentsOf: other.loose)
    if loose.count > Self.mostLoose, loose.count / 3 > ordered.count { sort() }
  }

  private static let mostLoose = 1 << 14

  /// Puts the changes in order now, and those of one instant together, so that the figures are quick
  /// afterwards.
  ///
  /// - Complexity: O(n log n) for n changes that are not in order.
  public mutating func sort() {
    guard !loose.isEmpty else { return }
    loose.append(contentsOf: ordered)
    loose.sort { $0.precedes($1) }
    ordered = []
    for step in loose {
      if let last = ordered.last, last.at == step.at, last.since == step.since {
        ordered[ordered.count - 1].change.add(saturating: step.change)
      } else {
        if ordered.last?.change == 0 { ordered.removeLast() }
        ordered.append(step)
      }
    }
    if ordered.last?.change == 0 { ordered.removeLast() }
    loose = []
  }

  /// All changes in order.
  var steps: [Step] {
    if loose.isEmpty { return ordered }
    var copy = self
    copy.sort()
    return copy.ordered
  }

  /// The bytes that the changes take now, 24 for each; the room that is kept for more is not counted.
  public var memory: Int {
    MemoryLayout<Step>.stride * (ordered.count + loose.count)
  }

  // MARK: Instants

  /// How many were present at an instant, changes at the instant included.
  ///
  /// - Complexity: O(n) for n changes.
  public func count(at instant: Instant) -> Int {
    var sum = 0
    for steps in [ordered, loose] {
      for step in steps where step.at <= instant.millisecondsSince1970 {
        sum.add(saturating: step.change)
      }
    }
    return sum
  }

  /// How many were present at each of some instants.
  ///
  /// - Parameter instants: In any order.
  /// - Returns: One number for each instant, in the order given.
  /// - Complexity: O((n + m) log (n + m)) for n changes and m instants.
  public func counts(at instants: [Instant]) -> [Int] {
    let steps = steps
    let order = instants.indices.sorted { instants[$0] < instants[$1] }
    var result = [Int](repeating: 0, count: instants.count)
    var (sum, next) = (0, 0)
    for index in order {
      while next < steps.count, steps[next].at <= instants[index].millisecondsSince1970 {
        sum.add(saturating: steps[next].change)
        next += 1
      }
      result[index] = sum
    }
    return result
  }
}

extension StepTally: Hashable {
  /// Tells whether two tallies hold the same changes, in whatever order they came.
  public static func == (left: Self, right: Self) -> Bool { left.steps == right.steps }

  /// Hashes the changes in their order.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(steps)
  }
}
