// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Ticket {
  /// Why a command was refused; nothing happened.
  ///
  /// A decision looks first at the table of transitions, then at who asks, then at what the policy
  /// says of the command, then at its details, and last at the instant; the first reason is thrown.
  public enum Rejection: Error, Hashable, Sendable {
    /// The ticket was not opened yet: open it first.
    case notOpened(Command.Kind)
    /// The ticket is open already: use another id for another matter.
    case alreadyOpened(at: Instant)
    /// The ticket is closed: reopen it, or open another one.
    case closed(since: Instant, Command.Kind)
    /// The ticket is put away: open another one and link it.
    case archived(Command.Kind)
    /// The ticket is a part of another one: send the command there.
    case mergedInto(ID, Command.Kind)
    /// The command makes no sense where the ticket stands: look at ``Ticket/status``.
    case illegalTransition(from: Status, Command.Kind)
    /// The ticket already is as the command wants it: nothing is left to do.
    case nothingToChange(Command.Kind)
    /// Nothing was said that the work should wait for, or go on from.
    case noWaitReason(Command.Kind)
    /// Such a message does not come from this principal: customers write ``Ticket/Message/Kind/customer``,
    /// agents replies and notes, programs automatic ones.
    case wrongSender(Principal, Message.Kind)
    /// Whoever acts may not do this: ask somebody who may.
    case notAllowed(Principal, Command.Kind)
    /// The customer is blocked: wait, or appeal.
    case blocked(until: Instant)
    /// Something that the policy demands is not there: supply all that is named.
    case missing([TicketPolicy.Missing])
    /// The policy wants to know why: say so with `because`.
    case reasonRequired(Command.Kind)
    /// The policy says nothing of it, and nothing is assumed: add the section to the policy. Of the
    /// clock: there is none, or it knows no opening that late.
    case policySilent(TicketPolicy.Section, Command.Kind)
    /// Nothing of that name is known to the ticket: look at ``Ticket/details``.
    case unknownName(String, Command.Kind)
    /// It was done before, and once is all there is.
    case alreadyDone(String, Command.Kind)
    /// A number is not within its bounds, both included.
    case outOfRange(String, value: Int, bounds: ClosedRange<Int>)
    /// The policy knows other values only: use one of those.
    case notOneOf(String, allowed: [String])
    /// The policy says what a field's values are, and this is none; the text says why, without the
    /// value.
    case outsideDomain(String, String)
    /// Attachments break the limits of the policy; each with its reason.
    case attachmentsRefused([TicketPolicy.AttachmentRefusal])
    /// The policy forbids answers with that mark: write another one, or conclude without an answer.
    case forbiddenAnswer(mark: String, RuleID)
    /// The policy marks the field as biometric; such data is not taken in.
    case biometricField(String)
    /// The stage is not the next one: reach the expected one first; `nil` where none is left.
    case stageOutOfOrder(expected: Stage?, given: Stage)
    /// A ticket cannot be related to, merged into or split off itself.
    case itself(Command.Kind)
    /// Another agent is responsible: hand the ticket on with a transfer.
    case ownedBy(AgentID)
    /// It is not sure who the customer is: verify the identity first. Of an opening: leave out the
    /// field that needs it, and set it once the identity is verified.
    case identityNotVerified(Command.Kind)
    /// Neither consent nor order allows it.
    case disclosureNotAllowed(recipient: String)
    /// The file is kept until an instant, `nil` while no date can be told yet, by these rules.
    case kept(until: Instant?, by: [RuleID])
    /// Orders forbid to erase anything.
    case held(by: [String])
    /// The recording is not encrypted: store it encrypted and name the key.
    case recordingInTheClear(ContactID)
    /// The command's instant lies before the last event: send it with the present instant.
    case timeRunsBackwards(last: Instant, given: Instant)
  }
}

extension Ticket.Rejection: CustomStringConvertible {
  /// One line that says why.
  public var description: String {
    switch self {
    case .notOpened(let kind): "\(kind.rawValue): the ticket was not opened yet"
    case .alreadyOpened(let at): "open: the ticket was opened at \(at)"
    case .closed(let since, let kind): "\(kind.rawValue): the ticket was closed at \(since)"
    case .archived(let kind): "\(kind.rawValue): the ticket is archived"
    case .mergedInto(let id, let kind): "\(kind.rawValue): the ticket is a part of \(id)"
    case .illegalTransition(let status, let kind):
      "\(kind.rawValue): not possible while the ticket is \(status.rawValue)"
    case .nothingToChange(let kind): "\(kind.rawValue): the ticket already is as wanted"
    case .noWaitReason(let kind): "\(kind.rawValue): no reason to wait was named"
    case .wrongSender(let sender, let kind):
      "a message of kind \(kind.rawValue) does not come from \(sender)"
    case .notAllowed(let principal, let kind): "\(kind.rawValue): \(principal) may not"
    case .blocked(let until): "the customer is blocked until \(until)"
    case .missing(let missing): "missing: " + missing.map(\.description).joined(separator: ", ")
    case .reasonRequired(let kind): "\(kind.rawValue): a reason is required"
    case .policySilent(let section, let kind):
      "\(kind.rawValue): the policy has no section \(section.rawValue) for it"
    case .unknownName(let name, let kind): "\(kind.rawValue): the ticket has no \(name)"
    case .alreadyDone(let name, let kind): "\(kind.rawValue): it was done before: \(name)"
    case .outOfRange(let name, let value, let bounds):
      "\(name): \(value) is outside \(bounds.lowerBound) ... \(bounds.upperBound)"
    case .notOneOf(let name, let allowed):
      "\(name): it must be one of \(allowed.joined(separator: ", "))"
    case .outsideDomain(let name, let objection): "\(name) \(objection)"
    case .attachmentsRefused(let refusals):
      "attachments refused: " + refusals.map(\.description).joined(separator: ", ")
    case .forbiddenAnswer(let mark, let rule): "an answer marked \(mark) is forbidden by \(rule)"
    case .biometricField(let name): "\(name): biometric data is not taken in"
    case .stageOutOfOrder(let expected, let given):
      "\(given) is not the next stage, which is \(expected?.rawValue ?? "none")"
    case .itself(let kind): "\(kind.rawValue): it is the ticket itself"
    case .ownedBy(let agent): "\(agent) is responsible: transfer the ticket"
    case .identityNotVerified(let kind): "\(kind.rawValue): the identity is not verified"
    case .disclosureNotAllowed(let recipient): "no consent or order to tell it to \(recipient)"
    case .kept(let until, let rules):
      "kept until \(until.map(\.description) ?? "a date that is not known yet") by "
        + rules.map(\.rawValue).joined(separator: ", ")
    case .held(let orders): "held by " + orders.joined(separator: ", ")
    case .recordingInTheClear(let contact): "the recording of \(contact) is not encrypted"
    case .timeRunsBackwards(let last, let given): "\(given) is before the last event, \(last)"
    }
  }
}
