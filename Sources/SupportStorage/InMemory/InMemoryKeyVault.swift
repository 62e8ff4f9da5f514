// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import Synchronization

/// A key vault in memory, correct under concurrency, gone with the process; and with it everything
/// that its keys sealed.
public final class InMemoryKeyVault: KeyVault {
  private let keys = Mutex<[SubjectID: SubjectKey]>([:])
  private let makeKey: @Sendable (SubjectID) -> FieldKey

  /// Creates an empty vault.
  ///
  /// - Parameter makeKey: Makes a key that nobody can guess, of the length that the cipher wants; the
  ///   library itself draws nothing by chance. It is called once for each person, while a lock is held.
  public init(makeKey: @escaping @Sendable (SubjectID) -> FieldKey) {
    self.makeKey = makeKey
  }

  /// Returns what is known about a person's key.
  public func key(of subject: SubjectID) async throws(StorageError) -> SubjectKey {
    keys.withLock { $0[subject] ?? .unknown }
  }

  /// Returns the key of a person, and creates it where there is none.
  ///
  /// - Throws: ``StorageError`` with ``StorageError/Code/keyErased`` where the key was erased.
  public func createKey(of subject: SubjectID) async throws(StorageError) -> FieldKey {
    let key = keys.withLock { keys in
      if let key = keys[subject] { return key }
      let key = SubjectKey.present(makeKey(subject))
      keys[subject] = key
      return key
    }
    guard case .present(let present) = key else {
      throw StorageError(.keyErased, "the key was erased, and is not made again")
    }
    return present
  }

  /// Erases the key of a person for good; does nothing where it was erased before.
  public func erase(_ subject: SubjectID, at instant: Instant) async throws(StorageError) {
    keys.withLock { keys in
      if case .erased = keys[subject] { return }
      keys[subject] = .erased(at: instant)
    }
  }
}
