// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// There is none: no opening, closing or deadline on the dates that a calendar holds for.
///
/// Show ``description``; extend the calendar, or wait for the next years to be published.
public struct NoOpening: Error, Hashable, Sendable, CustomStringConvertible {
  /// The dates that the calendar holds for, both ends included.
  public let validity: ClosedRange<CivilDate>

  /// Tells whether the calendar ends with it because nothing is published beyond.
  public let isUnpublished: Bool

  /// The end of what is known: for a question that looks ahead there is none before it.
  public let before: Instant

  /// One line: `there is none in 2004-01-01 ... 2026-12-31: nothing is published beyond`. It holds
  /// for questions that look ahead and for those that look back.
  public var description: String {
    if validity == .min ... .max { return "there is none: nothing further opens or closes" }
    let none = "there is none in \(validity.lowerBound) ... \(validity.upperBound)"
    return isUnpublished
      ? "\(none): nothing is published beyond" : "\(none), the dates that the calendar holds for"
  }
}

extension BusinessClock {
  /// The dates that the calendar holds for, both ends included; outside nothing opens.
  public var validity: ClosedRange<CivilDate> { calendar.validity }

  /// Returns an answer of this clock, or throws why there is none.
  ///
  /// ```swift
  /// let due = try clock.require(clock.add(.seconds(28_800), to: opened))
  /// ```
  ///
  /// - Throws: ``NoOpening``, naming the dates that the calendar holds for.
  public func require(_ answer: Instant?) throws(NoOpening) -> Instant {
    if let answer { return answer }
    throw none
  }

  /// Returns a date that this clock answered, or throws why there is none.
  ///
  /// - Throws: ``NoOpening``, naming the dates that the calendar holds for.
  public func require(_ answer: CivilDate?) throws(NoOpening) -> CivilDate {
    if let answer { return answer }
    throw none
  }

  private var none: NoOpening {
    let validity = validity
    let published = calendar.publishedDays
    let isUnpublished =
      published.upperBound - 1 == validity.upperBound.daysSince1970 && validity.upperBound < .max
    let end =
      validity.upperBound == .max
      ? Instant.max : zone.instant(date: validity.upperBound, time: .endOfDay)
    return NoOpening(validity: validity, isUnpublished: isUnpublished, before: end)
  }
}
