// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import SupportMembership
import SupportTime
import Testing

@Suite("Events of an account")
struct MemberEventTests {
  /// One event of every type.
  static func all() throws -> [MemberAccount.Event] {
    let at = try Instant("2025-03-01T10:00+08:00")
    let end = try Instant("2026-04-01T00:00+08:00")
    let changes: [MemberAccount.Change] = [
      .enrolled(.init(programme: "club", version: "1")),
      .earned(
        .init(
          id: "order-7", activity: "purchase", spend: Club.yuan(123_45), points: 123, paidOwed: 3,
          qualifying: 123, contribution: 1, availableFrom: at, expiry: .at(end), activeUntil: end,
          service: .init("care", until: end), rule: "purchase", campaigns: ["double"])),
      .earned(
        .init(id: "visit-1", activity: "visit", availableFrom: nil, expiry: .never, rule: "visit")),
      .earningConfirmed("order-7"),
      .earningRefunded(
        .init(
          id: "f-1", earning: "order-7", spend: Club.yuan(23_45), points: 24, fromLot: 20,
          fromOthers: [.init(first: 1, last: 3, points: 2)], owed: 1, waived: 1, qualifying: 24,
          contribution: 0)),
      .redeemed(
        .init(
          id: "r-1", purpose: "voucher", points: 90, spans: [.init(first: 0, last: 4, points: 90)],
          activeUntil: end)),
      .redemptionReversed(
        .init(
          id: "v-1", redemption: "r-1", points: 90, toLots: 50, reinstated: 20, lost: 15,
          paidOwed: 5, expiresAt: end)),
      .adjusted(.init(id: "a-1", points: 2_000, paidOwed: 1, expiry: .inactivity)),
      .adjusted(.init(id: "a-2", points: -5, spans: [.init(first: 0, last: 0, points: 5)])),
      .pointsReinstated(
        .init(
          id: "i-1", points: 40, paidOwed: 2, spans: [.init(first: 2, last: 2, points: 40)],
          expiresAt: end)),
      .tierGranted(
        .init(
          "platinum", .statusMatch, until: end,
          challenge: .init(points: 500, spend: Club.yuan(1_000_00)))),
      .tierGrantEnded("platinum"), .benefitUsed(.init("upgrade", id: "u-1", count: 2)),
      .benefitUseReturned("u-1"), .benefitGranted(.init("care", until: nil)),
      .rewarded(.init(.coupon(Club.yuan(5_00)), for: .init(.rating, "7"), rule: "rated")),
      .rewarded(
        .init(
          .fromPool(Club.yuan(50_000_00), "proposals"), for: .init(.proposal, "7"), rule: "best")),
      .rewarded(.init(.money(Club.yuan(100_00)), for: .init(.suggestion, "7"), rule: "small")),
      .rewarded(
        .init(
          .points(5), for: .init(.rating, "8"), paidOwed: 1, expiry: .at(end), rule: "points")),
      .rewarded(.init(.contribution(5), for: .init(.rating, "9"), rule: "value")),
      .rewarded(
        .init(.benefit("care", .months(1)), for: .init(.rating, "10"), expiry: .at(end), rule: "b")),
      .rewarded(
        .init(
          .certificate("tone", .days(30)), for: .init(.certification, "1"), expiry: .at(end),
          rule: "c")),
      .certified(
        .init(.init("june", [.init("tone", [5, 3])]), failed: ["tone"], until: nil)),
      .certified(.init(.init("july", [.init("tone", [5, 5])]), failed: [], until: end)),
      .certified(
        .init(
          .init("august", [.init("tone", [5, 5])], ratings: .init(stars: 46, count: 10)),
          failed: [], score: 970, until: end)),
      .closed(
        .init(
          kept: [.init(.emergencyChannel, until: end), .init(.record, until: nil)], forfeited: 7)),
    ]
    return changes.enumerated().map { index, change in
      .init(
        change, by: index.isMultiple(of: 2) ? .agent("li") : .system, at: at,
        because: index.isMultiple(of: 3) ? "asked for" : nil)
    }
  }

  @Test("there is an event of every type")
  func everyType() throws {
    let types = Set(try Self.all().map(\.change.type))
    #expect(types == Set(MemberAccount.EventType.allCases))
  }

  /// `SUPPORTKIT_WRITE_FIXTURES=1 swift test --filter MemberEventTests` writes the file anew.
  @Test("the JSON of events is the one of the file, byte for byte, and is read again as the same")
  func golden() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try encoder.encode(Self.all()) + Data("\n".utf8)
    #expect(try JSONDecoder().decode([MemberAccount.Event].self, from: data) == Self.all())
    if ProcessInfo.processInfo.environment["SUPPORTKIT_WRITE_FIXTURES"] != nil {
      let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      try data.write(to: tests.appending(path: "Fixtures/member-events.json"))
    } else {
      let resources = try #require(Bundle.module.resourceURL)
      let file = try Data(contentsOf: resources.appending(path: "Fixtures/member-events.json"))
      #expect(String(decoding: data, as: UTF8.self) == String(decoding: file, as: UTF8.self))
    }
  }

  @Test("a record tells when and by whom as the event does, in the stream of the member")
  func recorded() throws {
    let event = try Self.all()[0]
    let record = Recorded(
      event, id: "E-1", stream: StreamID(.membership, of: MemberID("m-1")), version: 1,
      recordedAt: event.occurredAt)
    #expect(record.stream == "membership/m-1")
    #expect(record.occurredAt == event.occurredAt)
    #expect(record.principal == event.by)
  }
}
