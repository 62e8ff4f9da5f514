// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Names a dispute.
public struct DisputeID: Identifier {
  /// The text of the identifier.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

extension StreamCategory {
  /// The events of one dispute.
  public static let dispute = Self(rawValue: "dispute")
}
