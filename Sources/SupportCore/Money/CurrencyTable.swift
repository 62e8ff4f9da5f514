// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Which currencies there are, when each was in use, and what its smallest unit is.
///
/// ``iso4217`` is the standard's list; a house that counts otherwise overrides entries:
///
/// ```swift
/// let table = CurrencyTable.iso4217.overriding([
///   CurrencyTable.Entry(code: "UGX", numericCode: 800, minorUnitDigits: 2)
/// ])
/// try table.currency("UGX").minorUnitDigits                                    // 2
/// try CurrencyTable.iso4217.currency("DEM", on: CivilDate("2010-01-01"))       // not in use
/// ```
public struct CurrencyTable: Hashable, Sendable {
  /// What is known of a code for a span of dates.
  public struct Entry: Hashable, Sendable {
    /// Three capital letters.
    public var code: String
    /// The number of the standard, 1 ... 999; `nil` where it gives none.
    public var numericCode: Int?
    /// Decimals of the smallest unit, 0 ... 18; `nil` where none is defined, as for gold, or known.
    public var minorUnitDigits: Int?
    /// The first date of use; `nil` where it is not known, or before the standard.
    public var start: CivilDate?
    /// The first date on which it is no longer in use; `nil` where it is.
    public var end: CivilDate?

    /// Creates an entry.
    public init(
      code: String, numericCode: Int? = nil, minorUnitDigits: Int?, start: CivilDate? = nil,
      end: CivilDate? = nil
    ) {
      self.code = code
      self.numericCode = numericCode
      self.minorUnitDigits = minorUnitDigits
      self.start = start
      self.end = end
    }

    /// Whether it is in use on a date: from ``start`` on, before ``end``.
    public func isInUse(on date: CivilDate) -> Bool {
      if let start, date < start { return false }
      if let end, date >= end { return false }
      return true
    }
  }

  /// By code, and for one code in order of date.
  public private(set) var entries: [Entry]

  /// Where the entries of each code are.
  private var places: [String: Range<Int>]

  /// Creates a table; entries of one code are put in order of their start, an unknown one first.
  public init(_ entries: [Entry]) {
    let sorted = entries.sortedStably { EntryPlace(code: $0.code, start: $0.start ?? .min) }
    self.entries = sorted
    places = [:]
    for (offset, entry) in sorted.enumerated() {
      places[entry.code] = (places[entry.code]?.lowerBound ?? offset)..<offset + 1
    }
  }

  /// Returns a table in which these entries take the place of all entries of their codes.
  public func overriding(_ entries: [Entry]) -> Self {
    let codes = Set(entries.map(\.code))
    return Self(self.entries.filter { !codes.contains($0.code) } + entries)
  }

  /// The entry of a code that is in use on a date, of several the one that began last; without a date
  /// the latest, also where it has been withdrawn since, for what was written in its time.
  ///
  /// - Throws: ``CurrencyError`` where the code is not listed, or not in use on the date.
  /// - Complexity: O(1).
  public func entry(_ code: some StringProtocol, on date: CivilDate? = nil) throws(CurrencyError)
    -> Entry
  {
    let listed = entries[places[String(code)] ?? 0..<0]
    guard let last = listed.last else {
      throw .unknown(String(code), nearest: nearest(to: String(code)))
    }
    guard let date else { return last }
    guard let entry = listed.last(where: { $0.isInUse(on: date) }) else {
      throw .notInUse(last, on: date)
    }
    return entry
  }

  /// The currency of a code, with the digits of the date.
  ///
  /// - Parameters:
  ///   - code: Three capital letters.
  ///   - date: The date on which it has to be in use; without it withdrawn codes are found too.
  /// - Returns: The currency.
  /// - Throws: ``CurrencyError`` where the code is not listed, is not in use on the date, or has no
  ///   smallest unit.
  public func currency(_ code: some StringProtocol, on date: CivilDate? = nil)
    throws(CurrencyError) -> Currency
  {
    try Self.currency(try entry(code, on: date))
  }

  /// The currency with a number of the standard; several codes can have had one.
  ///
  /// - Parameters:
  ///   - numericCode: The number, such as 156 for CNY.
  ///   - date: The date on which it has to be in use.
  /// - Returns: The currency.
  /// - Throws: ``CurrencyError`` where no code in use on the date has the number, or it has no
  ///   smallest unit.
  /// - Complexity: O(entries).
  public func currency(numericCode: Int, on date: CivilDate) throws(CurrencyError) -> Currency {
    // Where a code took over another's number, the one that began last has it.
    let entry = entries.filter { $0.numericCode == numericCode && $0.isInUse(on: date) }
      .max { ($0.start ?? .min) < ($1.start ?? .min) }
    guard let entry else { throw .unknown(numericCode.padded(to: 3), nearest: nil) }
    return try Self.currency(entry)
  }

  private static func currency(_ entry: Entry) throws(CurrencyError) -> Currency {
    guard let digits = entry.minorUnitDigits else { throw .noMinorUnit(entry.code) }
    do throws(TextError) {
      return try Currency(code: entry.code, minorUnitDigits: digits)
    } catch {
      throw .malformed(error)
    }
  }

  /// Nobody means a currency that was withdrawn.
  private func nearest(to code: String) -> String? {
    EditDistance.nearest(to: code, among: entries.lazy.filter { $0.end == nil }.map(\.code))
  }
}

private struct EntryPlace: Comparable {
  var code: String
  var start: CivilDate

  static func < (left: Self, right: Self) -> Bool {
    left.code == right.code ? left.start < right.start : left.code < right.code
  }
}

// MARK: - The standard

extension CurrencyTable {
  /// The currencies of ISO 4217 as published on 2026-01-01: its list of what is in use and its list of
  /// what was withdrawn.
  ///
  /// A code counts as in use to the end of the month in which the standard lists it as withdrawn. The
  /// standard gives neither introductions nor, for what was withdrawn, minor units: those of currencies
  /// introduced since 1978 are Unicode CLDR's, these the Java platform's; where that says nothing,
  /// ``Entry/minorUnitDigits`` is `nil`.
  /// Earlier minor units of a code that is still in use are not in it: override the entry for old sums.
  public static let iso4217 = Self(iso4217Rows.split(separator: "\n").compactMap(entry))

  /// The date of the lists in ``iso4217``.
  public static let iso4217Date = CivilDate(daysSince1970: 20_454)

  private static func entry(_ row: Substring) -> Entry? {
    let cells = row.split(separator: " ")
    guard cells.count >= 3 else { return nil }
    var entry = Entry(
      code: String(cells[0]), numericCode: Int(cells[1]), minorUnitDigits: Int(cells[2]))
    guard cells.count > 3 else { return entry }
    let span = cells[3]
    entry.start = try? CivilDate(span.prefix(10))
    if span.contains("..") {
      let month = try? CivilDate("\(span.suffix(7))-01")
      entry.end = month?.adding(months: 1)
    }
    return entry
  }
}
