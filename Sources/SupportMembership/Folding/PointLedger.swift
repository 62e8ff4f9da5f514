// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The redeemable points of an account: its lots, and the order in which they are spent.
///
/// A balance is always the sum of what is left in lots. Everything before ``head`` is empty or gone, so
/// that spending starts where the last one ended.
struct PointLedger: Hashable, Sendable {
  /// What one redemption took from one lot.
  struct Taking: Hashable, Sendable {
    var lot: Int32
    var points: Int64
  }

  /// The lots by their numbers.
  private(set) var lots: [PointLot] = []
  /// The numbers of the lots in the order of spending; empty where that is the order of the numbers.
  private(set) var queue: [Int32] = []
  /// Whether lots are spent by their expiry and not by their numbers.
  private(set) var isByExpiry: Bool
  /// The place in the order of spending before which nothing can be spent any more.
  private var head = 0
  /// What redemptions took, one after the other.
  private(set) var takings: [Taking] = []
  /// Points that were taken back after they had been spent.
  private(set) var owed: Int64 = 0
  /// All points ever received, so that no sum of lots can overflow.
  private(set) var received: Int64 = 0
  /// The first instant at which points that end with activity are gone.
  private(set) var inactiveAt = Int64.max

  init(isByExpiry: Bool) {
    self.isByExpiry = isByExpiry
  }

  // MARK: Questions

  @inline(__always)
  func expiry(_ lot: PointLot) -> Int64 {
    lot.endsWithInactivity ? min(lot.expiresAt, inactiveAt) : lot.expiresAt
  }

  /// What can be spent of a lot at an instant.
  @inline(__always)
  private func spendable(_ lot: PointLot, _ at: Int64) -> Int64 {
    lot.availableFrom <= at && expiry(lot) > at ? lot.left : 0
  }

  /// The sum of what is left in lots, by what it can be used for at an instant.
  func sums(at: Int64) -> (available: Int64, pending: Int64, expired: Int64) {
    var (available, pending, expired): (Int64, Int64, Int64) = (0, 0, 0)
    for lot in lots where lot.left > 0 {
      if expiry(lot) <= at {
        expired += lot.left
      } else if lot.availableFrom > at {
        pending += lot.left
      } else {
        available += lot.left
      }
    }
    return (available, pending, expired)
  }

  /// The next instant after another at which a lot is released or expires.
  func nextChange(after at: Int64) -> Int64? {
    var next = Int64.max
    for lot in lots where lot.left > 0 {
      let end = expiry(lot)
      if end > at {
        next = min(next, end)
        if lot.availableFrom > at, lot.availableFrom < end { next = min(next, lot.availableFrom) }
      }
    }
    return next == .max ? nil : next
  }

  /// The lots, in the order of spending, that hold these points; fewer where they do not suffice.
  ///
  /// - Complexity: O(lots that are touched or cannot be spent yet).
  func plan(_ points: Int64, at: Int64) -> (spans: [LotSpan], found: Int64) {
    var spans: [LotSpan] = []
    var rest = points
    lots.withUnsafeBufferPointer { lots in
      var (first, last, sum) = (-1, -1, Int64(0))
      var place = head
      while rest > 0, place < lots.count {
        let number = isByExpiry ? Int(queue[place]) : place
        place += 1
        let left = spendable(lots[number], at)
        guard left > 0 else { continue }
        let taken = min(left, rest)
        // Between two lots of a span nothing else can be spent, whatever stands there.
        if first >= 0, number > last, !isByExpiry || number == last + 1 {
          sum += taken
        } else {
          if first >= 0 { spans.append(LotSpan(first: first, last: last, points: sum)) }
          (first, sum) = (number, taken)
        }
        last = number
        rest -= taken
      }
      if first >= 0 { spans.append(LotSpan(first: first, last: last, points: sum)) }
    }
    return (spans, points - rest)
  }

  // MARK: Changes

  /// Adds a lot, of which a part may pay off what is owed.
  ///
  /// - Returns: The number of the lot.
  mutating func receive(
    _ points: Int64, paying paid: Int64, availableFrom: Int64, expiresAt: Int64,
    endsWithInactivity: Bool
  ) -> Int {
    let points = min(max(points, 0), .max - received)
    let paid = min(max(paid, 0), points, owed)
    received += points
    owed -= paid
    let number = lots.count
    lots.append(
      PointLot(
        points: points, left: points - paid, availableFrom: availableFrom, expiresAt: expiresAt,
        endsWithInactivity: endsWithInactivity))
    if isByExpiry { enqueue(number) }
    return number
  }

