// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A place that breaks a rule of the house, and what to do about it.
struct Offence: Hashable, Sendable, CustomStringConvertible {
  var path: String
  var line: Int
  var advice: String

  var description: String { "\(path):\(line): \(advice)" }
}
