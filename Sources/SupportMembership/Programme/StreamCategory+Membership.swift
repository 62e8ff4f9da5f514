// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension StreamCategory {
  /// The events of one member's account: `StreamID(.membership, of: account.id)`.
  public static let membership = Self(rawValue: "membership")
}
