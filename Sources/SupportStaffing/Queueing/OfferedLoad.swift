// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How much work arrives: contacts an hour, each keeping an agent busy for its handling time.
///
/// The load is their product in erlangs: the mean number of agents that would be busy if nobody had to
/// wait. One erlang is an hour of work an hour (ITU-T E.600).
///
/// ```swift
/// let load = try OfferedLoad(arrivalsPerHour: 360, handlingTime: 240)
/// load.erlangs                                     // 24
/// ```
public struct OfferedLoad: Hashable, Sendable {
  /// The mean number of contacts that arrive in an hour.
  public let arrivalsPerHour: Double

  /// The mean time that a contact keeps an agent busy, in seconds, work after the contact included.
  public let handlingTime: Double

  /// The load in erlangs, rounded to the nearest number.
  public let erlangs: Double

  /// What rounding took from ``erlangs``, so that the distance to a number of agents keeps its digits.
  let remainder: Double

  /// Creates the load of arrivals an hour and a handling time in seconds.
  ///
  /// - Throws: ``StaffingError`` with every number that is none, negative, or out of
  ///   ``StaffingBounds``.
  public init(arrivalsPerHour: Double, handlingTime: Double) throws(StaffingError) {
    var faults = StaffingFaults()
    faults.check("arrivals", arrivalsPerHour, in: StaffingBounds.arrivals, "a number an hour")
    faults.check("handling time", handlingTime, in: StaffingBounds.times, "a number of seconds")
    if faults.all.isEmpty {
      faults.check(
        "offered load", arrivalsPerHour * handlingTime / 3_600, in: StaffingBounds.loads,
        "a number of erlangs")
    }
    try faults.throwIfAny()
    self.arrivalsPerHour = arrivalsPerHour
    self.handlingTime = handlingTime
    let work = arrivalsPerHour * handlingTime
    let workRest = (-work).addingProduct(arrivalsPerHour, handlingTime)
    let quotient = work / 3_600
    erlangs = quotient
    remainder = (work.addingProduct(-quotient, 3_600) + workRest) / 3_600
  }

  /// Creates a load in erlangs; the arrivals follow from the handling time.
  ///
  /// - Throws: ``StaffingError`` with every number that is none, negative, or out of
  ///   ``StaffingBounds``.
  public init(erlangs: Double, handlingTime: Double) throws(StaffingError) {
    var faults = StaffingFaults()
    faults.check("offered load", erlangs, in: StaffingBounds.loads, "a number of erlangs")
    faults.check("handling time", handlingTime, in: StaffingBounds.times, "a number of seconds")
    try faults.throwIfAny()
    self.erlangs = erlangs
    self.handlingTime = handlingTime
    arrivalsPerHour = erlangs * 3_600 / handlingTime
    remainder = 0
  }

  /// Agents beyond the load; negative where they cannot carry it.
  func slack(_ agents: Int) -> Double {
    (Double(agents) - erlangs) - remainder
  }

  /// Contacts a second.
  var arrivalRate: Double { erlangs / handlingTime }

  /// Checks a number of agents for this load: nobody at all only where nothing arrives.
  func check(_ agents: Int, _ faults: inout StaffingFaults) {
    faults.check("agents", agents, in: (erlangs > 0 ? 1 : 0)...StaffingBounds.maximumAgents)
  }
}
