// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// A ticket that was worked on elsewhere and is taken over in the middle of its life.
  ///
  /// Clocks cannot be replayed from events that nobody has; so the time already used comes along,
  /// by the name of the metric.
  public struct Import: Hashable, Sendable {
    /// What was known at its opening.
    public var opening: Opening
    /// When it was opened elsewhere.
    public var openedAt: Instant
    /// What the work waits for at the moment of the import; empty while it goes on.
    public var waitingFor: WaitReasons
    /// Who works on it.
    public var assignment: Assignment
    /// When an agent first was assigned, where one was.
    public var firstAssignedAt: Instant?
    /// When a person first answered in public, where one did.
    public var firstRepliedAt: Instant?
    /// How often it was reopened elsewhere, 0 ... 1,000,000; the nearest bound otherwise.
    public internal(set) var reopenCount: Int
    /// The time used up to the import, each metric once.
    public var used: [UsedTime]

    /// Creates the state of a ticket that is taken over.
    public init(
      _ opening: Opening, openedAt: Instant, waitingFor: WaitReasons = [],
      assignment: Assignment = Assignment(), firstAssignedAt: Instant? = nil,
      firstRepliedAt: Instant? = nil, reopenCount: Int = 0, used: [UsedTime] = []
    ) {
      self.opening = opening
      self.openedAt = openedAt
      self.waitingFor = waitingFor
      self.assignment = assignment
      self.firstAssignedAt = firstAssignedAt
      self.firstRepliedAt = firstRepliedAt
      self.reopenCount = min(max(reopenCount, 0), 1_000_000)
      self.used = used
    }

    /// The time used by a metric, in milliseconds; `nil` where the import does not tell it.
    public func used(by metric: String) -> Int64? {
      used.first { $0.metric == metric }?.milliseconds
    }
  }

  /// The time that a metric has used, counted the way its target counts.
  public struct UsedTime: Hashable, Sendable {
    /// The name of the metric, such as `resolution`.
    public var metric: String
    /// The time used, in milliseconds, from 0 to the span between the first and the last instant.
    public internal(set) var milliseconds: Int64

    /// Creates a time used; one out of bounds becomes the nearest bound.
    public init(_ metric: String, milliseconds: Int64) {
      self.metric = metric
      self.milliseconds = min(max(milliseconds, 0), Instant.min.milliseconds(to: .max))
    }
  }
}

extension Ticket.Import: Codable {
  private enum CodingKeys: String, CodingKey {
    case opening, openedAt, waitingFor, assignment, firstAssignedAt, firstRepliedAt, reopenCount
    case used
  }

  /// Decodes an object; the time used is a list of `{"metric": …, "milliseconds": …}`.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try values.decode(Ticket.Opening.self, forKey: .opening),
      openedAt: try values.decode(Instant.self, forKey: .openedAt),
      waitingFor: try values.decode(Ticket.WaitReasons.self, forKey: .waitingFor),
      assignment: try values.decode(Ticket.Assignment.self, forKey: .assignment),
      firstAssignedAt: try values.decodeIfPresent(Instant.self, forKey: .firstAssignedAt),
      firstRepliedAt: try values.decodeIfPresent(Instant.self, forKey: .firstRepliedAt),
      reopenCount: try values.decode(Int.self, forKey: .reopenCount),
      used: try values.decode([Ticket.UsedTime].self, forKey: .used))
  }

  /// Encodes an object; the time used is a list of `{"metric": …, "milliseconds": …}`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(opening, forKey: .opening)
    try values.encode(openedAt, forKey: .openedAt)
    try values.encode(waitingFor, forKey: .waitingFor)
    try values.encode(assignment, forKey: .assignment)
    try values.encodeIfPresent(firstAssignedAt, forKey: .firstAssignedAt)
    try values.encodeIfPresent(firstRepliedAt, forKey: .firstRepliedAt)
    try values.encode(reopenCount, forKey: .reopenCount)
    try values.encode(used, forKey: .used)
  }
}

extension Ticket.UsedTime: Codable {
  private enum CodingKeys: String, CodingKey {
    case metric, milliseconds
  }

  /// Decodes `{"metric": …, "milliseconds": …}`; a time out of bounds becomes the nearest bound.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try values.decode(String.self, forKey: .metric),
      milliseconds: try values.decode(Int64.self, forKey: .milliseconds))
  }
}
