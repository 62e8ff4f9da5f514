// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// An expectation of a ``TicketTimeline`` that does not hold: a value, for any test framework.
///
/// ```swift
/// #expect(try TicketTimeline("…").differences(under: policy) == [])
/// ```
public struct TimelineDifference: Hashable, Sendable, CustomStringConvertible {
  /// What was expected, as it was written.
  public var expected: String
  /// What is the case, in the words of the notation.
  public var actual: String

  /// One line: `expected "resolution paused", but it is: resolution due Tue 2025-06-03 11:00`.
  public var description: String {
    "expected \"\(expected)\", but it is: \(actual)"
  }
}
