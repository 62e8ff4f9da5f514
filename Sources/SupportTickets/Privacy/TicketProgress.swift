// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportTime

/// How far a matter is, as a customer may know it: to the hour, without anything private.
public struct TicketProgress: Hashable, Sendable {
  /// The ticket.
  public let ticket: TicketID
  /// Where it stands.
  public let status: Ticket.Status
  /// When it was opened, cut to the hour.
  public let openedAt: Instant
  /// When something last happened to it, cut to the hour.
  public let lastEventAt: Instant
  /// What the work waits for.
  public let waitingFor: Ticket.WaitReasons
  /// The stages reached, each with its time cut to the hour.
  public let stages: [Ticket.Dated<Ticket.StageEntry>]
  /// The ticket that goes on for it, where it was merged.
  public let continuesAs: TicketID?
  private let subject: String?
  private let zone: ZoneRules

  /// Reads the progress off a ticket; there is none before it was opened. Hours are cut by the
  /// clocks of the zone.
  public init?(_ ticket: Ticket, zone: ZoneRules) {
    guard let status = ticket.status, let openedAt = ticket.openedAt else { return nil }
    let details = ticket.details
    self.ticket = ticket.id
    self.status = status
    self.zone = zone
    self.openedAt = Self.hour(of: openedAt, zone)
    lastEventAt = Self.hour(of: ticket.lastEventAt ?? openedAt, zone)
    waitingFor = ticket.waitingFor
    stages = details.stages.map { .init(at: Self.hour(of: $0.at, zone), value: $0.value) }
    continuesAs = details.mergedInto
    subject = ticket.opening?.subject
  }

  /// The beginning of the hour that a clock of the zone shows.
  private static func hour(of instant: Instant, _ zone: ZoneRules) -> Instant {
    let local = instant.millisecondsSince1970 + Int64(zone.offset(at: instant)) * 1_000
    let hour: Int64 = 3_600_000
    let past = ((local % hour) + hour) % hour
    return instant.adding(milliseconds: -past)
  }

  /// Tells the progress in sentences, in English and Simplified Chinese: each instant is the beginning
  /// of the hour in which something happened, and is told as that. The subject is personal and so hidden
  /// unless revealed.
  public var explanation: Explanation {
    func told(_ instant: Instant) -> Explanation.Operand.Value {
      .instant(instant, utcOffset: zone.offset(at: instant))
    }
    var operands: [Explanation.Operand] = [
      .init("ticket", .text(ticket.rawValue)), .init("status", status.phrase),
      .init("opened", told(openedAt)), .init("last", told(lastEventAt)),
    ]
    if let subject { operands.append(.init("subject", .personal(subject))) }
    var steps = stages.map { entry in
      Explanation(
        .ticketStage,
        [
          .init("stage", .text(entry.value.stage.rawValue)),
          .init("procedure", .text(entry.value.procedure.rawValue)), .init("at", told(entry.at)),
        ])
    }
    if let continuesAs {
      steps.append(Explanation(.ticketMerged, [.init("survivor", .text(continuesAs.rawValue))]))
    }
    return Explanation(.ticketProgress, operands, steps: steps)
  }
}
