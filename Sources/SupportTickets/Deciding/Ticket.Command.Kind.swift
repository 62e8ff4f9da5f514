// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension Ticket.Command {
  /// What a command asks for, without its details.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// See ``Ticket/Command/open(_:)``.
    case open
    /// See ``Ticket/Command/classify(_:)``.
    case classify
    /// See ``Ticket/Command/prioritise(_:)``.
    case prioritise
    /// See ``Ticket/Command/assign(_:)``.
    case assign
    /// See ``Ticket/Command/transfer(to:contact:)``.
    case transfer
    /// See ``Ticket/Command/escalate(_:)``.
    case escalate
    /// See ``Ticket/Command/addMessage(_:)``.
    case addMessage
    /// See ``Ticket/Command/pause(_:)``.
    case pause
    /// See ``Ticket/Command/resume(_:)``.
    case resume
    /// See ``Ticket/Command/solve``.
    case solve
    /// See ``Ticket/Command/reopen``.
    case reopen
    /// See ``Ticket/Command/close``.
    case close
    /// See ``Ticket/Command/conclude(_:)``.
    case conclude
    /// See ``Ticket/Command/archive``.
    case archive
    /// See ``Ticket/Command/merge(into:)``.
    case merge
    /// See ``Ticket/Command/absorb(_:)``.
    case absorb
    /// See ``Ticket/Command/split(_:)``.
    case split
    /// See ``Ticket/Command/link(_:)``.
    case link
    /// See ``Ticket/Command/unlink(_:)``.
    case unlink
    /// See ``Ticket/Command/reachStage(_:)``.
    case reachStage
    /// See ``Ticket/Command/gradeComplaint(_:)``.
    case gradeComplaint
    /// See ``Ticket/Command/gradeIncident(_:)``.
    case gradeIncident
    /// See ``Ticket/Command/setField(_:)``.
    case setField
    /// See ``Ticket/Command/changeTags(adding:removing:)``.
    case changeTags
    /// See ``Ticket/Command/watch(_:)``.
    case watch
    /// See ``Ticket/Command/unwatch(_:)``.
    case unwatch
    /// See ``Ticket/Command/startContact(_:)``.
    case startContact
    /// See ``Ticket/Command/endContact(_:receipt:)``.
    case endContact
    /// See ``Ticket/Command/recordContact(_:)``.
    case recordContact
    /// See ``Ticket/Command/rate(_:)``.
    case rate
    /// See ``Ticket/Command/reportDissatisfaction``.
    case reportDissatisfaction
    /// See ``Ticket/Command/inspect(_:)``.
    case inspect
    /// See ``Ticket/Command/recordViolation(_:)``.
    case recordViolation
    /// See ``Ticket/Command/askConfirmation(_:)``.
    case askConfirmation
    /// See ``Ticket/Command/answerConfirmation(_:)``.
    case answerConfirmation
    /// See ``Ticket/Command/fileDocument(_:)``.
    case fileDocument
    /// See ``Ticket/Command/verifyIdentity(by:)``.
    case verifyIdentity
    /// See ``Ticket/Command/planFollowUp(_:)``.
    case planFollowUp
    /// See ``Ticket/Command/completeFollowUp(_:)``.
    case completeFollowUp
    /// See ``Ticket/Command/sendNotice(_:)``.
    case sendNotice
    /// See ``Ticket/Command/reportAbuse(score:)``.
    case reportAbuse
    /// See ``Ticket/Command/appealBlock``.
    case appealBlock
    /// See ``Ticket/Command/judgeBlock(_:)``.
    case judgeBlock
    /// See ``Ticket/Command/changeConsent(_:)``.
    case changeConsent
    /// See ``Ticket/Command/disclose(_:)``.
    case disclose
    /// See ``Ticket/Command/recordAccess(_:)``.
    case recordAccess
    /// See ``Ticket/Command/changeHold(_:)``.
    case changeHold
    /// See ``Ticket/Command/erase(_:)``.
    case erase
  }

  /// What the command asks for, without its details.
  public var kind: Kind {
    switch self {
    case .open: .open
    case .classify: .classify
    case .prioritise: .prioritise
    case .assign: .assign
    case .transfer: .transfer
    case .escalate: .escalate
    case .addMessage: .addMessage
    case .pause: .pause
    case .resume: .resume
    case .solve: .solve
    case .reopen: .reopen
    case .close: .close
    case .conclude: .conclude
    case .archive: .archive
    case .merge: .merge
    case .absorb: .absorb
    case .split: .split
    case .link: .link
    case .unlink: .unlink
    case .reachStage: .reachStage
    case .gradeComplaint: .gradeComplaint
    case .gradeIncident: .gradeIncident
    case .setField: .setField
    case .changeTags: .changeTags
    case .watch: .watch
    case .unwatch: .unwatch
    case .startContact: .startContact
    case .endContact: .endContact
    case .recordContact: .recordContact
    case .rate: .rate
    case .reportDissatisfaction: .reportDissatisfaction
    case .inspect: .inspect
    case .recordViolation: .recordViolation
    case .askConfirmation: .askConfirmation
    case .answerConfirmation: .answerConfirmation
    case .fileDocument: .fileDocument
    case .verifyIdentity: .verifyIdentity
    case .planFollowUp: .planFollowUp
    case .completeFollowUp: .completeFollowUp
    case .sendNotice: .sendNotice
    case .reportAbuse: .reportAbuse
    case .appealBlock: .appealBlock
    case .judgeBlock: .judgeBlock
    case .changeConsent: .changeConsent
    case .disclose: .disclose
    case .recordAccess: .recordAccess
    case .changeHold: .changeHold
    case .erase: .erase
    }
  }
}
