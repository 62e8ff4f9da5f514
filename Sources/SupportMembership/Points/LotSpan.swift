// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// What was taken from lots that follow each other: of a range of lots, in the order of their numbers,
/// all that was left in each until the points are complete.
///
/// A redemption that empties a thousand lots is one span, not a thousand entries. Lots are numbered
/// from 0 in the order in which the account received them.
public struct LotSpan: Hashable, Sendable, Codable {
  /// The number of the first lot.
  public var first: Int
  /// The number of the last lot.
  public var last: Int
  /// The points in all.
  public var points: Int64

  /// Creates a span.
  public init(first: Int, last: Int, points: Int64) {
    self.first = first
    self.last = last
    self.points = points
  }
}

/// When the points of one lot end, as it was decided at their earning.
public enum LotExpiry: Hashable, Sendable {
  /// Never.
  case never
  /// At an instant, the first at which they are gone.
  case at(Instant)
  /// With the member's activity.
  case inactivity
}

extension LotExpiry: Codable {
  private enum Word: String, Codable {
    case never, inactivity
  }

  /// Decodes `"never"`, `"inactivity"` or an instant.
  public init(from decoder: any Decoder) throws {
    if let word = try? decoder.singleValueContainer().decode(Word.self) {
      self = word == .never ? .never : .inactivity
    } else {
      self = .at(try Instant(from: decoder))
    }
  }

  /// Encodes `"never"`, `"inactivity"` or the instant.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .never: try Word.never.encode(to: encoder)
    case .inactivity: try Word.inactivity.encode(to: encoder)
    case .at(let instant): try instant.encode(to: encoder)
    }
  }
}
