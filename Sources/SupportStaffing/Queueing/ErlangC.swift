// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation

/// The delay model M/M/n: whoever finds all agents busy waits, in order, for as long as it takes.
///
/// `P(wait) = B / (1 − ρ(1 − B))` with the loss `B` and ρ = load / agents (A. K. Erlang, 1917);
/// `P(wait > T) = P(wait) e^(−(n − a) T / h)` for the handling time h. It ignores that people hang up:
/// where they do, ``ErlangA`` says what happens.
///
/// ```swift
/// let team = try ErlangC(OfferedLoad(arrivalsPerHour: 360, handlingTime: 240), agents: 28)
/// team.serviceLevel(within: 20)                    // 0.76
/// team.averageSpeedOfAnswer                        // 20 s
/// ```
public struct ErlangC: Hashable, Sendable {
  /// The load.
  public let load: OfferedLoad
  /// The number of agents.
  public let agents: Int
  /// The probability that a contact waits; 1 where the agents cannot carry the load.
  public let probabilityOfWaiting: Double
  /// The probability that it does not, from the small side.
  public let probabilityOfNoWait: Double

  private let slack: Double

  /// Creates the model.
  ///
  /// - Parameters:
  ///   - load: What arrives. It may be as large as the number of agents, or larger: then the queue
  ///     grows for ever, and the answers say so.
  ///   - agents: 1 ... 20,000; 0 where nothing arrives, see also ``unstaffed(_:)``.
  /// - Throws: ``StaffingError`` naming the number and its bound.
  /// - Complexity: O(√agents).
  public init(_ load: OfferedLoad, agents: Int) throws(StaffingError) {
    var faults = StaffingFaults()
    load.check(agents, &faults)
    try faults.throwIfAny()
    self.init(checked: load, agents)
  }

  /// Nobody is there: all that arrives waits for ever.
  public static func unstaffed(_ load: OfferedLoad) -> Self { Self(checked: load, 0) }

  init(checked load: OfferedLoad, _ agents: Int) {
    self.init(checked: load, agents, LossRatio(agents, load: load))
  }

  /// From a loss that is known already.
  init(checked load: OfferedLoad, _ agents: Int, _ loss: LossRatio) {
    self.load = load
    self.agents = agents
    slack = load.slack(agents)
    if load.erlangs == 0 {
      (probabilityOfWaiting, probabilityOfNoWait) = (0, 1)
    } else if slack <= 0 {
      (probabilityOfWaiting, probabilityOfNoWait) = (1, 0)
    } else {
      let sum = slack + load.erlangs * loss.blocked
      probabilityOfWaiting = Double(agents) * loss.blocked / sum
      probabilityOfNoWait = slack * loss.passed / sum
    }
  }

  /// Whether the agents can carry the load; if not, waits grow without bound.
  public var isStable: Bool { slack > 0 || load.erlangs == 0 }

  /// The share of contacts that wait no longer than so many seconds; 0 where the model is not stable.
  ///
  /// A negative target counts as 0, one that is no number too.
  public func serviceLevel(within target: Double) -> Double {
    guard isStable else { return 0 }
    guard load.erlangs > 0 else { return 1 }
    return probabilityOfNoWait - probabilityOfWaiting * expm1(-decay(target))
  }

  /// The share of contacts that wait longer, from the small side.
  public func probabilityOfWaiting(longerThan target: Double) -> Double {
    guard isStable else { return 1 }
    return load.erlangs > 0 ? probabilityOfWaiting * exp(-decay(target)) : 0
  }

  private func decay(_ target: Double) -> Double {
    target > 0 ? slack * target / load.handlingTime : 0
  }

  /// The mean wait of all contacts, in seconds (ASA); `nil` where it is infinite.
  public var averageSpeedOfAnswer: Double? {
    meanWaitOfWaiting.map { probabilityOfWaiting * $0 }
  }

  /// The mean wait of those that wait, in seconds; `nil` where it is infinite, 0 without a load.
  public var meanWaitOfWaiting: Double? {
    guard load.erlangs > 0 else { return 0 }
    return slack > 0 ? load.handlingTime / slack : nil
  }

  /// The mean number of contacts that wait; `nil` where it is infinite.
  public var queueLength: Double? {
    averageSpeedOfAnswer.map { $0 * load.arrivalRate }
  }

  /// The share of their time that agents are busy; 1 where the model is not stable.
  public var occupancy: Double {
    guard load.erlangs > 0 else { return 0 }
    return slack > 0 ? load.erlangs / Double(agents) : 1
  }
}
