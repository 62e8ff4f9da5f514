// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Names a class of seats, rooms or service, such as `business`.
public struct SeatClass: Identifier {
  /// The name, as policies spell it.
  public let rawValue: String

  /// Creates a class from its name.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}
