// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportTestKit
import SupportTickets

/// One event of every kind at least, a minute apart: what the golden file holds.
enum EventSamples {
  private static let li = Principal.agent("li")
  private static let customer = Principal.customer("c-1")

  static let all: [Ticket.Event] = {
    var clock = SteppingClock()
    return (intake + work + ends + links + procedures + contacts + care + privacy).map {
      Ticket.Event($0.0, by: $0.1, at: clock.tick(), because: $0.2)
    }
  }()

  private typealias Sample = (Ticket.Change, Principal, String?)

  private static let intake: [Sample] = [
    (
      .opened(
        .init(
          channel: .email, customer: "c-1",
          classification: .init(kind: .incident, category: "network", subcategory: "vpn"),
          priority: .urgent, subject: "VPN down")), customer, nil
    ),
    (.opened(.init()), .system, nil),
    (
      .opened(
        .init(
          contact: "k-1",
          splitFrom: .init(
            "T-0", messagesFrom: .fixtureStart,
            messages: [.init(.customer, at: .fixtureStart, id: "m-0")]),
          fields: [.customerName("Ann"), .reach("+49 30 1"), .orderNumber("o-7")],
          documents: [.init(.picture, reference: "d-0")])), li, nil
    ),
    (
      .imported(
        .init(
          .init(channel: .phone, priority: .high), openedAt: .fixtureStart, waitingFor: .vendor,
          assignment: .init(group: "desk", agent: "wu"), firstAssignedAt: .fixtureStart,
          firstRepliedAt: .fixtureStart, reopenCount: 2,
          used: [
            .init("resolution", milliseconds: 3_600_000), .init("firstReply", milliseconds: 250),
          ])), .automation("import"), nil
    ),
    (.workStarted, li, nil),
  ]

  private static let work: [Sample] = [
    (.classified(.init(kind: .complaint)), li, "the customer says so"),
    (.prioritised(.high), li, nil),
    (.prioritised(nil), li, nil),
    (.assigned(.init(group: "desk", agent: "wu")), .automation("router"), nil),
    (.assigned(.init()), li, nil),
    (
      .transferred(
        .init(from: .init(agent: "wu"), to: .init(group: "second line"), contact: "k-1")), li,
      "needs a specialist"
    ),
    (.escalated(.init(.transferLimit, to: "leads")), .system, nil),
    (.messageAdded(.init(.holdingReply, id: "m-1", holdingReason: "the supplier")), li, nil),
    (.messageAdded(.init(.customer)), customer, nil),
    (
      .messageAdded(
        .init(
          .note, contact: "k-1",
          attachments: [.init("a.png", mediaType: "image/png", bytes: 1_000)],
          marks: ["gameSecret"])), li, nil
    ),
    (.waitChanged([.customer, .evidence]), li, nil),
    (.waitChanged([]), li, nil),
  ]

  private static let ends: [Sample] = [
    (.solved, li, nil), (.reopened, customer, nil), (.closed, li, nil),
    (.concluded(.outOfScope), li, "a dispute between players"), (.archived, .system, nil),
  ]

  private static let links: [Sample] = [
    (.merged(into: "T-2"), li, nil),
    (
      .absorbed(
        .init(
          of: "T-1", earlier: ["T-0"], openedAt: .fixtureStart, firstAssignedAt: .fixtureStart,
          firstRepliedAt: .fixtureStart,
          messages: [.init(.customer, at: .fixtureStart, id: "m-0")])), li, nil
    ),
    (.splitOff(.init(into: "T-3", messagesFrom: .fixtureStart)), li, nil),
    (.linked(.init(.duplicateOf, "T-4")), li, nil),
    (.unlinked(.init(.duplicateOf, "T-4")), li, nil),
  ]

  private static let procedures: [Sample] = [
    (.stageReached(.init(.registered, of: .complaint)), li, nil),
    (.complaintGraded(.init(class: .a, level: .acrossProvinces)), li, nil),
    (.complaintGraded(.init()), li, nil),
    (.incidentGraded(.init(.region, plan: "neighbouring nodes")), li, nil),
    (.fieldSet(.init("product", "atlas")), li, nil),
    (.fieldSet(.init("reach", nil, isPersonal: true)), li, nil),
    (.tagsChanged(["refund", "vip"]), li, nil),
    (.watchersChanged([.agent("wu"), .customer("c-2")]), li, nil),
  ]

  private static let contacts: [Sample] = [
    (
      .contactStarted(
        .init("k-1", over: .phone, address: "+49 30 1", recording: .init("r-1", key: "key-9"))),
      customer, nil
    ),
    (.contactEnded("k-1"), li, nil), (.contactRecorded(.init("k-1", record: "w-1")), li, nil),
    (.receiptIssued(.init("k-1", code: "7XK2")), .system, nil),
    (.rated(.init("k-1", stars: 4)), customer, nil),
    (.inspected(.init("k-1", of: "wu", score: 912)), .automation("quality"), nil),
    (.violationRecorded(.init("tone", by: "wu", in: "k-1")), li, nil),
  ]

  private static let care: [Sample] = [
    (.confirmationAsked(.init(.nextStep, expectedAt: .fixtureStart)), li, nil),
    (.confirmationAnswered(.init(.nextStep, accepted: true)), customer, nil),
    (.documentFiled(.init(.voucher, reference: "d-1")), customer, nil),
    (.identityVerified("order number"), li, nil),
    (
      .followUpPlanned(.init("f-1", purpose: "satisfaction", dueAt: .fixtureStart)), .system, nil
    ),
    (.followUpDone("f-1"), li, nil),
    (.noticeSent(.init("booking", over: [.chat, .email])), .system, nil),
    (.abuseWarned, .automation("moderation"), nil),
    (.blocked(until: .fixtureStart), .automation("moderation"), nil),
    (.blockAppealed, customer, nil), (.blockJudged(.lifted), li, nil),
  ]

  private static let privacy: [Sample] = [
    (.consentChanged(.init(to: "insurer", isGiven: true)), customer, nil),
    (.disclosed(.init(to: "court", order: "o-77")), li, nil), (.accessed("audit"), li, nil),
    (.holdChanged(.init("h-1", holds: true)), li, nil), (.erased(.personal), .system, nil),
    (.corrected(.init(of: "E-1", .neverHappened)), li, nil),
    (.corrected(.init(of: "E-2", .happenedAt(.fixtureStart))), li, nil),
    (.corrected(.init(of: "E-3", .wasInstead(.prioritised(.low)))), li, nil),
  ]
}
