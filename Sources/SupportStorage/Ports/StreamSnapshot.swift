// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The state of a stream at one of its versions, kept so that loading need not begin at version 1.
///
/// It is never the truth: the events are. A snapshot says which policy and which form of state it was
/// made under, and whoever reads it drops it where either has changed.
public struct StreamSnapshot: Hashable, Sendable {
  /// The stream.
  public var stream: StreamID
  /// The version of the last event that the state has folded, at least 1.
  public var version: Int64
  /// The version of the policy that the state depends on; `nil` where it depends on none.
  public var policyVersion: PolicyVersion?
  /// The version of the form that the state is written in.
  public var schemaVersion: Int
  /// The state, in a form that the writer chose.
  public var state: [UInt8]

  /// Creates a snapshot.
  public init(
    of stream: StreamID, version: Int64, policyVersion: PolicyVersion? = nil, schemaVersion: Int,
    state: [UInt8]
  ) {
    self.stream = stream
    self.version = version
    self.policyVersion = policyVersion
    self.schemaVersion = schemaVersion
    self.state = state
  }

  /// Tells whether the snapshot was made under that policy and form, of a version that the stream has.
  ///
  /// - Parameters:
  ///   - policyVersion: The version of the policy in force; `nil` where the state depends on none.
  ///   - schemaVersion: The version of the form that the reader knows.
  ///   - head: The version of the last event of the stream, where it is known: a snapshot of a later
  ///     version is of another stream.
  /// - Returns: Whether loading may begin with it.
  public func isUsable(
    policyVersion: PolicyVersion?, schemaVersion: Int, head: Int64? = nil
  ) -> Bool {
    self.policyVersion == policyVersion && self.schemaVersion == schemaVersion && version >= 1
      && version <= head ?? .max
  }
}
