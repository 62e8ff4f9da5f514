// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportDesk
import SupportMembership
import SupportStorage
import SupportTickets

/// All that a command is decided about, as one attempt sees it, with the versions that have to hold when
/// it is stored.
struct LoadedCase: Sendable {
  let kept: Kept<CachedCase>
  var account: Kept<CachedAccount>?
  var member: Kept<CachedMember>?
  /// The matter that an opening is about, where the policy merges duplicates.
  var matterStream: StreamID?
  var tickets = CachedMatter()
  /// Tickets about the same matter, the one that was opened first in front.
  var earlier: [Kept<CachedCase>] = []

  init(_ kept: Kept<CachedCase>) {
    self.kept = kept
  }

  /// The ticket, its clocks and disputes.
  var part: CachedCase { _read { yield kept.value } }

  /// The case with the customer's accounts.
  var matter: SupportCase {
    var matter = part.matter
    matter.account = account?.value.account
    matter.member = member?.value.member
    return matter
  }

  /// When the last thing happened that is known: a command is never decided before it, whatever the clock
  /// of this machine says.
  var lastInstant: Instant {
    let instants = [
      part.matter.ticket.lastEventAt, account?.value.account.lastEventAt,
      member?.value.member.lastEventAt,
    ]
    return instants.compactMap { $0 }.reduce(part.matter.toldThrough, max)
  }

  /// Every stream that was looked at, with its version then.
  var versions: [(stream: StreamID, version: Int64)] {
    var versions = [
      (part.streams.ticket, part.version), (part.streams.register, part.registerVersion),
    ]
    if let account { versions.append((account.value.stream, account.value.version)) }
    if let member { versions.append((member.value.stream, member.value.version)) }
    for dispute in part.disputes {
      versions.append((StreamID(.dispute, of: dispute), part.disputeVersions[dispute] ?? 0))
    }
    if let matterStream { versions.append((matterStream, tickets.version)) }
    return versions
  }
}

extension CachedCase {
  /// The disputes that were looked at, in a stated order.
  var disputes: [DisputeID] { disputeVersions.keys.sorted() }
}
