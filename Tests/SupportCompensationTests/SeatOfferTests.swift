// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCompensation
import SupportCore
import Testing

@Suite("Upgrades: an equal or better class, never a worse one")
struct SeatOfferTests {
  static let classes: [SeatClass] = ["economy", "premium", "business", "first"]

  @Test(
    "the policy chooses among the free classes that would do",
    arguments: [
      ("premium", ["economy", "business", "first"], "first", "business"),
      ("premium", ["first", "premium", "economy"], "first", "premium"),
      ("premium", ["economy"], nil, nil), ("economy", [], nil, nil),
      ("economy", ["economy"], "economy", "economy"), ("first", ["business"], nil, nil),
      ("first", ["first", "first"], "first", "first"),
      ("economy", ["first", "economy", "business"], "first", "economy"),
    ] as [(SeatClass, [SeatClass], SeatClass?, SeatClass?)])
  func choices(booked: SeatClass, free: [SeatClass], best: SeatClass?, next: SeatClass?) throws {
    for (choice, expected) in [(UpgradePolicy.Choice.best, best), (.next, next)] {
      let offer = try UpgradePolicy(Self.classes, offer: choice).offer(booked: booked, free: free)
      #expect(offer.offered == expected)
      #expect(offer.leftOut.map(\.name) == Self.classes.filter { $0 != expected })
    }
  }

  @Test("no choice of free classes gives a worse one, a class that is not free, or no reason")
  func exhaustive() throws {
    let classes = Self.classes
    for choice in UpgradePolicy.Choice.allCases {
      let policy = try UpgradePolicy(classes, offer: choice)
      for booked in classes.indices {
        for set in 0..<(1 << classes.count) {
          let free = classes.indices.filter { set & (1 << $0) != 0 }
          let offer = try policy.offer(booked: classes[booked], free: free.map { classes[$0] })
          let fitting = free.filter { $0 >= booked }
          let expected = choice == .best ? fitting.last : fitting.first
          #expect(offer.offered == expected.map { classes[$0] })
          for left in offer.leftOut {
            let rank = try #require(classes.firstIndex(of: left.name))
            let why: SeatOffer.Objection =
              !free.contains(rank) ? .notFree : rank < booked ? .worse : .notChosen
            #expect(left.why == why)
          }
          #expect(offer.explanation.steps.count == offer.leftOut.count)
        }
      }
    }
  }

  @Test("every class that is left out is explained, in both languages")
  func explanation() throws {
    let policy = try UpgradePolicy(Self.classes, offer: .next)
    let offer = try policy.offer(booked: "premium", free: ["economy", "business", "first"])
    #expect(
      offer.explanation.text() == """
        business is offered in place of premium
          economy: worse than premium
          premium: nothing is free
          first: one nearer to premium is free
        """)
    #expect(
      offer.explanation.text(in: .simplifiedChinese) == """
        以 business 代替 premium
          economy：低于 premium
          premium：无空位
          first：另有更接近 premium 的空位
        """)
    let none = try policy.offer(booked: "first", free: ["business"])
    #expect(
      none.explanation.text().hasPrefix("nothing is free that is equal to first or better\n"))
    let same = try UpgradePolicy(Self.classes, offer: .best)
      .offer(booked: "business", free: ["business"])
    #expect(same.explanation.text().hasPrefix("business is offered, as booked\n"))
    let codes = Explanation.Code.allUpgrades
    #expect(Set(codes.map(\.id)).count == codes.count)
    #expect(codes.allSatisfy { !$0.english.isEmpty && !$0.simplifiedChinese.isEmpty })
  }

  @Test("a class that there is not is refused, with the one that was probably meant")
  func unknown() throws {
    let policy = try UpgradePolicy(Self.classes, offer: .best)
    for (booked, free, name, suggestion) in [
      ("busines", ["first"], "busines", "business"), ("first", ["frist"], "frist", "first"),
      ("economy", ["sofa"], "sofa", nil),
    ] as [(SeatClass, [SeatClass], SeatClass, SeatClass?)] {
      let error = try #require(throws: UpgradePolicy.UnknownClass.self) {
        try policy.offer(booked: booked, free: free)
      }
      #expect(error.name == name && error.known == Self.classes)
      #expect(error.suggestion == suggestion)
      #expect(
        error.description
          == "there is no class \"\(name)\"; there are economy, premium, business, first")
    }
  }

  @Test("a policy is read from a document, and written as one")
  func document() throws {
    let text = #"{ "classes": ["economy", "premium", "business", "first"], "offer": "next" }"#
    let policy = try DocumentNode.read(text.utf8) { UpgradePolicy(reading: $0, &$1) }
    #expect(try policy == UpgradePolicy(Self.classes, offer: .next))
    #expect(
      try DocumentNode.read(policy.form.text.utf8) { UpgradePolicy(reading: $0, &$1) } == policy)
    for (text, paths, suggestion) in [
      (#"{ "classes": [], "offer": "best" }"#, ["classes"], nil),
      (#"{ "classes": ["a", "b", "a"], "offer": "best" }"#, ["classes[2]"], nil),
      (#"{ "classes": ["a", ""], "offer": "bets" }"#, ["classes[1]", "offer"], nil),
      (#"{ "classes": ["a"], "offer": "bets" }"#, ["offer"], "best"),
      (#"{ "classes": ["a"] }"#, [""], nil),
      (#"{ "clases": ["a"], "offer": "best" }"#, ["", "clases"], nil),
    ] as [(String, [String], String?)] {
      let error = try #require(throws: DocumentError.self) {
        try DocumentNode.read(text.utf8) { UpgradePolicy(reading: $0, &$1) }
      }
      #expect(error.problems.map(\.path).sorted() == paths, "\(error)")
      if let suggestion { #expect(error.problems.first?.suggestion == suggestion) }
    }
  }
}
