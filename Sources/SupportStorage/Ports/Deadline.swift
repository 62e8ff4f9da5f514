// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Names a deadline, so that setting it again changes it.
public struct DeadlineID: Identifier {
  /// The text of the identifier.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

/// Something to be done at an instant: a case to look at, an intent to carry out.
public struct Deadline: Hashable, Sendable {
  /// The id; one deadline for each.
  public var id: DeadlineID
  /// From when on it may be claimed.
  public var dueAt: Instant
  /// What is to be done, in a form that the writer chose.
  public var payload: [UInt8]

  /// Creates a deadline.
  public init(_ id: DeadlineID, dueAt: Instant, payload: [UInt8] = []) {
    self.id = id
    self.dueAt = dueAt
    self.payload = payload
  }
}

/// A deadline in somebody's hands, for as long as the lease lasts.
public struct DeadlineClaim: Hashable, Sendable {
  /// The deadline.
  public var deadline: Deadline
  /// Tells this claim from all others of the deadline, before and after.
  public var token: Int64
  /// When the lease ends: from this instant on others may claim the deadline.
  public var leasedUntil: Instant
  /// How often the deadline was claimed since it was set, this time included: a high number tells of
  /// work that never succeeds.
  public var attempt: Int

  /// Creates a claim.
  public init(_ deadline: Deadline, token: Int64, leasedUntil: Instant, attempt: Int) {
    self.deadline = deadline
    self.token = token
    self.leasedUntil = leasedUntil
    self.attempt = attempt
  }
}
