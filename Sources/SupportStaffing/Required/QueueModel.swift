// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Which model of a queue answers.
public enum QueueModel: Hashable, Sendable {
  /// Whoever finds all agents busy is turned away: ``ErlangB``.
  case erlangB
  /// Whoever finds all agents busy waits for as long as it takes: ``ErlangC``.
  case erlangC
  /// Whoever waits leaves after an exponential time of this mean, in seconds: ``ErlangA``.
  case erlangA(patience: Double)

  /// The figures of a load under so many agents.
  ///
  /// Nobody at all is allowed here, so that what a plan leaves open can be told.
  ///
  /// - Parameters:
  ///   - load: What arrives.
  ///   - agents: 0 ... 20,000.
  ///   - target: The time within which a service level counts, in seconds.
  ///   - reading: What a service level counts, for ``ErlangA``.
  /// - Returns: The figures.
  /// - Throws: ``StaffingError`` with every number out of its bounds.
  public func figures(
    of load: OfferedLoad, agents: Int, within target: Double,
    reading: ErlangA.Reading = .answeredOfOffered
  ) throws(StaffingError) -> QueueFigures {
    var faults = StaffingFaults()
    faults.check("agents", agents, in: 0...StaffingBounds.maximumAgents)
    faults.check("target", target, in: StaffingBounds.targets, "a number of seconds")
    check(&faults)
    try faults.throwIfAny()
    return QueueFigures(self, load, agents, within: target, reading)
  }

  func check(_ faults: inout StaffingFaults) {
    if case .erlangA(let patience) = self { ErlangA.check(patience, &faults) }
  }

  /// The name of the model.
  public var name: String {
    switch self {
    case .erlangB: "Erlang B"
    case .erlangC: "Erlang C"
    case .erlangA: "Erlang A"
    }
  }
}

/// The figures of a queue, whichever model tells them.
public struct QueueFigures: Hashable, Sendable {
  /// The number of agents.
  public let agents: Int
  /// The share that is served within the target; `nil` where the reading counts nobody.
  public let serviceLevel: Double?
  /// The mean wait of those that are answered, in seconds; `nil` where it is infinite or nobody is.
  public let averageSpeedOfAnswer: Double?
  /// The share of their time that agents are busy.
  public let occupancy: Double
  /// The probability that a contact waits; 0 in ``ErlangB``.
  public let probabilityOfWaiting: Double
  /// The share that leaves unanswered; 0 where nobody does.
  public let abandonment: Double
  /// The share that is turned away; 0 where nobody is.
  public let blocking: Double
  /// The mean number of contacts that wait; `nil` where it is infinite.
  public let queueLength: Double?

  init(
    _ model: QueueModel, _ load: OfferedLoad, _ agents: Int, within target: Double,
    _ reading: ErlangA.Reading
  ) {
    self.agents = agents
    switch model {
    case .erlangB:
      let loss = ErlangB(checked: load, agents)
      serviceLevel = loss.serviceLevel
      averageSpeedOfAnswer = 0
      occupancy = loss.occupancy
      (probabilityOfWaiting, abandonment, blocking) = (0, 0, loss.blocking)
      queueLength = 0
    case .erlangC:
      let delay = ErlangC(checked: load, agents)
      serviceLevel = delay.serviceLevel(within: target)
      averageSpeedOfAnswer = delay.averageSpeedOfAnswer
      occupancy = delay.occupancy
      (probabilityOfWaiting, abandonment, blocking) = (delay.probabilityOfWaiting, 0, 0)
      queueLength = delay.queueLength
    case .erlangA(let patience):
      let impatience = ErlangA(checked: load, agents, patience)
      serviceLevel = impatience.serviceLevel(within: target, as: reading)
      averageSpeedOfAnswer = impatience.averageSpeedOfAnswer
      occupancy = impatience.occupancy
      (probabilityOfWaiting, abandonment, blocking) =
        (impatience.probabilityOfWaiting, impatience.abandonment, 0)
      queueLength = impatience.queueLength
    }
  }
}
