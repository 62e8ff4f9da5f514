// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Personal values of one person in one event, under that person's key.
///
/// The chain of records does not cover it: what was said is held by the commitments in the payload,
/// and this part may be sealed anew under another key, or be removed.
public struct SealedPart: Hashable, Sendable {
  /// The person whose key opens it.
  public var subject: SubjectID
  /// What the cipher made of the values and their salts.
  public var bytes: [UInt8]

  /// Creates a sealed part.
  public init(_ subject: SubjectID, bytes: [UInt8]) {
    self.subject = subject
    self.bytes = bytes
  }
}
