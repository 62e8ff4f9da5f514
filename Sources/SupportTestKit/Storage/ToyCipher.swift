// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
public import SupportStorage

/// A cipher that hides nothing from anybody who tries: for tests only. It does notice another key,
/// another context and changed bytes.
public struct ToyCipher: FieldCipher {
  /// Creates the cipher.
  public init() {}

  /// Mixes bytes with a stream made from key and context, behind a tag.
  public func seal(
    _ plain: [UInt8], with key: FieldKey, context: [UInt8]
  ) throws(StorageError) -> [UInt8] {
    tag(plain, key, context) + mixed(plain, key, context)
  }

  /// Undoes ``seal(_:with:context:)``.
  ///
  /// - Throws: `StorageError` with the code `sealBroken`.
  public func open(
    _ sealed: [UInt8], with key: FieldKey, context: [UInt8]
  ) throws(StorageError) -> [UInt8] {
    let plain = mixed(Array(sealed.dropFirst(32)), key, context)
    guard tag(plain, key, context) == Array(sealed.prefix(32)) else {
      throw StorageError(.sealBroken, "the tag is not that of the bytes, the key and the context")
    }
    return plain
  }

  private func tag(_ plain: [UInt8], _ key: FieldKey, _ context: [UInt8]) -> [UInt8] {
    let lengths = Array("\(key.bytes.count) \(context.count) ".utf8)
    return TestSHA256().digest(of: lengths + key.bytes + context + plain)
  }

  private func mixed(_ bytes: [UInt8], _ key: FieldKey, _ context: [UInt8]) -> [UInt8] {
    var mixed: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 32) {
      let number = Array("\(start)".utf8)
      let stream = TestSHA256().digest(of: key.bytes + [0] + context + [0] + number)
      mixed += zip(bytes[start...], stream).map { $0 ^ $1 }
    }
    return mixed
  }
}

extension InMemoryKeyVault {
  /// A vault whose keys follow from the names of the persons: for tests only.
  public static var fixture: InMemoryKeyVault {
    InMemoryKeyVault { subject in
      FieldKey(TestSHA256().digest(of: Array("key of \(subject)".utf8)))
    }
  }
}
