// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// Why a slot was not booked, and what could be booked instead.
///
/// Show the ``alternatives`` to whoever asked, in their own zone.
public struct SlotRefusal: Error, Hashable, Sendable {
  /// What stands against a slot. Adding a case is a breaking change, on purpose.
  public enum Reason: Hashable, Sendable {
    /// The lead time is not kept: book from `earliest` on.
    case tooSoon(earliest: Instant)
    /// It lies beyond the horizon: book until `latest`.
    case tooLate(latest: Instant)
    /// The service is not open for the whole slot: take an alternative.
    case closed
    /// The service is open, but no slot starts then: take an alternative.
    case betweenSlots
    /// Everything is taken at that time: take an alternative.
    case taken
    /// Lead time and horizon leave nothing that could be booked: ask again later.
    case nothingBookable
  }

  /// The start that was asked for.
  public let requested: Instant

  /// What stands against it.
  public let reason: Reason

  /// The next free slots from the request on, or, where none remains, the first free ones; empty
  /// where nothing is free.
  public let alternatives: [SlotBook.Offer]
}

extension SlotRefusal: CustomStringConvertible {
  /// One line for logs: `2025-10-01T01:00:00Z is taken; next free: 2025-10-01T01:30:00Z`.
  public var description: String {
    let why =
      switch reason {
      case .tooSoon(let earliest): "is too soon, before \(earliest)"
      case .tooLate(let latest): "is too late, after \(latest)"
      case .closed: "is outside opening hours"
      case .betweenSlots: "is not the start of a slot"
      case .taken: "is taken"
      case .nothingBookable: "cannot be booked, nor can anything else"
      }
    guard !alternatives.isEmpty else { return "\(requested) \(why); nothing is free" }
    let starts = alternatives.map(\.slot.start.description).joined(separator: ", ")
    return "\(requested) \(why); next free: \(starts)"
  }
}
