// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A port to a cipher that also notices changes (AEAD), such as AES-GCM or ChaCha20-Poly1305.
///
/// The library brings none: a host hands in that of its platform. It is synchronous, since it computes
/// and waits for nobody; a nonce is its own affair and stands in what it returns.
public protocol FieldCipher: Sendable {
  /// Seals bytes under a key.
  ///
  /// - Parameters:
  ///   - plain: What to seal.
  ///   - key: The key.
  ///   - context: What the sealed bytes belong to; opening asks for the same again.
  /// - Returns: The sealed bytes, with all that opening needs other than key and context.
  /// - Throws: ``StorageError`` with ``StorageError/Code/sealBroken`` where the key does not fit the
  ///   cipher.
  func seal(
    _ plain: [UInt8], with key: FieldKey, context: [UInt8]
  ) throws(StorageError) -> [UInt8]

  /// Opens what was sealed.
  ///
  /// - Throws: ``StorageError`` with ``StorageError/Code/sealBroken`` where the bytes were changed, or
  ///   were sealed under another key or for another context.
  func open(
    _ sealed: [UInt8], with key: FieldKey, context: [UInt8]
  ) throws(StorageError) -> [UInt8]
}
