// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Names the person whom personal values are about, across all of their streams.
public struct SubjectID: Identifier {
  /// The text of the identifier.
  public let rawValue: String

  /// Creates an identifier from its text.
  public init(rawValue: String) {
    self.rawValue = rawValue
  }
}

/// A secret key under which one person's values are sealed. Its description shows nothing of it.
public struct FieldKey: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
  /// The bytes of the key.
  public let bytes: [UInt8]

  /// Creates a key from its bytes.
  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The length of the key: `key of 32 bytes`.
  public var description: String { "key of \(bytes.count) bytes" }

  /// Nothing but the description, so that dumping a key tells nobody.
  public var customMirror: Mirror { Mirror(self, children: ["key": description]) }
}

/// What a vault knows about a person's key.
public enum SubjectKey: Hashable, Sendable {
  /// There never was one: nothing was sealed for this person.
  case unknown
  /// The key.
  case present(FieldKey)
  /// There was one, and it was erased at that instant: what it sealed is gone for good.
  case erased(at: Instant)
}

/// A port to the keys of persons: erasing a key erases what it sealed, in every copy of the store,
/// backups included.
///
/// Keep the vault apart from the events, and its backups shorter than the time in which an erasure has
/// to be complete.
public protocol KeyVault: Sendable {
  /// Returns what is known about a person's key.
  func key(of subject: SubjectID) async throws(StorageError) -> SubjectKey

  /// Returns the key of a person, and creates it where there is none. Several who ask at once get the
  /// same key.
  ///
  /// - Throws: ``StorageError`` with ``StorageError/Code/keyErased`` where the key was erased: a person
  ///   who comes back gets a new id.
  func createKey(of subject: SubjectID) async throws(StorageError) -> FieldKey

  /// Erases the key of a person for good; does nothing where it was erased before. A person without a
  /// key counts as erased from then on, too.
  ///
  /// - Parameters:
  ///   - subject: The person.
  ///   - instant: The present instant.
  /// - Throws: ``StorageError`` of the vault.
  func erase(_ subject: SubjectID, at instant: Instant) async throws(StorageError)
}
