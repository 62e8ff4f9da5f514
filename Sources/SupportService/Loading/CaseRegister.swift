// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
public import SupportCore
import SupportMembership

/// Who belongs to a case and when it is looked at next.
///
/// It stands in a stream of its own, `case/T-1`, as events of the type `case.registered`; each says
/// everything, so the last one is enough:
/// `{"customer": "c-7", "disputes": ["D-1"], "lookAt": "2025-05-18T01:00:00Z", "member": "m-1"}`.
struct CaseRegister: Hashable, Sendable, Codable {
  var customer: CustomerID?
  var member: MemberID?
  var disputes: [DisputeID] = []
  var lookAt: Instant?
}

/// A ticket that was opened about a matter, in the matter's stream, `matter/…`: `{"ticket": "T-1"}`.
struct MatterEntry: Hashable, Sendable, Codable {
  var ticket: TicketID
}

extension StreamCategory {
  /// Who belongs to a case and when it is looked at next: `case/T-1`.
  public static let caseRegister = Self(rawValue: "case")
  /// What the host has to do because of a ticket: `outbox/T-1`.
  public static let outbox = Self(rawValue: "outbox")
  /// Which tickets are about one matter.
  public static let matter = Self(rawValue: "matter")
}
