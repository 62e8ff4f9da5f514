// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A promise that a store did not keep.
public struct ConformanceFailure: Hashable, Sendable, CustomStringConvertible {
  /// The promise, by its sentence.
  public var promise: String
  /// What was seen instead.
  public var message: String

  /// The promise and what was seen.
  public var description: String { "\(promise): \(message)" }
}

/// All promises that a store did not keep.
public struct ConformanceError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The failures, in the order of the cases.
  public var failures: [ConformanceFailure]

  init(_ failures: [ConformanceFailure]) {
    self.failures = failures
  }

  /// One failure a line.
  public var description: String { failures.map(\.description).joined(separator: "\n") }
}
