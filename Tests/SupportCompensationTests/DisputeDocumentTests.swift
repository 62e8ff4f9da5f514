// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import SupportTestKit
import SupportTime
import Testing

@Suite("A dispute's policy as a document")
struct DisputeDocumentTests {
  private static let text = """
    { "evidence": ["contract", "payment"],
      "levels": [
        { "id": "customerSide", "members": ["li", "wu"], "within": "3 working days",
          "calendar": "office", "remindAfter": "2 working days", "afterLimit": "passesOn",
          "mayPassOn": true, "appealWithin": "5 working days" },
        { "id": "legal", "within": "10 days", "afterLimit": "staysOverdue", "mayPassOn": false } ],
      "review": { "from": 1, "through": 15, "mostTimes": 2 },
      "costs": "loserPays",
      "publication": { "after": "30 days", "masks": ["sums"] } }
    """

  private func read(_ text: String) throws -> DisputePolicy {
    let office = try BusinessCalendar.office(zone: "Asia/Shanghai")
    let zone = try DisputeDesk.shanghai()
    return try DocumentNode.read(text) { node, problems in
      DisputePolicy(
        reading: node, version: "2025", zone: zone, calendars: ["office": office], &problems)
    }
  }

  private func problems(_ text: String) -> [String] {
    do {
      _ = try read(text)
      return []
    } catch let error as DocumentError {
      return error.problems.map(\.description)
    } catch {
      return ["\(error)"]
    }
  }

  @Test("it reads as what code makes")
  func reading() throws {
    let office = try BusinessCalendar.office(zone: "Asia/Shanghai")
    let made = try DisputePolicy(
      version: "2025", zone: DisputeDesk.shanghai(), calendars: ["office": office],
      evidence: [.contract, .payment],
      levels: [
        DisputeLevel(
          .customerSide, members: ["li", "wu"], within: .workingDays(3, landing: .sameTime),
          calendar: "office", remindAfter: .workingDays(2, landing: .sameTime),
          afterLimit: .passesOn, mayPassOn: true,
          appealWithin: .workingDays(5, landing: .sameTime)),
        DisputeLevel(
          .legal, within: .calendarDays(10), afterLimit: .staysOverdue, mayPassOn: false),
      ],
      review: .init(days: 1...15, mostTimes: 2), costs: .loserPays,
      publication: .init(after: .calendarDays(30), masks: [.sums]))
    #expect(try read(Self.text) == made)
  }

  @Test(
    "what is written is read again",
    arguments: ["\"loserPays\"", "\"company\"", "{ \"customer\": \"12.5%\" }"])
  func writing(costs: String) throws {
    let policy = try read(Self.text.replacing("\"loserPays\"", with: costs))
    #expect(try read(policy.json) == policy)
    let bare = try DisputeDesk.policy(evidence: [], review: nil, masks: [.levels, .dates])
    let read = try DocumentNode.read(bare.json) { node, problems in
      DisputePolicy(reading: node, version: "2025", zone: bare.zone, &problems)
    }
    #expect(read == bare)
  }

  @Test(
    "a mistake is told at its place",
    arguments: [
      (
        "\"within\": \"10 days\"", "\"within\": \"-10 days\"", "levels[1].within: -10 days is below"
      ),
      ("\"mayPassOn\": false", "\"mayPassOn\": true", "levels[1].mayPassOn: the last level has"),
      (
        "\"calendar\": \"office\"", "\"calendar\": \"offise\"", "levels[0].calendar: no calendar is"
      ),
      ("staysOverdue", "staysOverdu", "levels[1].afterLimit: \"staysOverdu\" is not one of"),
      ("\"costs\": \"loserPays\"", "\"costs\": \"winner\"", "costs: \"winner\" is not one of"),
      ("\"loserPays\"", "{ \"customer\": \"1.5\" }", "costs.customer: the customer's share 150%"),
      ("\"loserPays\"", "{ \"customer\": 0.5 }", "costs.customer: a text is expected"),
      ("\"through\": 15", "\"through\": 32", "review.through: 32 is outside 1 ... 31"),
      ("\"from\": 1,", "\"from\": 16,", "review.through: 15 is before 16"),
      ("\"members\"", "\"member\"", "levels[0].member: the key \"member\" is unknown"),
      ("[\"sums\"]", "[\"sum\"]", "publication.masks[0]: \"sum\" is not one of"),
      (
        "\"within\": \"10 days\"", "\"within\": \"10 day s\"",
        "levels[1].within: \"10 day s\" is not"
      ),
      ("\"after\": \"30 days\", ", "", "publication: \"after\" is missing"),
    ])
  func mistakes(old: String, new: String, expected: String) {
    let text = Self.text.replacing(old, with: new)
    #expect(text != Self.text)
    let found = problems(text)
    #expect(found.contains { $0.contains(expected) && $0.hasPrefix("line ") }, "\(found)")
  }

  @Test("several mistakes are told at once")
  func several() {
    let text = Self.text.replacing("\"10 days\"", with: "10").replacing("passesOn", with: "x")
      .replacing("\"loserPays\"", with: "7").replacing("15", with: "40")
    #expect(problems(text).count == 4)
  }

  @Test("damaged documents are refused, never trapped on", arguments: UInt64(0)..<100)
  func damage(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var bytes = Array(Self.text.utf8)
    for _ in 0..<(random.next() % 4 + 1) {
      let place = Int(random.next() % UInt64(bytes.count))
      switch random.next() % 3 {
      case 0: bytes.remove(at: place)
      case 1: bytes[place] = UInt8(truncatingIfNeeded: random.next() % 128)
      default: bytes.insert(contentsOf: bytes.prefix(place), at: place)
      }
    }
    _ = problems(String(decoding: bytes, as: UTF8.self))
  }
}
