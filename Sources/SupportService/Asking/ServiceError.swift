// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
public import SupportDesk
public import SupportStorage

/// Why a service did not do what it was asked for.
public enum ServiceError: Error, Hashable, Sendable {
  /// The desk refused the command, looking at the case as the store has it. Nothing was stored, and the
  /// key may be used again.
  case rejected(DeskRejection)
  /// The key was used before for another command. A mistake of the sender: trying again changes
  /// nothing.
  case keyReused(IdempotencyKey)
  /// The case belongs to another customer or member than the command says. Nothing was stored.
  case anotherParty(TicketID)
  /// Others changed the same streams each time, as often as the service may try. Nothing was stored: send
  /// the command again with the same key.
  case contended(attempts: Int)
  /// The task was cancelled. Where the store had been asked already, it is not known whether the command
  /// was stored: send it again with the same key.
  case cancelled
  /// The store failed, and trying again did not help or could not. With
  /// `StorageError.Code.unavailable` it is not known whether the command was stored: send it again with the
  /// same key.
  case storage(StorageError)

  /// An error of a store as a service tells it.
  init(_ error: StorageError) {
    self = error.code == .cancelled ? .cancelled : .storage(error)
  }
}

extension ServiceError: CustomStringConvertible {
  /// One line that says why; it holds no personal values of its own.
  public var description: String {
    switch self {
    case .rejected(let rejection): "\(rejection)"
    case .keyReused(let key): "the key \(key) was used for another command"
    case .anotherParty(let ticket): "\(ticket) belongs to another customer or member"
    case .contended(let attempts): "others were faster \(attempts) times"
    case .cancelled: "the task was cancelled"
    case .storage(let error): "\(error)"
    }
  }
}
