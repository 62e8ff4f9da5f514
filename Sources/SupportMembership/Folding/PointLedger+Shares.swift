// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

extension PointLedger {
  /// What comes back of a redemption, lot by lot: what was taken last first, behind what came back
  /// before.
  func shares(of record: RedemptionRecord, giving points: Int64) -> [Taking] {
    var skipped = record.reversed
    var rest = min(max(points, 0), record.points - record.reversed)
    var shares: [Taking] = []
    for index in record.takings.reversed() where takings.indices.contains(index) {
      if rest == 0 { break }
      var taking = takings[index]
      let before = min(skipped, taking.points)
      skipped -= before
      taking.points = min(taking.points - before, rest)
      rest -= taking.points
      if taking.points > 0 { shares.append(taking) }
    }
    return shares
  }

  /// Expired points that are still in their lots and expired at an instant or later; those that were
  /// never available before they did are gone for good.
  func expired(since start: Int64, at: Int64) -> (spans: [LotSpan], points: Int64) {
    var (spans, points): ([LotSpan], Int64) = ([], 0)
    for (number, lot) in lots.enumerated() where lot.left > 0 {
      let end = expiry(lot)
      guard end <= at, end >= start, lot.availableFrom < end else { continue }
      spans.append(LotSpan(first: number, last: number, points: lot.left))
      points += lot.left
    }
    return (spans, points)
  }
}
