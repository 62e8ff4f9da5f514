// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension StepTally {
  /// How many were present on average while a time lasted, exact: time weighs, not changes.
  ///
  /// - Parameters:
  ///   - start: When it begins.
  ///   - end: When it ends; changes at the end have no weight.
  /// - Returns: The number present times the milliseconds they were, above all milliseconds; `nil`
  ///   where no time lies between.
  /// - Complexity: O(n) for n changes in order.
  public func average(from start: Instant, to end: Instant) -> MetricFraction? {
    let (from, to) = (start.millisecondsSince1970, end.millisecondsSince1970)
    guard from < to else { return nil }
    var (area, last, present): (Int128, Int64, Int) = (0, from, 0)
    for step in steps {
      guard step.at < to else { break }
      if step.at > last {
        area += Int128(present) * Int128(step.at - last)
        last = step.at
      }
      present.add(saturating: step.change)
    }
    area += Int128(present) * Int128(to - last)
    return MetricFraction(area, over: Int128(to - from))
  }

  /// The most that were present at once, and when.
  public struct Peak: Hashable, Sendable {
    /// How many were present.
    public var count: Int
    /// The first instant of the time at which so many were.
    public var at: Instant
  }

  /// The most that were present at once while a time lasted, both its ends included.
  ///
  /// What comes and goes at one instant counts together: it is never present.
  ///
  /// - Returns: `nil` where the end comes before the start.
  /// - Complexity: O(n) for n changes in order.
  public func peak(from start: Instant, to end: Instant) -> Peak? {
    guard start <= end else { return nil }
    let steps = steps
    var (present, next) = (0, 0)
    func take(_ instant: Int64) {
      while next < steps.count, steps[next].at <= instant {
        present.add(saturating: steps[next].change)
        next += 1
      }
    }
    take(start.millisecondsSince1970)
    var peak = Peak(count: present, at: start)
    while next < steps.count, steps[next].at <= end.millisecondsSince1970 {
      let at = steps[next].at
      take(at)
      if present > peak.count {
        peak = Peak(count: present, at: Instant(millisecondsSince1970: at))
      }
    }
    return peak
  }

  /// How old those were that were present at an instant, as known then.
  public struct Ageing: Hashable, Sendable {
    /// Their ages in milliseconds: its quantiles, shares and histogram tell the rest.
    public var ages: ValueTally
    /// How many were present of which it is not known from when on.
    public var withoutStart: Int
  }

  /// How old those were that were present at an instant, as known then: changes that became known
  /// later do not show.
  ///
  /// - Complexity: O(n log n) for n changes until the instant.
  public func ageing(at instant: Instant) -> Ageing {
    let now = instant.millisecondsSince1970
    var present: [Int64: Int] = [:]
    for step in steps {
      guard step.at <= now else { break }
      present[step.since, default: 0].add(saturating: step.change)
    }
    let withoutStart = max(present.removeValue(forKey: Step.unknown) ?? 0, 0)
    let ages = present.filter { $0.value > 0 }.map { (age: now - $0.key, times: $0.value) }
      .sorted { $0.age < $1.age }
    let runs = ValueRuns(values: ages.map(\.age), times: ages.map(\.times))
    return Ageing(ages: ValueTally(runs: runs), withoutStart: withoutStart)
  }
}
