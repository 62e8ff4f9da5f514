// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension ServiceDuration: CustomStringConvertible {
  /// Creates a span of time from text such as `15 min`, `48 h`, `8 business h`, `4 working days`,
  /// `by end of 3 working days`, `2 days` or `1 month`.
  ///
  /// Numbers are whole; a leading `-` means earlier. The form of ISO 8601 is read as well, with
  /// `working` behind it for business time: `PT48H`, `PT8H working`, `P4D working`; see ``iso8601``.
  ///
  /// - Throws: `TextError` naming the text, what is wrong with it and, for `8 hours`, `8h` and the
  ///   like, what was probably meant.
  public init(_ text: some StringProtocol) throws(TextError) {
    do throws(TextError) {
      self = try Self.reading(text)
    } catch {
      guard let meant = ServiceDurationWords.plain(text), (try? Self.reading(meant)) != nil else {
        throw error
      }
      throw TextError(
        expected: error.expected, text: text, reason: "\(error.reason); did you mean \"\(meant)\"?")
    }
  }

  private static func reading(_ text: some StringProtocol) throws(TextError) -> Self {
    func refuse(_ reason: String) -> TextError {
      TextError(expected: "span of time", text: text, reason: reason)
    }
    guard text.utf8.count <= 80 else { throw refuse("it is longer than any span of time") }
    var words = String(text).split(separator: " " as Character).map { String($0) }
    var landing = BusinessClock.DayLanding.sameTime
    if words.starts(with: ["by", "end", "of"]) { landing = .endOfDay }
    if words.starts(with: ["by", "opening", "of"]) { landing = .opening }
    if landing != .sameTime { words.removeFirst(3) }
    guard let first = words.first, !first.isEmpty else { throw refuse(Self.usage) }
    let isWorking = words.count == 2 && words[1] == "working"
    if words.count == 1 || isWorking,
      let span = try Self.reading(iso8601: first, isWorking: isWorking, landing: landing, refuse)
    {
      return span
    }
    let digits = first.utf8.drop { $0 == UInt8(ascii: "-") }
    guard !digits.isEmpty, digits.allSatisfy(\.isDigit) else {
      throw refuse("it starts with a whole number, such as \"15 min\"")
    }
    guard let count = Int64(first) else {
      throw refuse("\(first) is not a number from \(Int64.min) to \(Int64.max)")
    }
    let unit = words.dropFirst().joined(separator: " ")
    guard let made = try Self.make(count, unit, landing, refuse) else {
      throw refuse(unit.isEmpty ? "a unit is missing; \(Self.usage)" : Self.usage)
    }
    return made
  }

  private static let usage =
    "units are s, min, h, business min, business h, working days, days and months"

  private static func make(
    _ count: Int64, _ unit: String, _ landing: BusinessClock.DayLanding,
    _ refuse: (String) -> TextError
  ) throws(TextError) -> Self? {
    if unit == "working day" || unit == "working days" {
      return .workingDays(Int(clamping: count), landing: landing)
    }
    guard landing == .sameTime else {
      throw refuse("only working days have an end or an opening")
    }
    switch unit {
    case "day", "days": return .calendarDays(Int(clamping: count))
    case "month", "months": return .months(Int(clamping: count))
    default: break
    }
    let isBusiness = unit.hasPrefix("business ")
    let name = isBusiness ? String(unit.dropFirst(9)) : unit
    guard let factor = ElapsedText.units.first(where: { $0.name == name })?.milliseconds
    else { return nil }
    let (milliseconds, overflow) = count.multipliedReportingOverflow(by: factor)
    guard !overflow else { throw refuse("\(count) \(unit) is more than any calendar holds") }
    return isBusiness
      ? .business(milliseconds: milliseconds) : .elapsed(milliseconds: milliseconds)
  }

  /// The text of a promise, in the largest unit that leaves nothing over: `48 h`, `90 business min`.
  public var description: String {
    switch self {
    case .elapsed(let milliseconds): ElapsedText.text(milliseconds: milliseconds)
    case .business(let milliseconds): Self.businessText(milliseconds)
    case .workingDays(let count, let landing):
      Self.prefix(landing) + Self.counted(count, "working day")
    case .calendarDays(let count): Self.counted(count, "day")
    case .months(let count): Self.counted(count, "month")
    }
  }

  /// `8 business h`
  private static func businessText(_ milliseconds: Int64) -> String {
    let words = ElapsedText.text(milliseconds: milliseconds).split(separator: " ")
    return words.joined(separator: " business ")
  }

  static func prefix(_ landing: BusinessClock.DayLanding) -> String {
    switch landing {
    case .sameTime: ""
    case .endOfDay: "by end of "
    case .opening: "by opening of "
    }
  }

  private static func counted(_ count: Int, _ unit: String) -> String {
    "\(count) \(unit)\(count == 1 ? "" : "s")"
  }
}

extension ServiceDuration: Codable {
  /// Decodes the text of a promise, such as `4 working days`.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeText(Self.init(_:))
  }

  /// Encodes the text of a promise.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeText(description)
  }
}
