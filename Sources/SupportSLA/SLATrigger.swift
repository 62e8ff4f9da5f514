// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportTickets

/// Something that happens to a ticket and can start, stop or cancel a clock.
///
/// In a document a name such as `reply`, or `stage complaint/assessed`.
public enum SLATrigger: Hashable, Sendable {
  /// The ticket was opened.
  case opened
  /// The customer wrote or spoke.
  case customerMessage
  /// A person answered in public; a holding reply counts.
  case reply
  /// A program answered in public.
  case automaticReply
  /// A note was made that the customer does not see.
  case note
  /// A conversation began.
  case contactStarted
  /// Somebody began to work on it.
  case workStarted
  /// It was assigned to an agent.
  case agentAssigned
  /// It was assigned to a group that did not hold it.
  case groupAssigned
  /// It left the group that held it.
  case groupLeft
  /// It was raised to somebody with more authority.
  case escalated
  /// A document came to the file.
  case documentFiled
  /// It was solved or closed.
  case resolved
  /// It was closed.
  case closed
  /// It was taken up again.
  case reopened
  /// It reached a stage of a procedure.
  case stage(Ticket.StageEntry)

  /// The triggers that are a name alone.
  static let named: [(name: String, value: Self)] = [
    ("opened", .opened), ("customerMessage", .customerMessage), ("reply", .reply),
    ("automaticReply", .automaticReply), ("note", .note), ("contactStarted", .contactStarted),
    ("workStarted", .workStarted), ("agentAssigned", .agentAssigned),
    ("groupAssigned", .groupAssigned), ("groupLeft", .groupLeft), ("escalated", .escalated),
    ("documentFiled", .documentFiled), ("resolved", .resolved), ("closed", .closed),
    ("reopened", .reopened),
  ]

  var moment: SLAMoments {
    switch self {
    case .opened: .opened
    case .customerMessage: .customerMessage
    case .reply: .reply
    case .automaticReply: .automaticReply
    case .note: .note
    case .contactStarted: .contactStarted
    case .workStarted: .workStarted
    case .agentAssigned: .agentAssigned
    case .groupAssigned: .groupAssigned
    case .groupLeft: .groupLeft
    case .escalated: .escalated
    case .documentFiled: .documentFiled
    case .resolved: .resolved
    case .closed: .closed
    case .reopened: .reopened
    case .stage: .stage
    }
  }
}

/// What an event means for clocks, as bits.
struct SLAMoments: OptionSet, Hashable, Sendable {
  var rawValue: UInt32

  static let opened = Self(rawValue: 1 << 0)
  static let customerMessage = Self(rawValue: 1 << 1)
  static let reply = Self(rawValue: 1 << 2)
  static let automaticReply = Self(rawValue: 1 << 3)
  static let note = Self(rawValue: 1 << 4)
  static let contactStarted = Self(rawValue: 1 << 5)
  static let workStarted = Self(rawValue: 1 << 6)
  static let agentAssigned = Self(rawValue: 1 << 7)
  static let groupAssigned = Self(rawValue: 1 << 8)
  static let groupLeft = Self(rawValue: 1 << 9)
  static let escalated = Self(rawValue: 1 << 10)
  static let documentFiled = Self(rawValue: 1 << 11)
  static let resolved = Self(rawValue: 1 << 12)
  static let closed = Self(rawValue: 1 << 13)
  static let reopened = Self(rawValue: 1 << 14)
  static let stage = Self(rawValue: 1 << 15)

  init(rawValue: UInt32) { self.rawValue = rawValue }

  init(_ triggers: [SLATrigger]) {
    self = triggers.reduce(into: []) { $0.formUnion($1.moment) }
  }
}
