// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension Ticket.Change {
  /// Decodes the type and the payload that it has.
  init(from values: KeyedDecodingContainer<TicketEventKey>) throws {
    let type = try values.decode(Ticket.EventType.self, forKey: .type)
    self = try Self.ofWork(type, values) ?? Self.ofRecord(type, values)
  }

  private static func ofWork(
    _ type: Ticket.EventType, _ values: KeyedDecodingContainer<TicketEventKey>
  ) throws -> Self? {
    func payload<Value: Decodable>(_ key: TicketEventKey) throws -> Value {
      try values.decode(Value.self, forKey: key)
    }
    switch type {
    case .opened: return .opened(try payload(.opening))
    case .importedMidLife: return .importedMidLife(try payload(.imported))
    case .workStarted: return .workStarted
    case .classified: return .classified(try payload(.classification))
    case .prioritised:
      return .prioritised(try values.decodeIfPresent(Ticket.Priority.self, forKey: .priority))
    case .assigned: return .assigned(try payload(.assignment))
    case .transferred: return .transferred(try payload(.transfer))
    case .escalated: return .escalated(try payload(.escalation))
    case .messageAdded: return .messageAdded(try payload(.message))
    case .waitChanged: return .waitChanged(try payload(.waitingFor))
    case .solved: return .solved
    case .reopened: return .reopened
    case .closed: return .closed
    case .concluded: return .concluded(try payload(.outcome))
    case .archived: return .archived
    case .merged: return .merged(into: try payload(.into))
    case .absorbed: return .absorbed(try payload(.absorbed))
    case .splitOff: return .splitOff(try payload(.split))
    case .linked: return .linked(try payload(.link))
    case .unlinked: return .unlinked(try payload(.link))
    case .stageReached: return .stageReached(try payload(.stage))
    case .complaintGraded: return .complaintGraded(try payload(.grade))
    case .incidentGraded: return .incidentGraded(try payload(.incident))
    case .fieldSet: return .fieldSet(try payload(.field))
    case .tagsChanged: return .tagsChanged(try payload(.tags))
    case .watchersChanged: return .watchersChanged(try payload(.watchers))
    default: return nil
    }
  }

  private static func ofRecord(
    _ type: Ticket.EventType, _ values: KeyedDecodingContainer<TicketEventKey>
  ) throws -> Self {
    func payload<Value: Decodable>(_ key: TicketEventKey) throws -> Value {
      try values.decode(Value.self, forKey: key)
    }
    switch type {
    case .contactStarted: return .contactStarted(try payload(.contact))
    case .contactEnded: return .contactEnded(try payload(.contact))
    case .contactRecorded: return .contactRecorded(try payload(.record))
    case .receiptIssued: return .receiptIssued(try payload(.receipt))
    case .rated: return .rated(try payload(.rating))
    case .confirmationAsked: return .confirmationAsked(try payload(.confirmation))
    case .confirmationAnswered: return .confirmationAnswered(try payload(.answer))
    case .documentFiled: return .documentFiled(try payload(.document))
    case .identityVerified: return .identityVerified(try payload(.method))
    case .followUpPlanned: return .followUpPlanned(try payload(.followUp))
    case .followUpDone: return .followUpDone(try payload(.followUp))
    case .noticeSent: return .noticeSent(try payload(.notice))
    case .inspected: return .inspected(try payload(.inspection))
    case .violationRecorded: return .violationRecorded(try payload(.violation))
    case .abuseWarned: return .abuseWarned
    case .blocked: return .blocked(until: try payload(.until))
    case .blockAppealed: return .blockAppealed
    case .blockJudged: return .blockJudged(try payload(.verdict))
    case .consentChanged: return .consentChanged(try payload(.consent))
    case .disclosed: return .disclosed(try payload(.disclosure))
    case .accessed: return .accessed(try payload(.purpose))
    case .holdChanged: return .holdChanged(try payload(.hold))
    case .erased: return .erased(try payload(.scope))
    case .corrected: return .corrected(try payload(.correction))
    default:
      throw DecodingError.dataCorruptedError(
        forKey: .type, in: values, debugDescription: "\(type.rawValue) has no payload here")
    }
  }

  /// Encodes the type and the payload that it has.
  func encode(to values: inout KeyedEncodingContainer<TicketEventKey>) throws {
    try values.encode(type, forKey: .type)
    try encodeWork(to: &values)
    try encodeRecord(to: &values)
  }

  private func encodeWork(to values: inout KeyedEncodingContainer<TicketEventKey>) throws {
    switch self {
    case .opened(let value): try values.encode(value, forKey: .opening)
    case .importedMidLife(let value): try values.encode(value, forKey: .imported)
    case .classified(let value): try values.encode(value, forKey: .classification)
    case .prioritised(let value): try values.encodeIfPresent(value, forKey: .priority)
    case .assigned(let value): try values.encode(value, forKey: .assignment)
    case .transferred(let value): try values.encode(value, forKey: .transfer)
    case .escalated(let value): try values.encode(value, forKey: .escalation)
    case .messageAdded(let value): try values.encode(value, forKey: .message)
    case .waitChanged(let value): try values.encode(value, forKey: .waitingFor)
    case .concluded(let value): try values.encode(value, forKey: .outcome)
    case .merged(let value): try values.encode(value, forKey: .into)
    case .absorbed(let value): try values.encode(value, forKey: .absorbed)
    case .splitOff(let value): try values.encode(value, forKey: .split)
    case .linked(let value): try values.encode(value, forKey: .link)
    case .unlinked(let value): try values.encode(value, forKey: .link)
    case .stageReached(let value): try values.encode(value, forKey: .stage)
    case .complaintGraded(let value): try values.encode(value, forKey: .grade)
    case .incidentGraded(let value): try values.encode(value, forKey: .incident)
    case .fieldSet(let value): try values.encode(value, forKey: .field)
    case .tagsChanged(let value): try values.encode(value, forKey: .tags)
    case .watchersChanged(let value): try values.encode(value, forKey: .watchers)
    default: break
    }
  }

  private func encodeRecord(to values: inout KeyedEncodingContainer<TicketEventKey>) throws {
    switch self {
    case .contactStarted(let value): try values.encode(value, forKey: .contact)
    case .contactEnded(let value): try values.encode(value, forKey: .contact)
    case .contactRecorded(let value): try values.encode(value, forKey: .record)
    case .receiptIssued(let value): try values.encode(value, forKey: .receipt)
    case .rated(let value): try values.encode(value, forKey: .rating)
    case .confirmationAsked(let value): try values.encode(value, forKey: .confirmation)
    case .confirmationAnswered(let value): try values.encode(value, forKey: .answer)
    case .documentFiled(let value): try values.encode(value, forKey: .document)
    case .identityVerified(let value): try values.encode(value, forKey: .method)
    case .followUpPlanned(let value): try values.encode(value, forKey: .followUp)
    case .followUpDone(let value): try values.encode(value, forKey: .followUp)
    case .noticeSent(let value): try values.encode(value, forKey: .notice)
    case .inspected(let value): try values.encode(value, forKey: .inspection)
    case .violationRecorded(let value): try values.encode(value, forKey: .violation)
    case .blocked(let value): try values.encode(value, forKey: .until)
    case .blockJudged(let value): try values.encode(value, forKey: .verdict)
    case .consentChanged(let value): try values.encode(value, forKey: .consent)
    case .disclosed(let value): try values.encode(value, forKey: .disclosure)
    case .accessed(let value): try values.encode(value, forKey: .purpose)
    case .holdChanged(let value): try values.encode(value, forKey: .hold)
    case .erased(let value): try values.encode(value, forKey: .scope)
    case .corrected(let value): try values.encode(value, forKey: .correction)
    default: break
    }
  }
}
