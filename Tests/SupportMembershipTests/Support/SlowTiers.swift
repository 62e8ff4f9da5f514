// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Tiers kept the slow way, day by day, written apart from the library: what an account must agree with.
/// Requirements are points of a calendar year; every sum is made anew.
struct SlowTiers {
  enum Phase { case valid, grace, chance }

  /// What reaches each tier and what keeps it, from the lowest.
  var reach: [Int64] = []
  var keep: [Int64] = []
  /// What makes the highest tier last for life.
  var forLife: Int64?
  var further = 1
  var grace: Int?
  var chance: Int?
  var oneDown = true

  var today: CivilDate
  private var earned: [(date: CivilDate, points: Int64)] = []
  private(set) var tier = 0
  private(set) var phase = Phase.valid
  /// The first date on which the phase is over.
  private(set) var until: CivilDate?
  private var lapsedYear = 0
  private var chanceFrom = CivilDate.min
  private var hadChance = false
  private(set) var hasForLife = false

  init(from date: CivilDate) {
    today = date
  }

  var shown: Int { hasForLife ? reach.count - 1 : tier }

  private func sum(from date: CivilDate, to end: CivilDate = .max) -> Int64 {
    earned.filter { $0.date >= date && $0.date < end }.reduce(0) { $0 + $1.points }
  }

  private static func newYear(_ year: Int) -> CivilDate {
    (try? CivilDate(year: year, month: 1, day: 1)) ?? .max
  }

  /// Lives through the midnights up to a date.
  mutating func walk(to date: CivilDate) {
    while today < date {
      today = today.adding(days: 1)
      if until == today { end() }
    }
  }

  private mutating func end() {
    switch phase {
    case .valid:
      lapsedYear = today.year - 1
      let points = further == 0 ? 0 : sum(from: Self.newYear(lapsedYear), to: today)
      if points >= keep[tier] {
        until = Self.newYear(lapsedYear + 1 + further)
        hadChance = false
      } else if let grace {
        phase = .grace
        until = today.adding(months: grace)
      } else {
        fail()
      }
    case .grace: fail()
    case .chance: goDown()
    }
  }

  private mutating func fail() {
    guard let chance, !hadChance else { return goDown() }
    hadChance = true
    phase = .chance
    chanceFrom = today
    until = today.adding(months: chance)
  }

  private mutating func goDown() {
    if oneDown {
      tier -= 1
    } else {
      let points = sum(from: Self.newYear(further == 0 ? today.year : lapsedYear))
      tier = (1..<tier).last { points >= reach[$0] } ?? 0
    }
    begin(tier)
  }

  private mutating func begin(_ tier: Int) {
    self.tier = tier
    phase = .valid
    hadChance = false
    until = tier == 0 ? nil : Self.newYear(today.year + 1 + further)
  }

  /// Earns points today, or takes points back that were earned on another date.
  mutating func earn(_ points: Int64, of date: CivilDate) {
    earned.append((date, points))
    switch phase {
    case .valid: break
    case .grace:
      if sum(from: Self.newYear(further == 0 ? today.year : lapsedYear)) >= keep[tier] {
        phase = .valid
        hadChance = false
        until = Self.newYear((further == 0 ? today.year : lapsedYear) + 1 + further)
      }
    case .chance:
      if sum(from: chanceFrom) >= keep[tier] {
        begin(tier)
        hadChance = true
      }
    }
    let points = sum(from: Self.newYear(today.year))
    if let higher = reach.indices.last(where: { $0 > tier && points >= reach[$0] }) {
      begin(higher)
    }
    if let forLife, sum(from: .min) >= forLife { hasForLife = true }
  }
}
