// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportRouting

/// A discrete-event simulation of a ``ContactCentre`` with the real `Router`.
///
/// Calls are enqueued when they arrive and abandoned when patience ends; agents accept what they are
/// offered, finish it, come on and go off duty. Everything else is the router's. Times are whole
/// milliseconds, chance comes from the seed alone, and what a call is like is drawn when it arrives: under
/// another policy or team the same callers come, with the same matters and the same patience.
public struct ContactCentreSimulation: Sendable {
  /// The centre.
  public let centre: ContactCentre

  /// Creates a simulation.
  ///
  /// - Parameter centre: The centre.
  public init(_ centre: ContactCentre) {
    self.centre = centre
  }

  /// Runs until all work is done, at most for 24 hours after the last interval of arrivals.
  ///
  /// - Parameter seed: What decides all draws.
  /// - Returns: What happened.
  /// - Throws: `Router.Rejection` where the centre does not fit its policy: a queue, a channel or a class
  ///   of urgency that is not there, an agent twice, an agent with mistakes.
  /// - Complexity: O(events · log of what is planned), beside the router's steps.
  public func run(seed: UInt64) throws(Router.Rejection) -> ContactCentreDay {
    var run = ContactCentreRun(centre, seed: seed)
    try run.run()
    return run.day
  }
}
