// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
public import SupportCore
import SupportMembership
import SupportSLA
import SupportTickets

extension Desk {
  /// Tells all that is held of a customer, in one value.
  ///
  /// Use it when a customer asks what is held (and record the look into each file with
  /// `Ticket.Command.recordAccess`). It reads and changes nothing.
  ///
  /// - Parameters:
  ///   - records: What the store holds of the customer; see ``CustomerRecords``.
  ///   - now: The instant of which the file tells, such as for points and for dates of erasure.
  /// - Returns: The file; that of a customer of whom nothing is held is empty.
  /// - Throws: ``CustomerFile/Refusal`` where something of another customer is among the records, or a
  ///   membership without its name.
  /// - Complexity: O(events), and O(n log n) in the number of tickets and disputes.
  public func information(
    heldIn records: CustomerRecords, at now: Instant
  ) throws(CustomerFile.Refusal) -> CustomerFile {
    var matters: [CustomerFile.Matter] = []
    for matter in records.matters {
      var ticket = Ticket(matter.ticket)
      for event in matter.events { ticket.apply(event) }
      if let other = ticket.opening?.customer, other != records.customer {
        throw .ticketOfAnother(matter.ticket)
      }
      matters.append(told(ticket, matter, at: now))
    }
    for stream in records.disputes
    where stream.events.contains(where: { $0.isOf(another: records.customer) }) {
      throw .disputeOfAnother(stream.id)
    }
    if records.member == nil, !records.membership.isEmpty { throw .memberUnnamed }
    let disputes = records.disputes.map { stream in
      CustomerFile.DisputeRecord(
        id: stream.id, events: stream.events.map { $0.shown(to: .customer) })
    }
    return CustomerFile(
      customer: records.customer, asOf: now,
      matters: matters.sorted { one, other in
        Self.precedes(
          (one.openedAt, one.ticket.rawValue), (other.openedAt, other.ticket.rawValue))
      },
      compensation: compensation(of: records), membership: membership(of: records, at: now),
      disputes: disputes.sorted { one, other in
        Self.precedes(
          (one.events.first?.occurredAt, one.id.rawValue),
          (other.events.first?.occurredAt, other.id.rawValue))
      })
  }

  /// By instant, what has none first, then by name.
  private static func precedes(
    _ one: (at: Instant?, name: String), _ other: (at: Instant?, name: String)
  ) -> Bool {
    let (left, right) = (one.at ?? .min, other.at ?? .min)
    if left != right { return left < right }
    return one.name.unicodeScalars.lexicographicallyPrecedes(other.name.unicodeScalars)
  }

  private func told(
    _ ticket: Ticket, _ matter: CustomerRecords.Matter, at now: Instant
  ) -> CustomerFile.Matter {
    let policy = ticketPolicy(for: ticket, at: now).policy
    let fields = ticket.details.fields.filter { $0.value != nil }.sorted { one, other in
      one.name.unicodeScalars.lexicographicallyPrecedes(other.name.unicodeScalars)
    }
    return CustomerFile.Matter(
      ticket: ticket.id, openedAt: ticket.openedAt, status: ticket.status, fields: fields,
      contacts: ticket.details.contacts.map { CustomerFile.Contact($0) },
      messages: ticket.allMessages, consents: ticket.details.privacy.consents,
      retention: Ticket.ErasureScope.allCases.map { part in
        CustomerFile.Retention(part, ticket.erasure(of: part, under: policy))
      },
      adjustments: matter.adjustments.map { adjustment in
        SLAAdjustment(adjustment.kind, by: adjustment.by, at: adjustment.at, because: "")
      },
      record: TicketExport(ticket.id, events: matter.events, for: .customer))
  }

  private func compensation(of records: CustomerRecords) -> CustomerFile.Compensation? {
    if records.compensation.isEmpty { return nil }
    var account = emptyAccount(of: records.customer)
    for event in records.compensation { account?.apply(event) }
    let awards = account?.causes.map { record in
      CustomerFile.Award(
        cause: record.cause.key, ticket: record.cause.ticket, state: record.state,
        rule: record.award?.rule, refund: record.refund, compensation: record.compensation,
        arbitrated: record.arbitrated)
    }
    return CustomerFile.Compensation(
      awards: awards ?? [], payouts: account?.payouts ?? [],
      events: records.compensation.map { event in
        var shown = event
        shown.reason = nil
        return shown
      })
  }

  private func membership(
    of records: CustomerRecords, at now: Instant
  ) -> CustomerFile.Membership? {
    guard !records.membership.isEmpty, let member = records.member else { return nil }
    var account = emptyMembership(of: member)
    account?.apply(contentsOf: records.membership)
    return CustomerFile.Membership(
      member: member, enrolledAt: account?.enrolledAt, tier: account?.standing(at: now)?.tier,
      points: account.map { CustomerFile.Points($0, at: now) },
      events: records.membership.map { event in
        var shown = event
        shown.reason = nil
        return shown
      })
  }
}

extension Dispute.Event {
  /// Whether it begins a dispute of somebody else.
  fileprivate func isOf(another customer: CustomerID) -> Bool {
    if case .opened(let opening, _) = change { opening.customer != customer } else { false }
  }
}

extension CustomerFile.Contact {
  fileprivate init(_ state: Ticket.ContactState) {
    self.init(
      id: state.contact.id, channel: state.contact.channel, address: state.contact.address,
      recording: state.contact.recording?.reference, record: state.record,
      receipt: state.receipt, startedAt: state.startedAt, endedAt: state.endedAt,
      stars: state.stars)
  }
}

extension CustomerFile.Retention {
  fileprivate init(_ part: Ticket.ErasureScope, _ erasure: Ticket.Erasure) {
    switch erasure {
    case .from(let instant, let rules):
      self.init(part: part, erasableFrom: instant, rules: rules, orders: [])
    case .never(let rules): self.init(part: part, erasableFrom: nil, rules: rules, orders: [])
    case .held(let orders): self.init(part: part, erasableFrom: nil, rules: [], orders: orders)
    case .undecided: self.init(part: part, erasableFrom: nil, rules: [], orders: [])
    }
  }
}

extension CustomerFile.Points {
  fileprivate init(_ account: MemberAccount, at now: Instant) {
    let balance = account.balance(at: now)
    self.init(
      available: balance.available, pending: balance.pending, owed: balance.owed,
      expired: balance.expired, nextExpiry: balance.nextExpiry?.at,
      contribution: account.contribution(at: now))
  }
}
