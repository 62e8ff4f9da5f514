// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportTickets

/// What an event means for clocks, as bits.
struct SLAMoments: OptionSet, Hashable, Sendable {
  var rawValue: UInt32

  static let opened = Self(rawValue: 1 << 0)
  static let customerMessage = Self(rawValue: 1 << 1)
  static let reply = Self(rawValue: 1 << 2)
  static let automaticReply = Self(rawValue: 1 << 3)
  static let note = Self(rawValue: 1 << 4)
  static let contactStarted = Self(rawValue: 1 << 5)
  static let workStarted = Self(rawValue: 1 << 6)
  static let agentAssigned = Self(rawValue: 1 << 7)
  static let groupAssigned = Self(rawValue: 1 << 8)
  static let groupLeft = Self(rawValue: 1 << 9)
  static let escalated = Self(rawValue: 1 << 10)
  static let documentFiled = Self(rawValue: 1 << 11)
  static let resolved = Self(rawValue: 1 << 12)
  static let closed = Self(rawValue: 1 << 13)
  static let reopened = Self(rawValue: 1 << 14)
  static let stage = Self(rawValue: 1 << 15)
  static let document = Self(rawValue: 1 << 16)
  static let followUpPlanned = Self(rawValue: 1 << 17)
  static let noticeSent = Self(rawValue: 1 << 18)
  static let notice = Self(rawValue: 1 << 19)

  /// Those that say something only with the name of what happened.
  static let named: Self = [.stage, .document, .notice]

  init(rawValue: UInt32) { self.rawValue = rawValue }

  init(_ triggers: [SLATrigger]) {
    self = triggers.reduce(into: []) { $0.formUnion($1.moment) }
  }
}

extension Ticket.Message.Kind {
  /// What a message of this kind means for clocks.
  var moments: SLAMoments {
    switch self {
    case .customer: .customerMessage
    case .reply, .holdingReply: .reply
    case .automatic: .automaticReply
    case .note: .note
    }
  }
}