  /// Takes points from lots as spans say; what is not there is not taken.
  ///
  /// - Parameters:
  ///   - spans: Where from.
  ///   - at: The instant at which the lots can be spent.
  ///   - isNoted: Whether it can be reversed.
  /// - Returns: What was taken.
  @discardableResult
  mutating func take(_ spans: [LotSpan], at: Int64, isNoted: Bool) -> Int64 {
    var taken: Int64 = 0
    for span in spans {
      let (start, end) = (max(span.first, 0), min(span.last, lots.count - 1))
      guard start <= end else { continue }
      if isNoted, end - start > 16 { takings.reserveCapacity(takings.count + end - start + 1) }
      taken += take(span.points, start, end, at, isNoted)
    }
    advanceHead(at)
    return taken
  }

  private mutating func take(
    _ points: Int64, _ start: Int, _ end: Int, _ at: Int64, _ isNoted: Bool
  ) -> Int64 {
    var rest = points
    let inactiveAt = inactiveAt
    lots.withUnsafeMutableBufferPointer { lots in
      var number = start
      while rest > 0, number <= end {
        let lot = lots[number]
        let expiry = lot.endsWithInactivity ? min(lot.expiresAt, inactiveAt) : lot.expiresAt
        if lot.left > 0, lot.availableFrom <= at, expiry > at {
          let part = min(lot.left, rest)
          lots[number].left = lot.left - part
          if isNoted {
            takings.append(Taking(lot: Int32(truncatingIfNeeded: number), points: part))
          }
          rest -= part
        }
        number += 1
      }
    }
    return max(points, 0) - max(rest, 0)
  }

  /// Takes away expired points, which then stand elsewhere.
  mutating func clearExpired(_ spans: [LotSpan], at: Int64) {
    for span in spans {
      var rest = span.points
      var number = max(span.first, 0)
      let end = min(span.last, lots.count - 1)
      while rest > 0, number <= end {
        let lot = lots[number]
        if lot.left > 0, expiry(lot) <= at {
          let part = min(lot.left, rest)
          lots[number].left -= part
          rest -= part
        }
        number += 1
      }
    }
  }

  /// Takes points from one lot, whether it can be spent or not.
  mutating func takeBack(_ points: Int64, fromLot number: Int) {
    guard lots.indices.contains(number) else { return }
    lots[number].left -= min(max(points, 0), lots[number].left)
  }

  /// Gives points back to one lot, never more than it had.
  mutating func giveBack(_ points: Int64, toLot number: Int) {
    guard lots.indices.contains(number) else { return }
    let lot = lots[number]
    lots[number].left = lot.left + min(max(points, 0), lot.points - lot.left)
    let place = isByExpiry ? queue.firstIndex(of: Int32(truncatingIfNeeded: number)) : number
    head = min(head, place ?? 0)
  }

  /// Lets a lot be spent from an instant on.
  mutating func release(lot number: Int, at: Int64) {
    if lots.indices.contains(number) { lots[number].availableFrom = at }
  }

  mutating func owe(_ points: Int64) {
    let (sum, overflow) = owed.addingReportingOverflow(max(points, 0))
    owed = overflow ? .max : sum
  }

  mutating func payOff(_ points: Int64) {
    owed -= min(max(points, 0), owed)
  }

  /// Notes an activity: what ended before it with the last one is gone for good.
  mutating func noteActivity(at: Int64, until: Int64) {
    if at >= inactiveAt {
      for number in lots.indices where lots[number].endsWithInactivity {
        lots[number].expiresAt = min(lots[number].expiresAt, inactiveAt)
        lots[number].endsWithInactivity = false
      }
      if isByExpiry { sortQueue() }
    }
    inactiveAt = until
  }

  /// Spends by expiry from now on, or by number.
  mutating func order(byExpiry: Bool) {
    guard byExpiry != isByExpiry else { return }
    isByExpiry = byExpiry
    sortQueue()
  }

  // MARK: Order

  private mutating func sortQueue() {
    queue = []
    head = 0
    if isByExpiry { for number in lots.indices { enqueue(number) } }
  }

  private mutating func advanceHead(_ at: Int64) {
    while head < lots.count {
      let lot = lots[isByExpiry ? Int(queue[head]) : head]
      guard lot.left == 0 || expiry(lot) <= at else { return }
      head += 1
    }
  }

  /// Puts a lot behind all that expire no later.
  private mutating func enqueue(_ number: Int) {
    let key = lots[number].expiresAt
    var (low, high) = (0, queue.count)
    while low < high {
      let middle = (low + high) >> 1
      if lots[Int(queue[middle])].expiresAt <= key { low = middle + 1 } else { high = middle }
    }
    queue.insert(Int32(truncatingIfNeeded: number), at: low)
    head = min(head, low)
  }
}
