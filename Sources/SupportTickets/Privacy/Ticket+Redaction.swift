// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// What stands in the place of personal text.
enum Mask {
  static let sign = "•••"
}

/// Values with a sign in the place of what is personal; without a sign it is left out or empty.
extension Ticket.Opening {
  func replacingPersonal(with sign: String?) -> Self {
    var copy = self
    if subject != nil { copy.subject = sign }
    copy.fields = fields.map { $0.replacingPersonal(with: sign) }
    return copy
  }
}

extension Ticket.CustomField {
  func replacingPersonal(with sign: String?) -> Self {
    guard isPersonal, value != nil else { return self }
    return Self(name, sign.map(FactValue.text), isPersonal: true)
  }
}

extension Ticket.Contact {
  func replacingPersonal(with sign: String?) -> Self {
    var copy = self
    if address != nil { copy.address = sign }
    return copy
  }
}

extension Ticket.Message {
  func replacingPersonal(with sign: String?) -> Self {
    if attachments.isEmpty { return self }
    var copy = self
    copy.attachments = attachments.map { attachment in
      Ticket.Attachment(sign ?? "", mediaType: attachment.mediaType, bytes: attachment.bytes)
    }
    return copy
  }
}

extension Ticket.Document {
  /// The document, without where it lies.
  var erased: Self { Self(kind, reference: "") }
}

extension Ticket.Correction {
  /// The correction with another change in the place of the one that it tells.
  func mapChange(_ map: (Ticket.Change) -> Ticket.Change) -> Self {
    guard case .wasInstead(let change) = truth else { return self }
    return Self(of: event, .wasInstead(map(change)))
  }
}

extension Ticket.Change {
  /// The change with a sign in the place of what is personal. The list of cases without any is the
  /// model's mark of what is personal: a new case has to be put into one of the two.
  func replacingPersonal(with sign: String?) -> Self {
    switch self {
    case .opened(let opening): return .opened(opening.replacingPersonal(with: sign))
    case .imported(var life):
      life.opening = life.opening.replacingPersonal(with: sign)
      return .imported(life)
    case .messageAdded(let message): return .messageAdded(message.replacingPersonal(with: sign))
    case .fieldSet(let field): return .fieldSet(field.replacingPersonal(with: sign))
    case .contactStarted(let contact):
      return .contactStarted(contact.replacingPersonal(with: sign))
    case .receiptIssued(let receipt):
      return .receiptIssued(Ticket.Receipt(receipt.contact, code: sign ?? ""))
    case .corrected(let correction):
      return .corrected(correction.mapChange { $0.replacingPersonal(with: sign) })
    case .workStarted, .classified, .prioritised, .assigned, .transferred, .escalated,
      .waitChanged, .solved, .reopened, .closed, .concluded, .archived, .merged, .absorbed,
      .splitOff, .linked, .unlinked, .stageReached, .complaintGraded, .incidentGraded,
      .tagsChanged, .watchersChanged, .contactEnded, .contactRecorded, .rated,
      .confirmationAsked, .confirmationAnswered, .documentFiled, .identityVerified,
      .followUpPlanned, .followUpDone, .noticeSent, .inspected, .violationRecorded, .abuseWarned,
      .blocked, .blockAppealed, .blockJudged, .consentChanged, .disclosed, .accessed,
      .holdChanged, .erased:
      return self
    }
  }

  /// The change without references to evidence: documents and recordings.
  var withoutEvidence: Self {
    switch self {
    case .opened(var opening):
      opening.documents = opening.documents.map(\.erased)
      return .opened(opening)
    case .imported(var life):
      life.opening.documents = life.opening.documents.map(\.erased)
      return .imported(life)
    case .documentFiled(let document): return .documentFiled(document.erased)
    case .contactStarted(var contact):
      contact.recording = nil
      return .contactStarted(contact)
    case .corrected(let correction):
      return .corrected(correction.mapChange(\.withoutEvidence))
    default: return self
    }
  }
}
