// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// The form of ISO 8601, with `working` behind it for spans that count in opening hours or business
/// dates: `PT48H`, `PT8H working`, `P4D working`, `by end of P3D working`, `P2D`, `P1M`.
extension ServiceDuration {
  /// The span in the form of ISO 8601; what it writes, ``init(_:)`` reads.
  public var iso8601: String {
    switch self {
    case .elapsed(let milliseconds): Self.iso8601(milliseconds)
    case .business(let milliseconds): Self.iso8601(milliseconds) + " working"
    case .workingDays(let count, let landing):
      Self.prefix(landing) + Self.iso8601(count, "D") + " working"
    case .calendarDays(let count): Self.iso8601(count, "D")
    case .months(let count): Self.iso8601(count, "M")
    }
  }

  private static func iso8601(_ count: Int, _ unit: String) -> String {
    "\(count < 0 ? "-" : "")P\(count.magnitude)\(unit)"
  }

  private static func iso8601(_ milliseconds: Int64) -> String {
    let size = milliseconds.magnitude
    var text = milliseconds < 0 ? "-PT" : "PT"
    if size >= 3_600_000 { text += "\(size / 3_600_000)H" }
    if size / 60_000 % 60 > 0 { text += "\(size / 60_000 % 60)M" }
    let rest = size % 60_000
    guard rest > 0 || size == 0 else { return text }
    text += "\(rest / 1_000)"
    let fraction = rest % 1_000
    if fraction > 0 { text += "." + fraction.padded(to: 3) }
    return text + "S"
  }

  /// Reads `PT1H30M`, `-P2D` and the like; `nil` when the text does not begin like one.
  ///
  /// Years and months, weeks and days, hours to seconds are three kinds of their own: a month has no
  /// number of days and a day no number of hours, so a span is of one kind only.
  static func reading(
    iso8601 text: String, isWorking: Bool, landing: BusinessClock.DayLanding,
    _ refuse: (String) -> TextError
  ) throws(TextError) -> Self? {
    let isNegative = text.hasPrefix("-")
    guard text.dropFirst(isNegative ? 1 : 0).first == "P" else { return nil }
    let parts = try ISOParts(text.dropFirst(isNegative ? 2 : 1), refuse)
    let sign: Int64 = isNegative ? -1 : 1
    guard parts.kinds == 1 else {
      throw refuse(
        parts.kinds == 0
          ? "it has no number" : "months, days and hours have no common measure: use one of them")
    }
    if landing != .sameTime, !isWorking || parts.days == nil {
      throw refuse("only working days have an end or an opening")
    }
    if let milliseconds = parts.milliseconds {
      return isWorking
        ? .business(milliseconds: sign * milliseconds) : .elapsed(milliseconds: sign * milliseconds)
    }
    if let days = parts.days {
      if isWorking, parts.hasWeeks { throw refuse("weeks have no number of working days") }
      let count = Int(clamping: sign * days)
      return isWorking ? .workingDays(count, landing: landing) : .calendarDays(count)
    }
    if isWorking { throw refuse("months have no number of working days") }
    return .months(Int(clamping: sign * (parts.months ?? 0)))
  }
}

/// The numbers of an ISO 8601 duration, by kind.
private struct ISOParts {
  var months: Int64?
  var days: Int64?
  var milliseconds: Int64?
  var hasWeeks = false

  var kinds: Int { [months, days, milliseconds].compactMap(\.self).count }

  private static let dateUnits = "YMWD"
  private static let timeUnits = "HMS"

  init(_ text: Substring, _ refuse: (String) -> TextError) throws(TextError) {
    var isTime = false
    var last = -1
    var rest = text
    while let first = rest.first {
      if first == "T", !isTime {
        isTime = true
        last = -1
        rest.removeFirst()
        if rest.isEmpty { throw refuse("a number is missing behind T") }
        continue
      }
      let number = rest.prefix { $0.isASCII && $0.isNumber || $0 == "." }
      rest = rest[number.endIndex...]
      guard let unit = rest.popFirst(), !number.isEmpty else {
        throw refuse("a number and a unit are expected, such as PT48H")
      }
      let order = Array(isTime ? Self.timeUnits : Self.dateUnits)
      guard let place = order.firstIndex(of: unit), place > last else {
        throw refuse("\(String(unit).quoted) cannot stand there")
      }
      last = place
      try add(Self.withoutLeadingZeros(number), unit, isTime, refuse)
    }
  }

  /// `8` for `08`, `0.5` for `00.5`: ISO 8601 lets numbers start with zeros.
  private static func withoutLeadingZeros(_ number: Substring) -> Substring {
    let rest = number.drop { $0 == "0" }
    if rest.first?.isNumber == true { return rest }
    // One zero stays before a decimal point and where there is nothing else.
    return number.dropFirst(max(number.count - rest.count - 1, 0))
  }

  private mutating func add(
    _ number: Substring, _ unit: Character, _ isTime: Bool, _ refuse: (String) -> TextError
  ) throws(TextError) {
    let decimals = isTime && unit == "S" ? 3 : 0
    guard let count = try? ExactDecimal(number).exactInteger(decimals: decimals) else {
      throw refuse(
        "\(number)\(unit) is no whole number of \(decimals == 3 ? "milliseconds" : "units")")
    }
    let (factor, target): (Int64, WritableKeyPath<Self, Int64?>) =
      switch (isTime, unit) {
      case (true, "H"): (3_600_000, \.milliseconds)
      case (true, "M"): (60_000, \.milliseconds)
      case (true, _): (1, \.milliseconds)
      case (false, "Y"): (12, \.months)
      case (false, "M"): (1, \.months)
      case (false, "W"): (7, \.days)
      case (false, _): (1, \.days)
      }
    if unit == "W" { hasWeeks = true }
    let (product, overflow) = count.multipliedReportingOverflow(by: factor)
    let (sum, spilled) = (self[keyPath: target] ?? 0).addingReportingOverflow(product)
    guard !overflow, !spilled else { throw refuse("it is more than any calendar holds") }
    self[keyPath: target] = sum
  }
}
