// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The sums from which a deviation follows, exact: of values less the least one, and of their squares.
struct ExactMoments {
  private let least: Int64
  private var count: UInt128 = 0
  private var sum: UInt128 = 0
  private var squares: (high: UInt128, low: UInt128) = (0, 0)

  /// Creates sums of values that are not less than the least.
  init(least: Int64) {
    self.least = least
  }

  /// Adds a value some times, in all less than 2⁶³ times.
  mutating func add(_ value: Int64, times: Int) {
    let times = UInt128(times.magnitude)
    let distance = UInt128(UInt64(bitPattern: value &- least))
    count &+= times
    sum &+= distance &* times
    let (high, low) = (distance &* distance).multipliedFullWidth(by: times)
    add(high, low)
  }

  /// Adds values once each.
  mutating func add(_ values: [Int64]) {
    count &+= UInt128(values.count)
    for value in values {
      let distance = UInt64(bitPattern: value &- least)
      sum &+= UInt128(distance)
      let (high, low) = distance.multipliedFullWidth(by: distance)
      add(0, UInt128(high) << 64 | UInt128(low))
    }
  }

  @inline(__always)
  private mutating func add(_ high: UInt128, _ low: UInt128) {
    let (total, carries) = squares.low.addingReportingOverflow(low)
    squares.low = total
    squares.high &+= high &+ (carries ? 1 : 0)
  }

  /// The sample standard deviation, √((n Σx² − (Σx)²) / (n (n − 1))): both numbers below the root are
  /// whole and exact; `nil` for fewer than two values.
  var sampleDeviation: Double? {
    guard count > 1 else { return nil }
    var (high, low) = squares.low.multipliedFullWidth(by: count)
    high &+= squares.high &* count
    let square = sum.multipliedFullWidth(by: sum)
    let (rest, borrows) = low.subtractingReportingOverflow(square.low)
    low = rest
    high = high &- square.high &- (borrows ? 1 : 0)
    let above = Double(high) * 0x1p128 + Double(low)
    return (above / Double(count &* (count &- 1))).squareRoot()
  }
}
