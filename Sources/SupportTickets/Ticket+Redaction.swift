// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// What stands in the place of personal text.
enum Mask {
  static let sign = "•••"
  static func text(_ text: String) -> String? { sign }
}

/// Values whose personal parts are changed; a part that becomes `nil` is left out or empty.
extension Ticket.Opening {
  /// The opening without its subject and the values of personal fields.
  var redacted: Self { mapPersonal { _ in nil } }

  func mapPersonal(_ map: (String) -> String?) -> Self {
    var copy = self
    copy.subject = subject.flatMap(map)
    copy.fields = fields.map { $0.mapPersonal(map) }
    return copy
  }
}

extension Ticket.CustomField {
  /// The field, without its value where it is personal.
  var redacted: Self { mapPersonal { _ in nil } }

  func mapPersonal(_ map: (String) -> String?) -> Self {
    guard isPersonal, let value else { return self }
    return Self(name, map(value.words).map(FactValue.text), isPersonal: true)
  }
}

extension Ticket.Contact {
  /// The contact without the customer's number or address.
  var redacted: Self { mapPersonal { _ in nil } }

  func mapPersonal(_ map: (String) -> String?) -> Self {
    var copy = self
    copy.address = address.flatMap(map)
    return copy
  }
}

extension Ticket.Document {
  /// The document, without where it lies.
  var erased: Self { Self(kind, reference: "") }
}

extension Ticket.Message {
  func mapPersonal(_ map: (String) -> String?) -> Self {
    var copy = self
    copy.attachments = attachments.map { attachment in
      Ticket.Attachment(
        map(attachment.name) ?? "", mediaType: attachment.mediaType, bytes: attachment.bytes)
    }
    return copy
  }
}

extension Ticket.Change {
  /// The change with its personal parts changed. The list of cases without any is the model's mark
  /// of what is personal: a new case has to be put into one of the two.
  func mapPersonal(_ map: (String) -> String?) -> Self {
    switch self {
    case .opened(let opening): return .opened(opening.mapPersonal(map))
    case .importedMidLife(var life):
      life.opening = life.opening.mapPersonal(map)
      return .importedMidLife(life)
    case .messageAdded(let message): return .messageAdded(message.mapPersonal(map))
    case .fieldSet(let field): return .fieldSet(field.mapPersonal(map))
    case .contactStarted(let contact): return .contactStarted(contact.mapPersonal(map))
    case .receiptIssued(let receipt):
      return .receiptIssued(Ticket.Receipt(receipt.contact, code: map(receipt.code) ?? ""))
    case .corrected(let correction):
      guard case .wasInstead(let change) = correction.truth else { return self }
      return .corrected(.init(of: correction.event, .wasInstead(change.mapPersonal(map))))
    case .workStarted, .classified, .prioritised, .assigned, .transferred, .escalated,
      .waitChanged, .solved, .reopened, .closed, .concluded, .archived, .merged, .absorbed,
      .splitOff, .linked, .unlinked, .stageReached, .complaintGraded, .incidentGraded,
      .tagsChanged, .watchersChanged, .contactEnded, .contactRecorded, .rated,
      .confirmationAsked, .confirmationAnswered, .documentFiled, .identityVerified,
      .followUpPlanned,
      .followUpDone, .noticeSent, .inspected, .violationRecorded, .abuseWarned, .blocked,
      .blockAppealed, .blockJudged, .consentChanged, .disclosed, .accessed, .holdChanged, .erased:
      return self
    }
  }

  /// The change without references to evidence: documents and recordings.
  var withoutEvidence: Self {
    switch self {
    case .opened(var opening):
      opening.documents = opening.documents.map(\.erased)
      return .opened(opening)
    case .importedMidLife(var life):
      life.opening.documents = life.opening.documents.map(\.erased)
      return .importedMidLife(life)
    case .documentFiled(let document): return .documentFiled(document.erased)
    case .contactStarted(var contact):
      contact.recording = nil
      return .contactStarted(contact)
    case .corrected(let correction):
      guard case .wasInstead(let change) = correction.truth else { return self }
      return .corrected(.init(of: correction.event, .wasInstead(change.withoutEvidence)))
    default: return self
    }
  }
}
