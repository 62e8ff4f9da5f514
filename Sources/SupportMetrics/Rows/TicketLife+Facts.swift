// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTickets
import SupportTime

/// What a ticket's life says of each fact of its row; the table of ``MetricSubject/tickets`` has the
/// definitions.
extension TicketLife {
  /// Whether it is solved, closed or archived; `nil` for a merged one, of which the survivor tells.
  var isSolved: Bool? {
    ticket.status == .merged ? nil : ticket.isResolved
  }

  func writeNames(_ pen: inout RowPen<TicketFact>) {
    pen.write(ticket.id, .ticket)
    pen.write(ticket.opening?.customer, .customer)
    pen.write(ticket.opening?.channel, .channel)
    pen.write(ticket.classification.kind, .kind)
    pen.write(ticket.priority?.rawValue, .priority)
    pen.write(ticket.classification.category, .category)
    pen.write(ticket.classification.subcategory, .subcategory)
    pen.write(ticket.assignment.group, .group)
    pen.write(ticket.assignment.agent, .agent)
    pen.write(ticket.status?.rawValue, .status)
    let details = ticket.details
    pen.write(details.grade.complaintClass?.rawValue, .complaintClass)
    pen.write(details.grade.level?.rawValue, .complaintLevel)
    pen.write(details.incident?.level.rawValue, .incidentLevel)
  }

  // MARK: Times

  func writeTimes(_ pen: inout RowPen<TicketFact>, _ start: Instant, _ clock: BusinessClock?) {
    func since(_ instant: Instant?) -> Instant? { instant.map { max($0, start) } }
    let replied = since(firstRepliedAt)
    let firstSolved = past?.wasSolved == true ? nil : since(firstSolvedAt)
    let solved = isSolved == true ? since(solvedAt) : nil
    pen.write(ticket.openedAt, .openedAt)
    pen.write(since(assignedAt), .assignedAt)
    pen.write(replied, .firstRepliedAt)
    pen.write(firstSolved, .firstSolvedAt)
    pen.write(solved, .solvedAt)
    let left = ticket.status == .merged || isSolved == true ? since(closedAt) : nil
    pen.write(ticket.status == .merged ? nil : left, .closedAt)
    pen.write(solved ?? left, .doneAt)
    pen.write(left, .leftAt)
    for (end, fact, business) in [
      (replied, TicketFact.firstReply, TicketFact.firstReplyBusiness),
      (firstSolved, .firstResolution, .firstResolutionBusiness),
      (solved, .fullResolution, .fullResolutionBusiness),
    ] {
      guard let end else { continue }
      pen.write(milliseconds: start.milliseconds(to: end), fact)
      pen.write(milliseconds: clock?.milliseconds(between: start, and: end), business)
    }
    guard isSolved == true, past == nil else { return }
    var elapsed = StatusTimes()
    var business = StatusTimes()
    for (one, next) in zip(stretches, stretches.dropFirst()) {
      elapsed.add(max(0, one.from.milliseconds(to: next.from)), in: one.status)
      if let clock {
        let open = clock.milliseconds(between: one.from, and: max(one.from, next.from))
        business.add(open, in: one.status)
      }
    }
    pen.write(milliseconds: elapsed.requester, .requesterWait)
    pen.write(milliseconds: elapsed.agent, .agentWait)
    pen.write(milliseconds: elapsed.hold, .onHold)
    guard clock != nil else { return }
    pen.write(milliseconds: business.requester, .requesterWaitBusiness)
    pen.write(milliseconds: business.agent, .agentWaitBusiness)
    pen.write(milliseconds: business.hold, .onHoldBusiness)
  }

  /// Milliseconds by who is waited for.
  private struct StatusTimes {
    var requester: Int64 = 0
    var agent: Int64 = 0
    var hold: Int64 = 0

    mutating func add(_ milliseconds: Int64, in status: Ticket.Status) {
      switch status {
      case .new, .open: requester.add(saturating: milliseconds)
      case .onHold:
        requester.add(saturating: milliseconds)
        hold.add(saturating: milliseconds)
      case .pending: agent.add(saturating: milliseconds)
      case .solved, .closed, .archived, .merged: break
      }
    }
  }

  // MARK: Counts

  func writeCounts(_ pen: inout RowPen<TicketFact>) {
    let details = ticket.details
    let isWhole = past == nil
    pen.write(past?.wasReplied == true ? nil : ticket.replyCount, .replies)
    pen.write(ticket.reopenCount, .reopens)
    pen.write(ticket.reopenCount > 0, .isReopened)
    if isWhole {
      pen.write(ticket.customerMessageCount, .customerMessages)
      pen.write(ticket.groupChangeCount, .groupChanges)
      pen.write(ticket.agentChangeCount, .agentChanges)
      pen.write(details.transfers.count, .transfers)
      pen.write(contactCount(details), .contacts)
      pen.write(details.violations.count, .violations)
    }
    pen.write(isSolved, .isSolved)
    pen.write(isReplied(details), .isReplied)
    pen.write(isRepeat(details), .isRepeat)
    pen.write(stars, .stars)
    pen.write(score, .score)
  }

  /// The conversations, that of the opening included.
  private func contactCount(_ details: Ticket.Details) -> Int {
    guard let first = ticket.opening?.contact, details.contact(first) == nil else {
      return details.contacts.count
    }
    return details.contacts.count + 1
  }

  private func isReplied(_ details: Ticket.Details) -> Bool? {
    if firstRepliedAt != nil || details.absorbed.contains(where: { $0.firstRepliedAt != nil }) {
      return true
    }
    return ticket.status == .merged ? nil : false
  }

  private func isRepeat(_ details: Ticket.Details) -> Bool? {
    guard details.links.contains(where: { $0.kind == .repeats }) else { return false }
    return ticket.classification.kind.map { $0 == .complaint }
  }
}
