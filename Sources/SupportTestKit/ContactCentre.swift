// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportRouting

/// A contact centre to be simulated: who arrives, who works when, and the policy that routes.
///
/// ```swift
/// let calls = ContactCentre.Stream(
///   "call", queue: "hotline", channel: "voice", arrivalsPerHour: [240, 360, 300],
///   handling: .exponential(mean: .seconds(240)), patience: .exponential(mean: .seconds(180)))
/// let centre = ContactCentre(
///   policy, from: .fixtureStart, interval: .seconds(1_800), streams: [calls], team: team)
/// let day = try ContactCentreSimulation(centre).run(seed: 1)
/// ```
public struct ContactCentre: Sendable {
  /// Work of one kind that arrives by chance: a Poisson process whose rate is constant in each
  /// interval.
  public struct Stream: Sendable {
    /// The name; that of its n-th piece of work is the name, a hyphen and n.
    public var name: String
    /// The queue that it goes to.
    public var queue: QueueID
    /// The channel by which it comes.
    public var channel: ChannelID
    /// The class of urgency.
    public var priority: PriorityID?
    /// How many arrive in an hour, on average, in each interval; below 0 counts as 0.
    public var arrivalsPerHour: [Int]
    /// How long an agent is busy with a piece of it, wrap-up left out.
    public var handling: Times
    /// How long a customer is ready to wait; `nil` for as long as it takes.
    public var patience: Times?

    /// Creates a stream.
    ///
    /// - Parameters:
    ///   - name: The name, another one than that of each other stream.
    ///   - queue: The queue that it goes to.
    ///   - channel: The channel by which it comes.
    ///   - priority: The class of urgency; `nil` for none.
    ///   - arrivalsPerHour: How many arrive in an hour, on average, in each interval.
    ///   - handling: How long an agent is busy with a piece of it, wrap-up left out.
    ///   - patience: How long a customer is ready to wait; `nil` for as long as it takes.
    public init(
      _ name: String, queue: QueueID, channel: ChannelID, priority: PriorityID? = nil,
      arrivalsPerHour: [Int], handling: Times, patience: Times? = nil
    ) {
      self.name = name
      self.queue = queue
      self.channel = channel
      self.priority = priority
      self.arrivalsPerHour = arrivalsPerHour
      self.handling = handling
      self.patience = patience
    }
  }

  /// An agent and when the agent works. Work that is begun in a shift is finished after it.
  public struct Member: Sendable {
    /// The agent.
    public var agent: Agent
    /// The shifts, in order, not overlapping.
    public var shifts: [Range<Instant>]

    /// Creates a member of the team.
    ///
    /// - Parameters:
    ///   - agent: The agent.
    ///   - shifts: The shifts, in order, not overlapping.
    public init(_ agent: Agent, shifts: [Range<Instant>]) {
      self.agent = agent
      self.shifts = shifts
    }
  }

  /// How customers take the offer of a callback.
  public struct Callbacks: Hashable, Sendable {
    /// How many of a hundred say yes.
    public var percent: Int
    /// How much later, from the offer on, they want to be called back at the earliest.
    public var delay: Duration

    /// Creates the answer to offers.
    ///
    /// - Parameters:
    ///   - percent: How many of a hundred say yes.
    ///   - delay: How much later they want to be called back at the earliest.
    public init(percent: Int, delay: Duration = .zero) {
      self.percent = percent
      self.delay = delay
    }
  }

  /// The policy by which the router decides.
  public var policy: RoutingPolicy
  /// When the first interval begins.
  public var start: Instant
  /// The length of the intervals of arrivals and of counts; at least a second.
  public var interval: Duration
  /// What arrives.
  public var streams: [Stream]
  /// Who works.
  public var team: [Member]
  /// How long agents let it ring, where an offer does not count as accepted at once.
  public var ringing: Times
  /// How customers take the offer of a callback.
  public var callbacks: Callbacks

  /// Creates a centre.
  ///
  /// - Parameters:
  ///   - policy: The policy by which the router decides.
  ///   - start: When the first interval begins.
  ///   - interval: The length of an interval; less than a second counts as a second.
  ///   - streams: What arrives.
  ///   - team: Who works.
  ///   - ringing: How long agents let it ring, where an offer does not count as accepted at once.
  ///   - callbacks: How customers take the offer of a callback; nobody says yes where nothing is given.
  public init(
    _ policy: RoutingPolicy, from start: Instant, interval: Duration, streams: [Stream],
    team: [Member], ringing: Times = .fixed(.zero), callbacks: Callbacks = Callbacks(percent: 0)
  ) {
    self.policy = policy
    self.start = start
    self.interval = max(interval, .seconds(1))
    self.streams = streams
    self.team = team
    self.ringing = ringing
    self.callbacks = callbacks
  }
}
