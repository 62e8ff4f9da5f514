// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// A time zone that the host's data does not know.
///
/// Show ``description`` to whoever wrote the name; ``suggestion`` is the nearest known name.
public struct UnknownZone: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name as given, cut after 80 Unicode scalars.
  public let identifier: String

  /// The known name that was probably meant, if any is near.
  public let suggestion: String?

  /// Creates an error about a name.
  public init(identifier: String, suggestion: String? = nil) {
    self.identifier = identifier.shortened(to: 80)
    self.suggestion = suggestion
  }

  /// One line: `"Asia/Shangai" is not a known time zone; did you mean "Asia/Shanghai"?`.
  public var description: String {
    let base = "\(identifier.quoted) is not a known time zone"
    return suggestion.map { "\(base); did you mean \($0.quoted)?" } ?? base
  }
}
