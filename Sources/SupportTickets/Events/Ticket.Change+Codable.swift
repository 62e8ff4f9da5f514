// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension Ticket.Change {
  /// Decodes the type and the payload that it has.
  init(from values: KeyedDecodingContainer<TicketEventKey>) throws {
    let type = try values.decode(Ticket.EventType.self, forKey: .type)
    func payload<Value: Decodable>(_ key: TicketEventKey) throws -> Value {
      try values.decode(Value.self, forKey: key)
    }
    switch type {
    case .opened: self = .opened(try payload(.opening))
    case .imported: self = .imported(try payload(.imported))
    case .workStarted: self = .workStarted
    case .classified: self = .classified(try payload(.classification))
    case .prioritised:
      self = .prioritised(try values.decodeIfPresent(Ticket.Priority.self, forKey: .priority))
    case .assigned: self = .assigned(try payload(.assignment))
    case .transferred: self = .transferred(try payload(.transfer))
    case .escalated: self = .escalated(try payload(.escalation))
    case .messageAdded: self = .messageAdded(try payload(.message))
    case .waitChanged: self = .waitChanged(try payload(.waitingFor))
    case .solved: self = .solved
    case .reopened: self = .reopened
    case .closed: self = .closed
    case .concluded: self = .concluded(try payload(.outcome))
    case .archived: self = .archived
    case .merged: self = .merged(into: try payload(.into))
    case .absorbed: self = .absorbed(try payload(.absorbed))
    case .splitOff: self = .splitOff(try payload(.split))
    case .linked: self = .linked(try payload(.link))
    case .unlinked: self = .unlinked(try payload(.link))
    case .stageReached: self = .stageReached(try payload(.stage))
    case .complaintGraded: self = .complaintGraded(try payload(.grade))
    case .incidentGraded: self = .incidentGraded(try payload(.incident))
    case .fieldSet: self = .fieldSet(try payload(.field))
    case .tagsChanged: self = .tagsChanged(try payload(.tags))
    case .watchersChanged: self = .watchersChanged(try payload(.watchers))
    case .contactStarted: self = .contactStarted(try payload(.contact))
    case .contactEnded: self = .contactEnded(try payload(.contact))
    case .contactRecorded: self = .contactRecorded(try payload(.record))
    case .receiptIssued: self = .receiptIssued(try payload(.receipt))
    case .rated: self = .rated(try payload(.rating))
    case .confirmationAsked: self = .confirmationAsked(try payload(.confirmation))
    case .confirmationAnswered: self = .confirmationAnswered(try payload(.answer))
    case .documentFiled: self = .documentFiled(try payload(.document))
    case .identityVerified: self = .identityVerified(try payload(.method))
    case .followUpPlanned: self = .followUpPlanned(try payload(.followUp))
    case .followUpDone: self = .followUpDone(try payload(.followUp))
    case .noticeSent: self = .noticeSent(try payload(.notice))
    case .inspected: self = .inspected(try payload(.inspection))
    case .violationRecorded: self = .violationRecorded(try payload(.violation))
    case .abuseWarned: self = .abuseWarned
    case .blocked: self = .blocked(until: try payload(.until))
    case .blockAppealed: self = .blockAppealed
    case .blockJudged: self = .blockJudged(try payload(.verdict))
    case .consentChanged: self = .consentChanged(try payload(.consent))
    case .disclosed: self = .disclosed(try payload(.disclosure))
    case .accessed: self = .accessed(try payload(.purpose))
    case .holdChanged: self = .holdChanged(try payload(.hold))
    case .erased: self = .erased(try payload(.scope))
    case .corrected: self = .corrected(try payload(.correction))
    }
  }

  /// Encodes the type and the payload that it has.
  func encode(to values: inout KeyedEncodingContainer<TicketEventKey>) throws {
    try values.encode(type, forKey: .type)
    switch self {
    case .opened(let value): try values.encode(value, forKey: .opening)
    case .imported(let value): try values.encode(value, forKey: .imported)
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
    case .workStarted, .solved, .reopened, .closed, .archived, .abuseWarned, .blockAppealed: break
    }
  }
}
