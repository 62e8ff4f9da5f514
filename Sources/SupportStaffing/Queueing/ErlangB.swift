// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The loss model M/M/n/n: whoever finds all agents busy is turned away.
///
/// Use it for lines, places and anything without a queue. Arrivals are Poisson; handling times may have
/// any distribution.
///
/// `B = (aⁿ/n!) / Σ aᵏ/k!`, k from 0 to n (A. K. Erlang, 1917).
///
/// ```swift
/// let lines = try ErlangB(OfferedLoad(erlangs: 10, handlingTime: 180), agents: 15)
/// lines.blocking                                   // 0.0365
/// ```
public struct ErlangB: Hashable, Sendable {
  /// The load.
  public let load: OfferedLoad
  /// The number of agents, or of lines.
  public let agents: Int
  /// The probability that a contact is turned away.
  public let blocking: Double
  /// The probability that it is not: 1 − ``blocking``, from the small side.
  public let serviceLevel: Double

  /// Creates the model.
  ///
  /// - Parameters:
  ///   - load: What arrives.
  ///   - agents: 1 ... 20,000; 0 where nothing arrives, see also ``unstaffed(_:)``.
  /// - Throws: ``StaffingError`` naming the number and its bound.
  /// - Complexity: O(√agents).
  public init(_ load: OfferedLoad, agents: Int) throws(StaffingError) {
    var faults = StaffingFaults()
    load.check(agents, &faults)
    try faults.throwIfAny()
    self.init(checked: load, agents)
  }

  init(checked load: OfferedLoad, _ agents: Int) {
    let ratio = LossRatio(agents, load: load)
    self.load = load
    self.agents = agents
    let isIdle = load.erlangs == 0
    blocking = isIdle ? 0 : ratio.blocked
    serviceLevel = isIdle ? 1 : ratio.passed
  }

  /// Nobody is there: all that arrives is turned away.
  public static func unstaffed(_ load: OfferedLoad) -> Self { Self(checked: load, 0) }

  /// The load that is carried, in erlangs.
  public var carriedLoad: Double { load.erlangs * serviceLevel }

  /// The contacts that are turned away in an hour.
  public var blockedPerHour: Double { load.arrivalsPerHour * blocking }

  /// The share of their time that agents are busy; 1 where there are none and something arrives.
  public var occupancy: Double {
    agents == 0 ? (load.erlangs > 0 ? 1 : 0) : min(carriedLoad / Double(agents), 1)
  }
}
