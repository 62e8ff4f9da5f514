// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// How much work arrives: the mean number of agents that it would keep busy, in erlangs.
///
/// One erlang is an hour of work an hour (ITU-T E.600, 2.1).
public struct OfferedLoad: Hashable, Sendable {
  /// The load in erlangs; finite and not negative.
  public let erlangs: Double

  /// A load of so many erlangs.
  ///
  /// - Parameter erlangs: A finite number that is not negative; anything else counts as no load.
  public init(erlangs: Double) {
    self.erlangs = erlangs.isFinite && erlangs > 0 ? erlangs : 0
  }
}
