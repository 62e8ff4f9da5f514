// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Intent.Action {
  /// Send something to the customer over the channel that the operands name.
  public static let send = Self(rawValue: "send")
  /// Raise the ticket to the team that the operands name.
  public static let escalate = Self(rawValue: "escalate")
}

extension Ticket.Event {
  /// What the host must do because of the event, in a stable order; nothing for most kinds.
  ///
  /// A notice goes out over each of its channels, a receipt to the customer, a later contact is
  /// reminded of when it is due, and an escalation is told to its team.
  ///
  /// - Parameters:
  ///   - id: The record of the event; intents made from it again have the same keys.
  ///   - ticket: The ticket that it belongs to.
  /// - Returns: The intents.
  public func intents(causedBy id: EventID, of ticket: TicketID) -> [Intent] {
    let about = Explanation.Operand("ticket", .text(ticket.rawValue))
    switch change {
    case .noticeSent(let notice):
      return notice.channels.enumerated().map { ordinal, channel in
        Intent(
          .send, causedBy: id, ordinal: ordinal,
          operands: [
            about, .init("channel", .text(channel.rawValue)),
            .init("purpose", .text(notice.purpose)),
          ])
      }
    case .receiptIssued(let receipt):
      return [
        Intent(
          .send, causedBy: id,
          operands: [
            about, .init("contact", .text(receipt.contact.rawValue)),
            .init("code", .personal(receipt.code)),
          ])
      ]
    case .followUpPlanned(let plan):
      return [
        Intent(
          .remind, causedBy: id, notBefore: plan.dueAt,
          operands: [
            about, .init("followUp", .text(plan.id)), .init("purpose", .text(plan.purpose)),
          ])
      ]
    case .escalated(let escalation):
      let team = escalation.to.map { [Explanation.Operand("group", .text($0.rawValue))] } ?? []
      return [
        Intent(
          .escalate, causedBy: id,
          operands: [about, .init("cause", .text(escalation.cause.rawValue))] + team)
      ]
    default: return []
    }
  }
}
