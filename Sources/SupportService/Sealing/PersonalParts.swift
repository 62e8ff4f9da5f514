// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportRules
import SupportStorage
import SupportTickets

/// Where personal values stand in what a service stores.
enum PersonalParts {
  /// What an erased statement reads as.
  private static let sign = EventTree.text("•••")

  /// The personal parts of an event: only those that it has.
  static func fields(of event: DeskEvent) -> [PersonalField] {
    switch event {
    case .ticket(let event): fields(of: event.change, at: ["ticket"])
    case .dispute(_, let event): fields(of: event.change)
    case .clock, .told, .compensation, .membership: []
    }
  }

  private static func fields(of change: Ticket.Change, at path: [String]) -> [PersonalField] {
    switch change {
    case .opened(let opening): fields(of: opening, at: path + ["opening"])
    case .imported(let life): fields(of: life.opening, at: path + ["imported", "opening"])
    case .messageAdded(let message):
      message.attachments.isEmpty
        ? [] : [PersonalField(path: path + ["message", "attachments", "name"])]
    case .fieldSet(let field):
      field.isPersonal && field.value != nil
        ? [PersonalField(path: path + ["field", "value"])] : []
    case .contactStarted(let contact):
      contact.address == nil ? [] : [PersonalField(path: path + ["contact", "address"])]
    case .receiptIssued: [PersonalField(path: path + ["receipt", "code"])]
    case .corrected(let correction):
      if case .wasInstead(let change) = correction.truth {
        fields(of: change, at: path + ["correction", "wasInstead"])
      } else {
        []
      }
    default: []
    }
  }

  private static func fields(of opening: Ticket.Opening, at path: [String]) -> [PersonalField] {
    var fields: [PersonalField] = []
    if opening.subject != nil { fields.append(PersonalField(path: path + ["subject"])) }
    for (index, field) in opening.fields.enumerated() where field.isPersonal {
      guard field.value != nil else { continue }
      fields.append(PersonalField(path: path + ["fields", "\(index)", "value"]))
    }
    return fields
  }

  private static func fields(of change: Dispute.Change) -> [PersonalField] {
    switch change {
    case .opened(let opening, _):
      opening.statements.isEmpty
        ? [] : [PersonalField("dispute", "opening", "statements", "value")]
    case .checked(let findings):
      findings.isEmpty
        ? []
        : [
          PersonalField("dispute", "findings", "stated"),
          PersonalField("dispute", "findings", "known"),
        ]
    case .ruled: [PersonalField("dispute", "ruling", "reasons", "told")]
    case .evidenceFiled, .evidenceClosed, .reviewPlanned, .appealed, .accepted, .agreed,
      .published, .withdrawn, .reopened:
      []
    }
  }

  /// The personal parts of an intent.
  static func fields(of intent: Intent) -> [PersonalField] {
    let isPersonal = intent.operands.contains { operand in
      if case .personal = operand.value { true } else { false }
    }
    return isPersonal ? [PersonalField("operands", "value", "personal")] : []
  }

  /// All places, with what stands there once the person's key is erased; what is not named reads as if it
  /// had never been said.
  static let all: [PersonalField] =
    ["ticket", "ticket.correction.wasInstead"].flatMap { place in
      let path = place.split(separator: ".").map(String.init)
      return [
        PersonalField(path: path + ["message", "attachments", "name"], whenErased: .text("")),
        PersonalField(path: path + ["receipt", "code"], whenErased: .text("")),
      ]
    } + [
      PersonalField("dispute", "opening", "statements", "value", whenErased: sign),
      PersonalField("dispute", "findings", "stated", whenErased: sign),
      PersonalField("dispute", "findings", "known", whenErased: sign),
      PersonalField("dispute", "ruling", "reasons", "told", whenErased: sign),
      PersonalField("operands", "value", "personal", whenErased: .text("")),
    ]
}
