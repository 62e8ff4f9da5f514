// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension MemberAccount {
  /// The beginning of a membership.
  public struct Enrolment: Hashable, Sendable, Codable {
    /// The programme that was in force.
    public var programme: String
    /// Its version.
    public var version: PolicyVersion

    /// Creates an enrolment.
    public init(programme: String, version: PolicyVersion) {
      self.programme = programme
      self.version = version
    }
  }
}
