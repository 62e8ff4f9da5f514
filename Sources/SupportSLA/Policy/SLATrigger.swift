// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportTickets

/// Something that happens to a ticket and can start, stop or cancel a clock.
///
/// In a document a name such as `reply`, or several words: `stage complaint/assessed`,
/// `document voucher`, `notice outage`.
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
  /// A document of any kind came to the file.
  case documentFiled
  /// A document of that kind came to the file.
  case document(Ticket.DocumentKind)
  /// A later contact was planned.
  case followUpPlanned
  /// The customer was told something over several channels, whatever it was about.
  case noticeSent
  /// The customer was told what that text names, such as `outage`.
  case notice(String)
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
    ("documentFiled", .documentFiled), ("followUpPlanned", .followUpPlanned),
    ("noticeSent", .noticeSent), ("resolved", .resolved), ("closed", .closed),
    ("reopened", .reopened),
  ]

  /// What can begin a trigger of several words, each with an example.
  static let beginnings: [(name: String, example: String)] = [
    ("stage", "stage complaint/assessed"), ("document", "document voucher"),
    ("notice", "notice outage"),
  ]

  /// Reads a trigger of several words, such as `document voucher`; `nil` where it is none.
  init?(words text: String) {
    guard let space = text.firstIndex(of: " ") else { return nil }
    let rest = String(text[text.index(after: space)...])
    guard let first = rest.first, let last = rest.last, !first.isWhitespace, !last.isWhitespace
    else { return nil }
    switch text[..<space] {
    case "stage":
      guard let entry = SLAMetricDefinition.stage(named: rest) else { return nil }
      self = .stage(entry)
    case "document": self = .document(.init(rawValue: rest))
    case "notice": self = .notice(rest)
    default: return nil
    }
  }

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
    case .document: .document
    case .followUpPlanned: .followUpPlanned
    case .noticeSent: .noticeSent
    case .notice: .notice
    case .resolved: .resolved
    case .closed: .closed
    case .reopened: .reopened
    case .stage: .stage
    }
  }
}
