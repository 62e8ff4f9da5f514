// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Why a bounded tally can't be made, or two can't be merged.
public enum TallyError: Error, Hashable, Sendable {
  /// The relative error of a sketch lies outside 1/10,000 ... 1/2. Ask for one that does not.
  case errorOutOfRange(Rate)
  /// The two sketches have different relative errors, so their buckets differ. Make both with the
  /// same.
  case differentErrors(Rate, Rate)
  /// The size of a bounded tally lies outside its bounds. Ask for one within.
  case sizeOutOfRange(Int, bounds: ClosedRange<Int>)
  /// The two bounded tallies have different sizes, so what they say can't be put together. Make both
  /// with the same.
  case differentSizes(Int, Int)
}

extension TallyError: CustomStringConvertible {
  /// What is wrong, with the value and the bound.
  public var description: String {
    switch self {
    case .errorOutOfRange(let error): "a relative error of \(error) is outside 1/10000 ... 1/2"
    case .differentErrors(let ours, let other):
      "a sketch with a relative error of \(other) can't be merged into one of \(ours)"
    case .sizeOutOfRange(let size, let bounds):
      "\(size) is outside \(bounds.lowerBound) ... \(bounds.upperBound)"
    case .differentSizes(let ours, let other):
      "a tally of size \(other) can't be merged into one of size \(ours)"
    }
  }
}
