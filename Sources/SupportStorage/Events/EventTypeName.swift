// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Names what kind of event stored bytes are, such as `ticket` or `account`.
///
/// It is written into the store for good: a type may be renamed in code, its name in the store may
/// not.
public struct EventTypeName: Identifier {
  /// The text of the name.
  public let rawValue: String

  /// Creates a name from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}
