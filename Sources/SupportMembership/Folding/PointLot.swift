// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Points that were received together. Instants are milliseconds since 1970, `.max` for never; the
/// number of a lot is its place in the account.
struct PointLot: Hashable, Sendable {
  /// What was received.
  let points: Int64
  /// When it was received.
  let receivedAt: Int64
  /// What is left of it.
  var left: Int64
  /// The first instant at which it can be spent.
  var availableFrom: Int64
  /// The first instant at which it is gone.
  var expiresAt: Int64
  /// Whether it ends with the member's activity and has not ended yet.
  var endsWithInactivity: Bool
}
