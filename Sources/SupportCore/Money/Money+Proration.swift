// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A share of a sum by time, as an exact sum that a rule rounds afterwards:
///
/// ```swift
/// let fee = Money(minorUnits: 9_900, currency: .cny)          // 99.00 CNY for thirty days
/// try fee.prorated(10, of: 30).rounded(RoundingRule(.halfEven))             // 33.00 CNY
/// ```
extension Money {
  /// The share of so many equal units of a whole: days of a month, seconds of an hour.
  ///
  /// - Parameters:
  ///   - units: The units used; negative, or more than the whole, where that is meant.
  ///   - whole: The units that the sum is for.
  /// - Returns: The share, not rounded.
  /// - Throws: ``MoneyError`` where the whole is 0, or for the lowest number of 64 bits.
  public func prorated(_ units: Int64, of whole: Int64) throws(MoneyError) -> ExactMoney {
    guard whole != 0 else { throw .divisionByZero("\(self)") }
    guard let rate = Rate(units, over: whole) else {
      throw .overflow("\(self) × \(units)/\(whole)")
    }
    return self * rate
  }

  /// The share of the days of a span that lie in the period which the sum is for.
  ///
  /// - Parameters:
  ///   - span: The dates used, the last one excluded; what lies outside the period does not count.
  ///   - period: The dates that the sum is for, the last one excluded.
  /// - Returns: The share, not rounded.
  /// - Throws: ``MoneyError`` where the period has no day.
  public func prorated(_ span: Range<CivilDate>, of period: Range<CivilDate>) throws(MoneyError)
    -> ExactMoney
  {
    try prorated(span.clamped(to: period).days, of: period.days)
  }

  /// The share of the time of a span, to the millisecond, that lies in the period which the sum is for.
  ///
  /// - Parameters:
  ///   - span: From when to when it was used, the end excluded; what lies outside the period does not
  ///     count.
  ///   - period: What the sum is for, the end excluded.
  /// - Returns: The share, not rounded.
  /// - Throws: ``MoneyError`` where the period is empty.
  public func prorated(_ span: Range<Instant>, of period: Range<Instant>) throws(MoneyError)
    -> ExactMoney
  {
    try prorated(span.clamped(to: period).milliseconds, of: period.milliseconds)
  }

  /// The sum given out to spans by their days: the parts add up to the sum.
  ///
  /// - Parameters:
  ///   - spans: Dates, the last one of each excluded.
  ///   - remainder: Who gets what the cut-off shares leave over.
  /// - Returns: A part for each span, in order, and what is handed back apart.
  /// - Throws: ``AllocationError`` where there are no spans, or none has a day.
  public func allocated(byDaysOf spans: [Range<CivilDate>], remainder: Allocation.Remainder)
    throws(AllocationError) -> Allocation
  {
    try allocated(by: spans.map { .whole($0.days) }, remainder: remainder)
  }

  /// The sum given out to spans by their length, to the millisecond: the parts add up to the sum.
  ///
  /// - Parameters:
  ///   - spans: Each with its end excluded.
  ///   - remainder: Who gets what the cut-off shares leave over.
  /// - Returns: A part for each span, in order, and what is handed back apart.
  /// - Throws: ``AllocationError`` where there are no spans, or all are empty.
  public func allocated(byTimeOf spans: [Range<Instant>], remainder: Allocation.Remainder)
    throws(AllocationError) -> Allocation
  {
    try allocated(by: spans.map { .whole($0.milliseconds) }, remainder: remainder)
  }
}

extension Range<CivilDate> {
  fileprivate var days: Int64 { Int64(lowerBound.days(to: upperBound)) }
}

extension Range<Instant> {
  /// Instants lie so near 1970 that their difference fits.
  fileprivate var milliseconds: Int64 {
    upperBound.millisecondsSince1970 - lowerBound.millisecondsSince1970
  }
}

extension Rate {
  /// A count as a rate; counts are never below 0 here.
  fileprivate static func whole(_ count: Int64) -> Self { Self(count, over: 1) ?? .zero }
}
