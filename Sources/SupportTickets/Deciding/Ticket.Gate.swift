// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension Ticket {
  /// In which statuses a command may be asked for at all: a row of the table of transitions.
  enum Gate {
    /// Only of a ticket that is not there yet.
    case opening
    /// Until it is closed.
    case work
    /// Until it is closed; notes also afterwards.
    case message
    /// Until it is solved.
    case running
    /// Where it is solved or closed.
    case reopening
    /// Where it is closed.
    case archiving
    /// Until it is archived or merged.
    case record
    /// Always, once it was opened.
    case privacy

    init(_ kind: Command.Kind) {
      switch kind {
      case .open: self = .opening
      case .addMessage: self = .message
      case .pause, .resume, .solve: self = .running
      case .reopen: self = .reopening
      case .archive: self = .archiving
      case .classify, .prioritise, .assign, .transfer, .escalate, .close, .conclude, .merge,
        .absorb, .split, .gradeComplaint, .gradeIncident, .setField, .startContact,
        .askConfirmation, .answerConfirmation, .verifyIdentity:
        self = .work
      case .link, .unlink, .reachStage, .changeTags, .watch, .unwatch, .endContact,
        .recordContact, .rate, .reportDissatisfaction, .inspect, .recordViolation, .fileDocument,
        .planFollowUp, .completeFollowUp, .sendNotice, .reportAbuse, .appealBlock, .judgeBlock:
        self = .record
      case .changeConsent, .disclose, .recordAccess, .changeHold, .erase:
        self = .privacy
      }
    }

    /// Whether the gate is open for a ticket of that status; `nil` is one that is not there yet.
    func isOpen(in status: Status?) -> Bool {
      guard let status else { return self == .opening }
      switch self {
      case .opening: return false
      case .work: return !status.isFinal && status != .closed
      case .message, .record: return !status.isFinal
      case .running: return !status.isFinal && status != .closed && status != .solved
      case .reopening: return status == .solved || status == .closed
      case .archiving: return status == .closed
      case .privacy: return true
      }
    }
  }

  /// Whether the table of transitions lets a command through, before principals, policies and
  /// details are looked at.
  ///
  /// - Parameters:
  ///   - kind: What is asked for.
  ///   - status: Where the ticket stands; `nil` before it was opened. Of a closed ticket, a message
  ///     passes only as a note.
  /// - Returns: Whether it passes.
  public static func allows(_ kind: Command.Kind, in status: Status?) -> Bool {
    Gate(kind).isOpen(in: status)
  }

  /// Why a command does not pass; `nil` where it does.
  func refusal(of kind: Command.Kind, isNote: Bool) -> Rejection? {
    let gate = Gate(kind)
    let notesOnly = gate == .message && status == .closed && !isNote
    if gate.isOpen(in: status), !notesOnly { return nil }
    if let openedAt, kind == .open { return .alreadyOpened(at: openedAt) }
    guard let status else { return .notOpened(kind) }
    switch status {
    case .closed: return .closed(since: closedAt ?? .min, kind)
    case .archived: return .archived(kind)
    case .merged: return .mergedInto(details.mergedInto ?? id, kind)
    case .new, .open, .pending, .onHold, .solved:
      return .illegalTransition(from: status, kind)
    }
  }
}
