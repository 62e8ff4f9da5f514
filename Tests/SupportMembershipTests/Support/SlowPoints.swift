// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Points kept the slow way, one by one, written apart from the library: what an account must agree
/// with. Lots are searched anew for every single point.
struct SlowPoints {
  struct Lot {
    var name: String
    var points: Int64
    var left: Int64
    /// When it can be spent; `nil`: not yet known.
    var from: Int64?
    /// When it is gone; `nil`: never.
    var end: Int64?
    var isActive: Bool
  }

  enum Clawback { case owed, others, waived }

  var spendsSoonest = false
  var clawback = Clawback.owed
  /// Days for which returned points come back, and days that may have passed; `nil`: they are lost.
  var second: (validity: Int64, window: Int64)?

  var lots: [Lot] = []
  var owed: Int64 = 0
  var activeEnd: Int64?
  /// One entry a point: the lot that it came from.
  var spent: [String: [Int]] = [:]
  /// How many points of an earning were taken back.
  var refunded: [String: Int64] = [:]

  static let day: Int64 = 86_400_000

  /// The midnight in Shanghai behind the date that many days later.
  static func midnight(_ now: Int64, after days: Int64) -> Int64 {
    ((now + 28_800_000) / day + days + 1) * day - 28_800_000
  }

  func isGone(_ lot: Lot, _ now: Int64) -> Bool {
    if let end = lot.end, end <= now { return true }
    if lot.isActive, let activeEnd, activeEnd <= now { return true }
    return false
  }

  func endOf(_ lot: Lot) -> Int64 {
    min(lot.end ?? .max, lot.isActive ? activeEnd ?? .max : .max)
  }

  func canSpend(_ lot: Lot, _ now: Int64) -> Bool {
    guard lot.left > 0, let from = lot.from, from <= now else { return false }
    return !isGone(lot, now)
  }

  func sums(_ now: Int64) -> (available: Int64, pending: Int64, expired: Int64) {
    var result: (Int64, Int64, Int64) = (0, 0, 0)
    for lot in lots {
      if isGone(lot, now) {
        result.2 += lot.left
      } else if canSpend(lot, now) {
        result.0 += lot.left
      } else {
        result.1 += lot.left
      }
    }
    return result
  }

  mutating func active(_ now: Int64, until: Int64) {
    if let activeEnd, activeEnd <= now {
      for index in lots.indices where lots[index].isActive {
        lots[index].end = min(lots[index].end ?? .max, activeEnd)
        lots[index].isActive = false
      }
    }
    activeEnd = until
  }

  mutating func receive(_ name: String, _ points: Int64, from: Int64?, end: Int64?, isActive: Bool)
  {
    var lot = Lot(
      name: name, points: points, left: 0, from: from, end: end, isActive: isActive)
    for _ in 0..<points {
      if owed > 0 { owed -= 1 } else { lot.left += 1 }
    }
    lots.append(lot)
  }

  private func best(_ now: Int64) -> Int? {
    let candidates = lots.indices.filter { canSpend(lots[$0], now) }
    guard spendsSoonest else { return candidates.first }
    return candidates.min { (endOf(lots[$0]), $0) < (endOf(lots[$1]), $1) }
  }

  mutating func take(_ points: Int64, _ now: Int64) -> [Int] {
    var taken: [Int] = []
    for _ in 0..<points {
      guard let index = best(now) else { break }
      lots[index].left -= 1
      taken.append(index)
    }
    return taken
  }

  mutating func reverse(_ name: String, _ points: Int64, _ now: Int64) {
    var pot: Int64 = 0
    var back: [Int] = []
    for _ in 0..<points {
      guard let index = spent[name]?.popLast() else { return }
      let lot = lots[index]
      if !isGone(lot, now) {
        back.append(index)
      } else if let second, now <= endOf(lot) + second.window * Self.day {
        pot += 1
      }
    }
    for index in back {
      if owed > 0 { owed -= 1 } else { lots[index].left += 1 }
    }
    let gross = pot
    for _ in 0..<gross where owed > 0 {
      owed -= 1
      pot -= 1
    }
    if pot > 0, let second {
      lots.append(
        Lot(
          name: "", points: pot, left: pot, from: now,
          end: Self.midnight(now, after: second.validity), isActive: false))
    }
  }

  mutating func refund(_ name: String, _ points: Int64, _ now: Int64) {
    refunded[name, default: 0] += points
    guard let index = lots.firstIndex(where: { $0.name == name }) else { return }
    var rest = points
    while rest > 0, lots[index].left > 0 {
      lots[index].left -= 1
      rest -= 1
    }
    switch clawback {
    case .waived: break
    case .owed: owed += rest
    case .others: owed += rest - Int64(take(rest, now).count)
    }
  }
}
