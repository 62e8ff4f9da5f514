// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A way in which work is done, and what it takes of an agent.
///
/// ```swift
/// WorkChannel("voice", exclusivity: .whole, wrapUp: .agent(.seconds(30)))
/// WorkChannel("chat", holdFreesSlot: true, wrapUp: .piece(.seconds(60)))
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

  /// What follows when an agent has finished work of a channel.
  public enum WrapUp: Hashable, Sendable {
    /// Nothing: the work is over, and its room is free.
    case none
    /// The work is over, and the agent is in wrap-up for so long, zero or more: offered nothing on any
    /// channel. Offers that stand are withdrawn; what else is in hand stays.
    case agent(Duration)
    /// The work keeps its room, for so long, more than zero, or with `nil` until
    /// ``Router/Command/wrapUpEnded(_:by:)``; then it is over. The agent's other places go on: a chat that is
    /// wrapped up takes one place of three.
    case piece(Duration?)
  }

  /// The name of the channel.
  public var id: ChannelID
  /// What may be held beside it.
  public var exclusivity: Exclusivity
  /// The channels whose work an agent may have when a piece of this one comes, such as only mail when there
  /// is a call; `nil` for any. Its own channel is one of them where there may be several pieces of it. What
  /// comes afterwards is asked for its own channel's sake.
  public var beside: Set<ChannelID>?
  /// Whether work on hold leaves its place to other work until it is resumed.
  public var holdFreesSlot: Bool
  /// What follows when an agent has finished work of it.
  public var wrapUp: WrapUp

  /// Creates a channel.
  public init(
    _ id: ChannelID, exclusivity: Exclusivity = .shared, beside: Set<ChannelID>? = nil,
    holdFreesSlot: Bool = false, wrapUp: WrapUp = .none
  ) {
    self.id = id
    self.exclusivity = exclusivity
    self.beside = beside
    self.holdFreesSlot = holdFreesSlot
    self.wrapUp = wrapUp
  }
}
