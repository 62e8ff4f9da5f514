// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// When customers who wait are told their position and how long it will take.
public struct AnnouncementRules: Hashable, Sendable {
  /// Whether it is told on arrival.
  public var onArrival: Bool
  /// How often everybody who waits in the queue is told; `nil` for never, else at least a second.
  public var every: Duration?

  /// Creates rules.
  public init(onArrival: Bool = true, every: Duration? = nil) {
    self.onArrival = onArrival
    self.every = every
  }
}
