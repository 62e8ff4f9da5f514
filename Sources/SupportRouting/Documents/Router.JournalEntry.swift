// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Router {
  /// A command with its instant, as a host records it.
  ///
  /// A router under the same policy that is told the same entries takes the same steps, so a journal
  /// of what was accepted is all that has to be kept:
  ///
  /// ```swift
  /// let step = try router.perform(command, at: now)
  /// journal.append(Router.JournalEntry(command, at: now))
  /// // later, elsewhere
  /// var router = Router(policy)
  /// for entry in journal { try router.perform(entry.command, at: entry.at) }
  /// ```
  ///
  /// The JSON is that of the command, with `at`: `{"at": …, "type": "accept", "work": …, "agent": …}`.
  /// A policy that was adopted is in it as the text of its ``RoutingBook``.
  public struct JournalEntry: Hashable, Sendable {
    /// When.
    public var at: Instant
    /// What happened.
    public var command: Command

    /// Creates an entry.
    public init(_ command: Command, at instant: Instant) {
      self.command = command
      at = instant
    }
  }
}

extension Router.JournalEntry: Codable {
  private enum CodingKeys: String, CodingKey {
    case at
  }

  /// Decodes a command with `at`.
  public init(from decoder: any Decoder) throws {
    at = try decoder.container(keyedBy: CodingKeys.self).decode(Instant.self, forKey: .at)
    command = try Router.Command(from: decoder)
  }

  /// Encodes the command with `at`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(at, forKey: .at)
    try command.encode(to: encoder)
  }
}
