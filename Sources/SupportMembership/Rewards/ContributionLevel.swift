// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A level of contribution value: the value that feedback, suggestions and trials add up to.
public struct ContributionLevel: Hashable, Sendable {
  /// The name of the level.
  public var id: String
  /// The value from which on it is reached.
  public var atLeast: Int64

  /// Creates a level.
  public init(_ id: String, atLeast: Int64) {
    self.id = id
    self.atLeast = atLeast
  }
}
