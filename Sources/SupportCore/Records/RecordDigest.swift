// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A port to a cryptographic digest: bytes in, bytes out.
///
/// The library brings none: a host hands in that of its platform, such as SHA-256. It is synchronous,
/// since it computes and waits for nobody.
public protocol RecordDigest: Sendable {
  /// The name of the method, such as `sha-256`: what an auditor needs to compute the same.
  var name: String { get }

  /// Returns the digest of bytes: the same bytes give the same digest, always of one length, on every
  /// machine.
  ///
  /// - Complexity: O(bytes)
  func digest(of bytes: [UInt8]) -> [UInt8]
}
