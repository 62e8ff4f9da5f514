// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension MemberAccount {
  /// The use of a benefit.
  public struct BenefitUse: Hashable, Sendable, Codable {
    /// The name of the use.
    public var id: MembershipEntryID
    /// The benefit.
    public var benefit: BenefitID
    /// How many uses it was.
    public var count: Int64

    /// Creates a use.
    public init(_ benefit: BenefitID, id: MembershipEntryID, count: Int64 = 1) {
      self.id = id
      self.benefit = benefit
      self.count = count
    }
  }
}
