// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStorage

/// What a deadline of a service is about: an intent, by where it was recorded, or a look at a case.
///
/// It holds no words of the intent itself: what was sealed in the store stays sealed here.
/// `{"intent": {"stream": "outbox/T-1", "version": 3}}` or `{"tick": "T-1"}`.
struct DueWork: Hashable, Sendable, Codable {
  struct Place: Hashable, Sendable, Codable {
    var stream: StreamID
    var version: Int64
  }

  var intent: Place?
  var tick: TicketID?
}

extension DeadlineID {
  /// The deadline of an intent.
  init(intent key: IdempotencyKey) {
    self.init("intent/\(key)")
  }

  /// The next look at a case.
  init(tick ticket: TicketID) {
    self.init("tick/\(ticket)")
  }
}
