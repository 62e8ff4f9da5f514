// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The buckets of a sketch: each doubling from 2ᵉ to 2ᵉ⁺¹ is cut into the same number of equal parts.
///
/// This is the logarithm between powers of two replaced by a straight line, as section 3.3 of the paper
/// cited at ``QuantileSketch`` allows, so that a bucket follows from whole numbers alone. With s parts
/// the part i of a doubling reaches from 2ᵉ (1 + i/s) to 2ᵉ (1 + (i + 1)/s). Of a value between l and u
/// the harmonic mean 2lu/(l + u) is off by at most (u − l)/(u + l) of it, which is greatest in the
/// first part: 1/(2s + 1).
struct SketchScale: Hashable, Sendable {
  /// The parts of each doubling, 1 ... 5,000.
  let parts: Int

  static let bounds = 1...5_000

  /// The fewest parts that keep an error.
  init(error: Rate) throws(TallyError) {
    // From 1/(2s + 1) ≤ a/b follows s ≥ (b − a)/2a.
    let (a, b) = (Int128(error.numerator), Int128(error.denominator))
    guard a > 0, 2 * a <= b, b <= 10_000 * a else { throw .errorOutOfRange(error) }
    parts = Int(clamping: (b - a + 2 * a - 1) / (2 * a))
  }

  /// Takes a number of parts, the nearest within the bounds.
  init(parts: Int) {
    self.parts = min(max(parts, Self.bounds.lowerBound), Self.bounds.upperBound)
  }

  /// The greatest relative error of a value that is told from its bucket: 1/(2s + 1).
  var error: Rate { Rate(1, over: Int64(2 * parts + 1)) ?? .one }

  /// The bucket of a value: 0 for zero, rising with the value, opposite for opposite values.
  @inline(__always)
  func bucket(of value: Int64) -> Int {
    let size = value.magnitude
    guard size != 0 else { return 0 }
    let zeros = size.leadingZeroBitCount
    // What follows the first digit, as a fraction of 2⁶⁴.
    let fraction = (size << UInt64(zeros)) << 1
    let part = Int(truncatingIfNeeded: fraction.multipliedFullWidth(by: UInt64(parts)).high)
    let place = (63 &- zeros) &* parts &+ part &+ 1
    return value < 0 ? 0 &- place : place
  }

  /// The sizes that belong to a bucket other than 0, both included; empty where no whole number does.
  func sizes(of bucket: Int) -> (low: UInt64, high: UInt64) {
    let (doubling, part) = (Int(bucket.magnitude) - 1).quotientAndRemainder(dividingBy: parts)
    return (first(doubling, part), first(doubling, part + 1) - 1)
  }

  /// The least whole number that is at least 2ᵉ (1 + i/s).
  private func first(_ doubling: Int, _ part: Int) -> UInt64 {
    let steps = UInt128(part) << UInt128(doubling)
    let size = UInt128(1) << UInt128(doubling) + (steps + UInt128(parts) - 1) / UInt128(parts)
    return UInt64(clamping: size)
  }

  /// The number that is nearest to all values of a bucket in proportion.
  func value(of bucket: Int) -> MetricFraction {
    guard bucket != 0 else { return MetricFraction(0) }
    let sizes = sizes(of: bucket)
    let sign: Int128 = bucket < 0 ? -1 : 1
    let (low, high) = (Int128(sizes.low), Int128(sizes.high))
    // Where several sizes share a bucket, the greater is below 2⁶³, and so the product below 2¹²⁷.
    guard low < high, high < 1 << 63,
      let mean = MetricFraction(sign * (2 * low * high), over: low + high)
    else { return MetricFraction(sign * low) }
    return mean
  }
}
