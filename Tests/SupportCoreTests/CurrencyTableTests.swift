// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import Foundation
import SupportCore
import Testing

@Suite("Currencies: the table of ISO 4217")
struct CurrencyTableTests {
  let table = CurrencyTable.iso4217

  @Test("the standard's list of 2026-01-01 is complete")
  func complete() throws {
    let active = table.entries.filter { $0.end == nil }
    #expect(active.count == 178 && table.entries.count == 178 + 129)
    #expect(CurrencyTable.iso4217Date.description == "2026-01-01")
    for entry in table.entries {
      #expect(entry.code.utf8.count == 3 && entry.code.utf8.allSatisfy { (65...90).contains($0) })
      if let number = entry.numericCode { #expect((1...999).contains(number)) }
      if let start = entry.start, let end = entry.end { #expect(start < end, "\(entry)") }
    }
    // No number is shared by two currencies in use.
    #expect(Set(active.compactMap(\.numericCode)).count == 178)
  }

  /// As the standard's list one has them; all others have two.
  @Test("minor units are those of the standard")
  func minorUnits() throws {
    let listed: [Int?: String] = [
      0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
      3: "BHD IQD JOD KWD LYD OMR TND", 4: "CLF UYW",
      nil: "XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX",
    ]
    for (digits, codes) in listed {
      let found = table.entries.filter { $0.end == nil && $0.minorUnitDigits == digits }
      #expect(found.map(\.code).joined(separator: " ") == codes)
    }
    for code in [
      "CNY", "EUR", "BOV", "CHE", "CHW", "COU", "MXV", "USN", "MRU", "MGA", "XAD", "XCG",
    ] {
      #expect(try table.currency(code).minorUnitDigits == 2)
    }
  }

  @Test(
    "numbers find currencies",
    arguments: [(156, "CNY"), (978, "EUR"), (8, "ALL"), (392, "JPY"), (924, "ZWG"), (532, "XCG")])
  func numbers(number: Int, code: String) throws {
    let today = try CivilDate("2026-01-01")
    #expect(try table.currency(numericCode: number, on: today).code == code)
    let before = try CivilDate("2020-01-01")
    #expect(try table.currency(numericCode: 532, on: before).code == "ANG")
  }

  @Test(
    "codes are in use from their introduction to the end of the month of their withdrawal",
    arguments: [
      ("DEM", "2002-03-31", true), ("DEM", "2002-04-01", false), ("HRK", "2023-01-31", true),
      ("HRK", "2023-02-01", false), ("EUR", "1999-01-01", true), ("EUR", "1998-12-31", false),
      ("XCG", "2025-03-31", true), ("XCG", "2025-03-30", false), ("BGN", "2026-01-31", true),
      ("BGN", "2026-02-01", false), ("CNY", "1990-01-01", true), ("LTL", "2014-12-31", true),
      ("DDM", "1990-09-30", true), ("DDM", "1990-10-01", false), ("TRY", "2030-01-01", true),
    ])
  func dates(code: String, date: String, isInUse: Bool) throws {
    let date = try CivilDate(date)
    #expect(try table.entry(code).isInUse(on: date) == isInUse)
    #expect((try? table.currency(code, on: date)) != nil || !isInUse || code == "DDM")
    if !isInUse { #expect(throws: CurrencyError.self) { try table.currency(code, on: date) } }
  }

  @Test("a code that there is not is an error with the nearest that there is")
  func unknown() throws {
    #expect(throws: CurrencyError.unknown("CNNY", nearest: "CNY")) { try table.entry("CNNY") }
    #expect(throws: CurrencyError.unknown("eur", nearest: "EUR")) { try table.currency("eur") }
    #expect(throws: CurrencyError.unknown("", nearest: nil)) { try table.currency("") }
    #expect(throws: CurrencyError.noMinorUnit("XAU")) { try table.currency("XAU") }
    #expect(throws: CurrencyError.unknown("001", nearest: nil)) {
      try table.currency(numericCode: 1, on: .max)
    }
    for (code, message) in [
      ("QQQ", #""QQQ" is not a currency code: it is not listed"#),
      ("cny", #"it must be three capital letters; did you mean "CNY"?"#),
      ("XAU", "no smallest unit of it is known: state its decimals"),
      ("DDM", "no smallest unit of it is known"), ("人民币", "it must be three capital letters"),
    ] {
      do throws(TextError) {
        let currency = try Currency(code)
        Issue.record("\(currency)")
      } catch {
        #expect(error.description.contains(message), "\(error)")
      }
    }
    #expect(throws: CurrencyError.self) { try table.currency("DEM", on: .max) }
    let early = try #require(throws: CurrencyError.self) { try table.entry("EUR", on: .min) }
    #expect(early.description == #""EUR": it is in use from 1999-01-01 on, not on 0001-01-01"#)
    let late = try #require(throws: CurrencyError.self) { try table.entry("DEM", on: .max) }
    #expect(late.description == #""DEM": it was in use before 2002-04-01, not on 9999-12-31"#)
  }

  @Test("a house overrides entries, also by date, and the rest stays")
  func overriding() throws {
    let change = try CivilDate("2020-01-01")
    let own = table.overriding([
      .init(code: "UGX", numericCode: 800, minorUnitDigits: 0, start: change),
      .init(code: "UGX", numericCode: 800, minorUnitDigits: 2, end: change),
      .init(code: "PTS", minorUnitDigits: 0), .init(code: "bad", minorUnitDigits: 2),
    ])
    #expect(try own.currency("UGX").minorUnitDigits == 0)
    #expect(try own.currency("UGX", on: CivilDate("2019-12-31")).minorUnitDigits == 2)
    #expect(try own.currency("UGX", on: change).minorUnitDigits == 0)
    #expect(try own.currency("PTS").minorUnitDigits == 0 && own.currency("CNY") == .cny)
    #expect(throws: CurrencyError.self) { try own.currency("bad") }
    // Where entries overlap, the one that began last is the one in force.
    let later = CurrencyTable([
      .init(code: "UGX", minorUnitDigits: 0, start: change), .init(code: "UGX", minorUnitDigits: 2),
    ])
    #expect(try later.currency("UGX", on: change).minorUnitDigits == 0)
    #expect(own.entries.count == table.entries.count + 3)
    #expect(try table.currency("UGX").minorUnitDigits == 0)
  }

  @Test("the constants are those of the table")
  func constants() throws {
    for currency in [Currency.cny, .eur, .gbp, .jpy, .usd] {
      #expect(try Currency(currency.code) == currency)
    }
  }

  @Test(
    "where a code took over another's number, the number is that of the one that began last",
    arguments: [
      (428, "1994-01-01", "LVL"), (484, "1993-01-15", "MXN"), (440, "1993-07-01", "LTL"),
    ])
  func takenOver(number: Int, date: String, code: String) throws {
    #expect(try table.currency(numericCode: number, on: CivilDate(date)).code == code)
  }
}
