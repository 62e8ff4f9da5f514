// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation

/// The delay model with impatience, M/M/n+M: whoever waits leaves after an exponential time.
///
/// Use it for queues that people abandon, overload included: it always has a steady state
/// (C. Palm, 1957; O. Garnett, A. Mandelbaum and M. Reiman, "Designing a call center with impatient
/// customers", 2002). The formulas are those of S. Zeltyn and A. Mandelbaum (2005) for the wait that is
/// *offered*, which a contact sees only where its patience lasts; all sums are of positive terms.
///
/// ```swift
/// let load = try OfferedLoad(arrivalsPerHour: 360, handlingTime: 240)
/// let team = try ErlangA(load, agents: 24, patience: 300)
/// team.abandonment                                 // 0.08
/// team.serviceLevel(within: 20)                    // 0.59
/// ```
public struct ErlangA: Hashable, Sendable {
  /// The load.
  public let load: OfferedLoad
  /// The number of agents.
  public let agents: Int
  /// The mean time that people are ready to wait, in seconds.
  public let patience: Double

  /// The probability that a contact waits.
  public let probabilityOfWaiting: Double
  /// The probability that an agent is free at once, from the small side.
  public let probabilityOfNoWait: Double
  /// The share of contacts that leave unanswered.
  public let abandonment: Double
  /// The share of contacts that are answered, from the small side.
  public let answered: Double
  /// The mean wait of those that are answered, in seconds; `nil` where nobody is.
  public let averageSpeedOfAnswer: Double?

  /// Weight of an agent who is free, and of a moment of `OfferedWait`, over their sum.
  private let weights: Weights

  private struct Weights: Hashable {
    var free: Double
    var waiting: Double
  }

  /// Creates the model.
  ///
  /// - Parameters:
  ///   - load: What arrives; it may be larger than the number of agents.
  ///   - agents: 1 ... 20,000; 0 where nothing arrives, see also ``unstaffed(_:patience:)``.
  ///   - patience: The mean patience in seconds, one millionth to 10⁹.
  /// - Throws: ``StaffingError`` with every number out of its bounds.
  /// - Complexity: O(√agents).
  public init(_ load: OfferedLoad, agents: Int, patience: Double) throws(StaffingError) {
    var faults = StaffingFaults()
    load.check(agents, &faults)
    Self.check(patience, &faults)
    try faults.throwIfAny()
    self.init(checked: load, agents, patience)
  }

  static func check(_ patience: Double, _ faults: inout StaffingFaults) {
    faults.check("patience", patience, in: StaffingBounds.times, "a number of seconds")
  }

  /// Nobody is there: all that arrives leaves in the end.
  ///
  /// - Throws: ``StaffingError`` where the patience is out of its bounds.
  public static func unstaffed(
    _ load: OfferedLoad, patience: Double
  ) throws(StaffingError) -> Self {
    var faults = StaffingFaults()
    check(patience, &faults)
    try faults.throwIfAny()
    return Self(checked: load, 0, patience)
  }

  init(checked load: OfferedLoad, _ agents: Int, _ patience: Double) {
    self.load = load
    self.agents = agents
    self.patience = patience
    guard load.erlangs > 0, agents > 0 else {
      let isIdle = load.erlangs == 0
      (probabilityOfWaiting, probabilityOfNoWait) = isIdle ? (0, 1) : (1, 0)
      (abandonment, answered) = isIdle ? (0, 1) : (1, 0)
      averageSpeedOfAnswer = isIdle ? 0 : nil
      weights = Weights(free: isIdle ? 1 : 0, waiting: 0)
      return
    }
    let wait = OfferedWait(load, agents: agents, patience: patience)
    let moments = wait.moments(from: 0, to: .infinity)
    let loss = LossRatio(agents - 1, load: load)
    // Free and waiting weigh as (1 / loss) to x · moment; scaled by whichever keeps them finite.
    let free = wait.height > 0 ? (1 + loss.odds) * exp(-wait.height) : 1
    let scale = wait.height > 0 ? wait.x : wait.x * loss.blocked
    let sum = free + scale * moments.all
    weights = Weights(free: free / sum, waiting: scale / sum)
    probabilityOfNoWait = free / sum
    probabilityOfWaiting = scale * moments.all / sum
    abandonment = scale * moments.leaving / sum
    answered = (free + scale * moments.staying) / sum
    averageSpeedOfAnswer = patience * scale * moments.waited / (free + scale * moments.staying)
  }

  /// The mean wait of all contacts, those that leave included, in seconds.
  public var meanWait: Double { abandonment * patience }

  /// The mean number of contacts that wait.
  public var queueLength: Double { load.arrivalRate * meanWait }

  /// The share of their time that agents are busy; 1 where there are none and something arrives.
  public var occupancy: Double {
    agents == 0
      ? (load.erlangs > 0 ? 1 : 0) : min(load.erlangs * answered / Double(agents), 1)
  }

  /// How the waits within a time are shared out.
  func split(at target: Double) -> Split {
    let end = target > 0 ? target / patience : 0
    let stays = exp(-end)
    guard load.erlangs > 0 else { return Split(virtual: 1, answered: 1, abandoned: 0) }
    guard agents > 0 else {
      return Split(virtual: 0, answered: 0, abandoned: -expm1(-end))
    }
    let wait = OfferedWait(load, agents: agents, patience: patience)
    let moments = wait.moments(from: 0, to: end)
    let virtual = weights.free + weights.waiting * moments.all
    let later = max(1 - virtual, 0)
    return Split(
      virtual: min(virtual, 1),
      answered: min(weights.free + weights.waiting * moments.staying, 1),
      abandoned: weights.waiting * moments.leaving + (1 - stays) * later)
  }

  struct Split {
    /// Offered a wait within the time.
    var virtual: Double
    /// Answered within it.
    var answered: Double
    /// Gone within it.
    var abandoned: Double
  }
}
