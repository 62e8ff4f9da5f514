// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// A stretch of time that can be booked, or was.
///
/// A ``SlotBook`` offers slots; ``wallTimes(in:)`` shows one in the zone of whoever books it.
public struct Slot: Hashable, Sendable, Codable {
  /// The first instant.
  public let start: Instant

  /// The end, not included.
  public let end: Instant

  /// Creates a slot; an end before the start becomes the start.
  public init(start: Instant, end: Instant) {
    self.start = start
    self.end = max(start, end)
  }

  private enum CodingKeys: String, CodingKey {
    case start, end
  }

  /// Decodes `{"start": …, "end": …}`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      start: try container.decode(Instant.self, forKey: .start),
      end: try container.decode(Instant.self, forKey: .end))
  }
}

extension Slot: Comparable {
  /// Orders by start, then by end.
  public static func < (left: Self, right: Self) -> Bool {
    left.start != right.start ? left.start < right.start : left.end < right.end
  }
}

// MARK: - Wall times

extension Slot {
  /// A slot as clocks somewhere show it.
  public struct WallTimes: Hashable, Sendable {
    /// The date on which the slot starts.
    public let startDate: CivilDate

    /// The time at which it starts.
    public let startTime: TimeOfDay

    /// The seconds that the clocks are ahead of UTC at the start.
    public let startOffset: Int

    /// The date on which the slot ends.
    public let endDate: CivilDate

    /// The time at which it ends.
    public let endTime: TimeOfDay

    /// The seconds that the clocks are ahead of UTC at the end.
    public let endOffset: Int
  }

  /// Returns what the clocks of a zone show at the start and at the end.
  ///
  /// Use it to offer slots to a customer abroad in their own time.
  public func wallTimes(in zone: ZoneRules) -> WallTimes {
    let (startDate, startTime) = zone.wallTime(at: start)
    let (endDate, endTime) = zone.wallTime(at: end)
    return WallTimes(
      startDate: startDate, startTime: startTime, startOffset: zone.offset(at: start),
      endDate: endDate, endTime: endTime, endOffset: zone.offset(at: end))
  }
}

extension Slot.WallTimes: CustomStringConvertible {
  /// `2025-10-09 09:30-10:00 +08:00`; the end has a date or an offset of its own where it differs.
  public var description: String {
    var text = "\(startDate) \(startTime)"
    if startOffset != endOffset { text += " " + Self.text(offset: startOffset) }
    if startDate != endDate { return "\(text) - \(endDate) \(endTime) \(endOffsetText)" }
    let isPlain = startOffset == endOffset
    return "\(text)\(isPlain ? "-" : " - ")\(endTime) \(endOffsetText)"
  }

  private var endOffsetText: String { Self.text(offset: endOffset) }

  private static func text(offset: Int) -> String {
    offset == 0 ? "UTC" : utcOffsetText(seconds: offset)
  }
}
