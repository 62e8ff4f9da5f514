// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A way in which work is done, and what it takes of an agent.
///
/// ```swift
/// WorkChannel("voice", exclusivity: .whole, wrapUp: .seconds(30))
/// WorkChannel("chat", holdFreesSlot: true)
/// ```
public struct WorkChannel: Hashable, Sendable {
  /// What else an agent may hold beside work of a channel.
  public enum Exclusivity: String, Hashable, Sendable, CaseIterable, Codable {
    /// Anything that there is room for.
    case shared
    /// It may come to an agent who holds other work; nothing else is offered while it is held.
    case blocksOthers
    /// It is offered only to agents who hold nothing, and nothing else is offered while it is held.
    case whole
  }

  /// The name of the channel.
  public var id: ChannelID
  /// What may be held beside it.
  public var exclusivity: Exclusivity
  /// Whether work on hold leaves its place to other work until it is resumed.
  public var holdFreesSlot: Bool
  /// How long an agent is in wrap-up after finishing work of this channel: zero or more. An agent in wrap-up
  /// is offered nothing on any channel, and offers that stand are withdrawn; what else is in hand stays.
  public var wrapUp: Duration

  /// Creates a channel.
  public init(
    _ id: ChannelID, exclusivity: Exclusivity = .shared, holdFreesSlot: Bool = false,
    wrapUp: Duration = .zero
  ) {
    self.id = id
    self.exclusivity = exclusivity
    self.holdFreesSlot = holdFreesSlot
    self.wrapUp = wrapUp
  }
}
