// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportTickets

extension CommandForm {
  static func write(_ command: Ticket.Command, to values: inout Values) throws {
    try write("ticket.\(command.kind.rawValue)", to: &values)
    switch command {
    case .open(let value): try values.encode(value, forKey: .value)
    case .classify(let value): try values.encode(value, forKey: .value)
    case .prioritise(let value): try values.encodeIfPresent(value, forKey: .value)
    case .assign(let value): try values.encode(value, forKey: .value)
    case .transfer(let value, let contact):
      try values.encode(value, forKey: .value)
      try values.encodeIfPresent(contact, forKey: .second)
    case .escalate(let value): try values.encode(value, forKey: .value)
    case .addMessage(let value): try values.encode(value, forKey: .value)
    case .pause(let value), .resume(let value): try values.encode(value, forKey: .value)
    case .conclude(let value): try values.encode(value, forKey: .value)
    case .merge(let value): try values.encode(value, forKey: .value)
    case .absorb(let value): try values.encode(value, forKey: .value)
    case .split(let value): try values.encode(value, forKey: .value)
    case .link(let value), .unlink(let value): try values.encode(value, forKey: .value)
    case .reachStage(let value): try values.encode(value, forKey: .value)
    case .gradeComplaint(let value): try values.encode(value, forKey: .value)
    case .gradeIncident(let value): try values.encode(value, forKey: .value)
    case .setField(let value): try values.encode(value, forKey: .value)
    case .changeTags(let adding, let removing):
      try values.encode(adding, forKey: .value)
      try values.encode(removing, forKey: .second)
    case .watch(let value), .unwatch(let value): try values.encode(value, forKey: .value)
    case .startContact(let value): try values.encode(value, forKey: .value)
    case .endContact(let value, let receipt):
      try values.encode(value, forKey: .value)
      try values.encodeIfPresent(receipt, forKey: .second)
    case .recordContact(let value): try values.encode(value, forKey: .value)
    case .rate(let value): try values.encode(value, forKey: .value)
    case .inspect(let value): try values.encode(value, forKey: .value)
    case .recordViolation(let value): try values.encode(value, forKey: .value)
    case .askConfirmation(let value): try values.encode(value, forKey: .value)
    case .answerConfirmation(let value): try values.encode(value, forKey: .value)
    case .fileDocument(let value): try values.encode(value, forKey: .value)
    case .verifyIdentity(let value), .completeFollowUp(let value), .sendNotice(let value),
      .recordAccess(let value):
      try values.encode(value, forKey: .value)
    case .planFollowUp(let value): try values.encode(value, forKey: .value)
    case .reportAbuse(let value): try values.encode(value, forKey: .value)
    case .judgeBlock(let value): try values.encode(value, forKey: .value)
    case .changeConsent(let value): try values.encode(value, forKey: .value)
    case .disclose(let value): try values.encode(value, forKey: .value)
    case .changeHold(let value): try values.encode(value, forKey: .value)
    case .erase(let value): try values.encode(value, forKey: .value)
    case .solve, .reopen, .close, .archive, .reportDissatisfaction, .appealBlock: break
    }
  }
}
