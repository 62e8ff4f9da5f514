// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How much work an agent can hold at once. An offer takes its place from the moment it is made.
///
/// ```swift
/// AgentCapacity(.total(100, costs: ["voice": 100, "chat": 30, "mail": 10]))
/// AgentCapacity(.perChannel(["voice": 1, "chat": 3]))
/// ```
public struct AgentCapacity: Hashable, Sendable {
  /// How what is held adds up.
  public enum Measure: Hashable, Sendable {
    /// Units in all, 0 ... 65,535, and what each channel takes of them, 0 ... 65,535. Channels without a
    /// cost are not served.
    case total(Int, costs: [ChannelID: Int])
    /// A number of pieces for each channel, 0 ... 65,535, independent of the others. Channels without
    /// a number are not served.
    case perChannel([ChannelID: Int])
    /// Any number of pieces on these channels.
    case unlimited(Set<ChannelID>)
  }

  /// At most so many pieces of work in any stretch of time of some length: who was given them rests
  /// until the first of them is that long ago.
  public struct FairShare: Hashable, Sendable {
    /// The number of pieces, 1 ... 65,535.
    public var limit: Int
    /// The length of the stretch, more than zero.
    public var window: Duration

    /// Creates a share.
    public init(_ limit: Int, per window: Duration) {
      self.limit = limit
      self.window = window
    }
  }

  /// How what is held adds up.
  public var measure: Measure
  /// At most so many pieces of some channels that take room, 0 ... 65,535, whatever the measure says.
  public var atMost: [ChannelID: Int]
  /// How much may be accepted in a stretch of time; `nil` for any number.
  public var fairShare: FairShare?

  /// Creates a capacity.
  public init(
    _ measure: Measure, atMost: [ChannelID: Int] = [:], fairShare: FairShare? = nil
  ) {
    self.measure = measure
    self.atMost = atMost
    self.fairShare = fairShare
  }

  /// One piece of work at a time, of these channels.
  public static func one(of channels: Set<ChannelID>) -> Self {
    Self(.total(1, costs: [ChannelID: Int](uniqueKeysWithValues: channels.map { ($0, 1) })))
  }
}
