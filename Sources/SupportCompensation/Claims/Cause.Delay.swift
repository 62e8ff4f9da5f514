// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension Cause {
  /// From when until when something was late, without the time for which the customer answers.
  public struct Delay: Hashable, Sendable {
    /// A stretch of the delay that is not the company's, such as a visit that the customer put off.
    public struct Suspension: Hashable, Sendable, Codable {
      /// Its start, included.
      public var from: Instant
      /// Its end, excluded; after ``from``.
      public var until: Instant

      /// Creates a stretch.
      public init(from: Instant, until: Instant) {
        self.from = from
        self.until = until
      }
    }

    /// Since when it has been late.
    public let from: Instant
    /// Until when, excluded; `nil` while it goes on.
    public let until: Instant?
    /// The stretches that do not count, in the order of time, apart from one another.
    public let suspensions: [Suspension]

    /// Creates a delay.
    ///
    /// - Parameters:
    ///   - from: Since when.
    ///   - until: Until when; `nil` while it goes on.
    ///   - suspensions: What does not count, in any order; stretches may touch and overlap.
    /// - Throws: ``AwardError/endsBeforeItBegins(from:until:)`` where the delay or a stretch does.
    public init(
      from: Instant, until: Instant? = nil, suspended suspensions: [Suspension] = []
    ) throws(AwardError) {
      if let until, until < from { throw .endsBeforeItBegins(from: from, until: until) }
      for part in suspensions where part.until < part.from {
        throw .endsBeforeItBegins(from: part.from, until: part.until)
      }
      self.from = from
      self.until = until
      self.suspensions = Self.joined(suspensions)
    }

    /// The same delay, ended.
    ///
    /// - Throws: ``AwardError/endsBeforeItBegins(from:until:)``.
    public func ended(at until: Instant) throws(AwardError) -> Self {
      try Self(from: from, until: until, suspended: suspensions)
    }

    /// Where it ends as seen at an instant: its end, or that instant while it goes on; never before
    /// its start.
    public func end(at now: Instant) -> Instant { Swift.max(until ?? now, from) }

    /// How long it lasted by an instant, in milliseconds, without what does not count.
    ///
    /// - Complexity: O(suspensions).
    public func milliseconds(at now: Instant) -> Int64 {
      counted(from: from, to: end(at: now))
    }

    /// The milliseconds of a stretch that count.
    func counted(from start: Instant, to end: Instant) -> Int64 {
      guard start < end else { return 0 }
      var length = start.milliseconds(to: end)
      for part in suspensions {
        let (from, until) = (Swift.max(part.from, start), Swift.min(part.until, end))
        if from < until { length -= from.milliseconds(to: until) }
      }
      return length
    }

    private static func joined(_ parts: [Suspension]) -> [Suspension] {
      guard !parts.isEmpty else { return [] }
      var result: [Suspension] = []
      for part in parts.sorted(by: { ($0.from, $0.until) < ($1.from, $1.until) })
      where part.from < part.until {
        if let last = result.last, part.from <= last.until {
          result[result.count - 1].until = Swift.max(last.until, part.until)
        } else {
          result.append(part)
        }
      }
      return result
    }
  }
}

extension Cause.Delay: Codable {
  private enum CodingKeys: String, CodingKey {
    case from, until, suspended
  }

  /// Decodes `{"from": …, "until": …, "suspended": [{"from": …, "until": …}]}`; the last two may be
  /// left out.
  public init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      from: values.decode(Instant.self, forKey: .from),
      until: values.decodeIfPresent(Instant.self, forKey: .until),
      suspended: values.decodeIfPresent([Suspension].self, forKey: .suspended) ?? [])
  }

  /// Encodes `{"from": …, "until": …, "suspended": […]}`.
  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(from, forKey: .from)
    try values.encodeIfPresent(until, forKey: .until)
    if !suspensions.isEmpty { try values.encode(suspensions, forKey: .suspended) }
  }
}
