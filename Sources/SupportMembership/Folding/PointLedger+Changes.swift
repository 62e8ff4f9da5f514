// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// How lots come, and points come back to them.
extension PointLedger {
  /// Adds a lot, of which a part may pay off what is owed.
  ///
  /// - Returns: The number of the lot.
  mutating func receive(
    _ points: Int64, paying paid: Int64, at: Int64, availableFrom: Int64, expiresAt: Int64,
    endsWithInactivity: Bool
  ) -> Int {
    let points = min(max(points, 0), .max - received)
    let paid = min(max(paid, 0), points, owed)
    received += points
    owed -= paid
    let number = lots.count
    lots.append(
      PointLot(
        points: points, receivedAt: at, left: points - paid, availableFrom: availableFrom,
        expiresAt: expiresAt, endsWithInactivity: endsWithInactivity))
    if isByExpiry { enqueue(number) }
    return number
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
    // Where the lot stands in the order of expiry is found again by the next redemption.
    head = isByExpiry ? 0 : min(head, number)
    activeHead = 0
  }

  /// Lets a lot be spent from an instant on.
  mutating func release(lot number: Int, at: Int64) {
    if lots.indices.contains(number) { lots[number].availableFrom = at }
  }

  mutating func owe(_ points: Int64) {
    owed.add(saturating: max(points, 0))
  }

  mutating func payOff(_ points: Int64) {
    owed -= min(max(points, 0), owed)
  }
}
