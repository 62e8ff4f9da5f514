// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How urgent work is, in two numbers: a band that comes before all lower bands, and a weight that is
/// worth time inside the band.
///
/// Work is served in the order of `(band, eligible time − weight, sequence)`: a higher band first,
/// without bound; inside a band everybody ages alike, so that work overtakes at most by the
/// difference of the weights. See ``RoutingPolicy/greatestOvertaking``.
///
/// ```swift
/// PriorityClass("emergency", band: 9)
/// PriorityClass("gold", weight: .seconds(120))   // as if it had come two minutes earlier
/// ```
public struct PriorityClass: Hashable, Sendable {
  /// The name of the class.
  public var id: PriorityID
  /// The band: a larger number is more urgent (semantics R1). Between -1,000,000 and 1,000,000.
  public var band: Int
  /// The head start inside the band: zero or more, at most 36,500 days.
  public var weight: Duration

  /// Creates a class; ``RoutingPolicy`` checks its bounds.
  public init(_ id: PriorityID, band: Int = 0, weight: Duration = .zero) {
    self.id = id
    self.band = band
    self.weight = weight
  }
}
