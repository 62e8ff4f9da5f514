// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules
import SupportStorage
import SupportTickets

/// How the stream of a matter is named.
enum MatterStream {
  private struct Name: Identifier {
    let rawValue: String

    init(rawValue: String) {
      self.rawValue = rawValue
    }
  }

  /// The name: the digest of the key where there is a method for it, else the key itself.
  static func name(
    of key: DuplicateKey, in tenant: TenantID?, _ digest: (any RecordDigest)?
  ) throws(StorageError) -> StreamID {
    var parts = [
      tenant?.rawValue ?? "", key.customer.rawValue, key.category.map { "=\($0)" } ?? "",
    ]
    for value in key.values {
      parts.append(String(decoding: try CanonicalJSON.bytes(of: value), as: UTF8.self))
    }
    let text = IdempotencyKey(of: parts).rawValue
    guard let digest else { return StreamID(.matter, of: Name(rawValue: text)) }
    let digits = digest.digest(of: Array(text.utf8)).flatMap { byte in
      [byte >> 4, byte & 15].map { String($0, radix: 16) }
    }
    return StreamID(.matter, of: Name(rawValue: digits.joined()))
  }
}
