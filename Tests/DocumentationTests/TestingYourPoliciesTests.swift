// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportKit
import SupportTestKit
import Testing

/// The code of the article "Testing your policies".
@Suite("Documentation: testing your policies")
struct TestingYourPoliciesTests {
  let book: PolicyBook

  init() throws {
    book = try PolicyBook(
      """
      { "format": 0, "id": "shop", "version": "1", "effectiveFrom": "2025-01-01",
        "zone": "Asia/Shanghai", "currency": "CNY",
        "facts": { "kind": { "oneOf": ["inquiry", "complaint"] } },
        "serviceLevels": { "remindAt": ["50%"], "rules": [
          { "id": "solve", "when": { "kind": "complaint" },
            "then": { "resolution": { "within": "48 h" } } } ] },
        "compensation": {
          "settle": [ { "stack": "highest", "refunds": "highest" } ],
          "rules": [
            { "id": "late", "when": { "cause": "missedPromise", "promise": "resolution" },
              "then": [ { "accrue": "1.00", "per": "started h" }, { "round": "exact" } ] } ] } }
      """)
  }

  @Test("the manifest of the article names products that there are")
  func manifest() throws {
    let manifest = """
      .testTarget(
        name: "PolicyTests",
        dependencies: [
          .product(name: "SupportKit", package: "supportkit"),
          .product(name: "SupportTestKit", package: "supportkit"),
        ])
      """
    let names = manifest.matches(of: /product\(name: "(\w+)"/).map { String($0.1) }
    let package = try String(
      contentsOf: QuotationTests.root.appending(path: "Package.swift"), encoding: .utf8)
    #expect(names == ["SupportKit", "SupportTestKit"])
    #expect(package.contains("products: (rooms + [umbrella, testKit]).map { .library(name:"))
    #expect(package.contains("let umbrella = Target.target(\n  name: \"SupportKit\""))
    #expect(package.contains("let testKit = room(\n  \"SupportTestKit\""))
  }

  @Test("one story")
  func story() throws {
    try DeskScenario(book, at: "2025-06-02T09:00+08:00")
      .given(.complain("c-7"), by: .customer("c-7"))
      .after("49 h 1 min")
      .when(.ticket(.solve), by: .agent("li"))
      .then(.missed(.resolution), .paid("2.00"), .tells(.pay))
  }

  @Test("a common beginning")
  func beginning() throws {
    let complaint = try DeskScenario(book, at: "2025-06-02T09:00+08:00")
      .given(.complain("c-7"), by: .customer("c-7"))
    try complaint.after("24 h").then(.actions(.remind))
    try complaint.after("48 h").then(.running(.resolution))
    try complaint.after("48 h 1 ms").then(.missed(.resolution))
    try complaint.when(.ticket(.reopen), by: .agent("li")).then(.refused())
  }

  @Test("what a failure says")
  func failure() throws {
    let late = try DeskScenario(book, at: "2025-06-02T09:00+08:00")
      .given(.complain("c-7"), by: .customer("c-7"))
      .after("49 h")
    let failure = try #require(throws: DeskScenarioFailure.self) {
      try late.then(.met(.resolution))
    }
    #expect(
      failure.description.hasPrefix(
        """
        expected: resolution met
        happened: resolution missed
        story:
          given open of T-1 by customer c-7
          after 49 h, until 2025-06-04T10:00+08:00; looked at 2025-06-03T09:00+08:00, 2025-06-04T09:00:00.001+08:00
        why:
        """))
  }

  @Test("a line of a timeline")
  func line() throws {
    let life = try TicketTimeline(
      "Mon 09:00 open | 09:00 kind complaint | 10:00 pending | 14:00 customer",
      zone: "Asia/Shanghai")
    try DeskScenario(book, at: "2025-06-02T09:00+08:00")
      .given(life)
      .after("43 h")
      .then(.running(.resolution))
  }

  @Test("a published desk")
  func preset() throws {
    try DeskScenario(.creationAndMagic, at: "2025-06-02T09:00+08:00")
      .given(.complain("c-7", over: .phone), by: .customer("c-7"))
      .after("2 h 1 ms")
      .then(.missed("escalated"), .tells(.reportBreach))
  }

  @Test("desks under fire", arguments: UInt64(0)..<10)
  func fire(seed: UInt64) throws {
    let simulation = DeskSimulation(Desk(book))
    if let fault = simulation.fault(seed: seed, steps: 40) { throw fault }
  }
}
