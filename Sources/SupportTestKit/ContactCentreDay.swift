// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRouting

/// What happened in a simulated ``ContactCentre``: every call, and how the team's time was spent.
public struct ContactCentreDay: Hashable, Sendable {
  /// What became of a call.
  public enum Outcome: String, Hashable, Sendable, CaseIterable {
    /// It waits still, or was never served.
    case unserved
    /// An agent took it.
    case answered
    /// The customer hung up.
    case abandoned
    /// It was refused, left as a message, sent outside, or handed to somebody outside the team.
    case turnedAway
  }

  /// One piece of work.
  public struct Call: Hashable, Sendable {
    /// The number of its stream.
    public var stream: Int
    /// When it arrived.
    public var arrival: Instant
    /// How long it keeps an agent busy, in milliseconds.
    public var handling: Int64
    /// What became of it.
    public var outcome = Outcome.unserved
    /// How long it waited until then, in milliseconds; 0 where it is unserved.
    public var wait: Int64 = 0
    /// Whether the customer asked for a callback; the wait is then until an agent called.
    public var isCallback = false
    /// Who took it.
    public var agent: AgentID?
    /// The position that was announced first.
    public var position: Int?
    /// The wait that was announced with it.
    public var announced: WaitEstimate?
  }

  /// How the team's time was spent in an interval, in milliseconds of all agents together.
  public struct TeamTime: Hashable, Sendable {
    /// On duty: shifts, and what was finished after them.
    public var staffed: Int64 = 0
    /// With work in hand.
    public var busy: Int64 = 0
    /// In wrap-up.
    public var wrapUp: Int64 = 0
    /// With an offer that rings.
    public var ringing: Int64 = 0

    /// The share of the time on duty that was busy or wrap-up; 0 without time on duty.
    public var occupancy: Double { staffed > 0 ? Double(busy + wrapUp) / Double(staffed) : 0 }

    /// Adds up two times.
    ///
    /// - Parameters:
    ///   - left: A time.
    ///   - right: Another one.
    /// - Returns: The sum of each part.
    public static func + (left: Self, right: Self) -> Self {
      var sum = left
      sum.staffed += right.staffed
      sum.busy += right.busy
      sum.wrapUp += right.wrapUp
      sum.ringing += right.ringing
      return sum
    }
  }

  /// Calls that arrived in a span, counted.
  public struct Counts: Hashable, Sendable {
    /// All that arrived.
    public var offered = 0
    /// Answered while they waited; callbacks are counted by themselves.
    public var answered = 0
    /// Answered within the time that was asked for.
    public var answeredWithin = 0
    /// Answered or gone, and no agent was free at once.
    public var waited = 0
    /// Hung up.
    public var abandoned = 0
    /// Refused, left as a message, sent outside, or handed over.
    public var turnedAway = 0
    /// Asked for a callback.
    public var callbacks = 0
    /// Never served within the run.
    public var unserved = 0
    /// The waits of those who were answered, in milliseconds.
    public var waitOfAnswered: Int64 = 0
    /// The waits of those who were answered or hung up, in milliseconds.
    public var waitOfAll: Int64 = 0

    /// The share of all that was answered in time; 1 where nobody arrived.
    public var serviceLevel: Double { share(answeredWithin, otherwise: 1) }
    /// The share of all that hung up; 0 where nobody arrived.
    public var abandonment: Double { share(abandoned, otherwise: 0) }
    /// The mean wait of those who were answered, in seconds; `nil` where nobody was.
    public var averageSpeedOfAnswer: Double? {
      answered > 0 ? Double(waitOfAnswered) / 1_000 / Double(answered) : nil
    }

    private func share(_ part: Int, otherwise none: Double) -> Double {
      offered > 0 ? Double(part) / Double(offered) : none
    }
  }

  /// When the first interval begins.
  public let start: Instant
  /// The length of an interval, in milliseconds.
  public let interval: Int64
  /// The calls, in the order in which they arrived.
  public internal(set) var calls: [Call]
  /// How the team's time was spent, by interval, until the last of it.
  public internal(set) var team: [TeamTime]
}

extension ContactCentreDay {
  /// The calls that arrived in some intervals.
  ///
  /// - Parameter intervals: The numbers of the intervals, the first is 0.
  /// - Returns: The calls in the order in which they arrived.
  /// - Complexity: O(log calls).
  public func calls(in intervals: Range<Int>) -> ArraySlice<Call> {
    func place(_ number: Int) -> Int {
      let instant = start.adding(milliseconds: Int64(number) * interval)
      return calls.partitioningIndex { $0.arrival >= instant }
    }
    let (first, last) = (place(intervals.lowerBound), place(intervals.upperBound))
    return calls[first..<last]
  }

  /// Counts the calls that arrived in some intervals.
  ///
  /// - Parameters:
  ///   - intervals: The numbers of the intervals, the first is 0.
  ///   - target: The time in which answered calls count as answered in time.
  /// - Returns: The counts.
  /// - Complexity: O(calls of the intervals).
  public func counts(in intervals: Range<Int>, within target: Duration) -> Counts {
    let bound = target.wholeMilliseconds
    var counts = Counts()
    for call in calls(in: intervals) { counts.add(call, within: bound) }
    return counts
  }

  /// How the team's time was spent in some intervals.
  ///
  /// - Parameter intervals: The numbers of the intervals, the first is 0.
  /// - Returns: The sum.
  public func teamTime(in intervals: Range<Int>) -> TeamTime {
    team[intervals.clamped(to: team.indices)].reduce(TeamTime()) { $0 + $1 }
  }
}

extension ContactCentreDay.Counts {
  mutating func add(_ call: ContactCentreDay.Call, within target: Int64) {
    offered += 1
    if call.isCallback {
      callbacks += 1
      return
    }
    switch call.outcome {
    case .unserved: unserved += 1
    case .turnedAway: turnedAway += 1
    case .abandoned:
      abandoned += 1
      waited += 1
      waitOfAll += call.wait
    case .answered:
      answered += 1
      if call.wait <= target { answeredWithin += 1 }
      if call.wait > 0 { waited += 1 }
      waitOfAnswered += call.wait
      waitOfAll += call.wait
    }
  }
}
