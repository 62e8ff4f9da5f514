// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// A currency: its ISO 4217 code and how many decimals its smallest unit has.
public struct Currency: Hashable, Sendable {
  /// The three letters, one in each byte, the first in the highest: sums of money hold a currency, and
  /// are copied and compared all the time.
  private let letters: UInt32
  private let digits: UInt8

  /// Three capital letters, such as `CNY`.
  public var code: String {
    String(
      decoding: [16, 8, 0].map { UInt8(truncatingIfNeeded: letters >> $0) }, as: UTF8.self)
  }

  /// Decimals of the smallest unit, 0 ... 18: 2 for CNY, 0 for JPY, 3 for KWD.
  public var minorUnitDigits: Int { Int(digits) }

  /// Creates a currency of ISO 4217, with the digits that the standard gives it; withdrawn codes too,
  /// as far as their digits are known. ``CurrencyTable`` looks codes up by date.
  ///
  /// - Throws: ``TextError`` when the code is not three capital letters, is not listed (the error names
  ///   the nearest that is), or has no smallest unit, such as gold: state the digits then with
  ///   ``init(code:minorUnitDigits:)``.
  public init(_ code: some StringProtocol) throws(TextError) {
    do throws(CurrencyError) {
      self = try CurrencyTable.iso4217.currency(code)
    } catch {
      let isCode = code.utf8.count == 3 && code.utf8.allSatisfy { (65...90).contains($0) }
      var reason = error.reason
      if !isCode {
        reason = "it must be three capital letters"
        if case .unknown(_, let nearest?) = error {
          reason += "; did you mean \(nearest.quoted)?"
        }
      }
      throw TextError(expected: "currency code", text: code, reason: reason)
    }
  }

  /// Creates a currency with digits of the caller's own.
  ///
  /// - Throws: ``TextError`` when the code is not three capital letters or the digits are outside
  ///   0 ... 18.
  public init(code: some StringProtocol, minorUnitDigits: Int) throws(TextError) {
    guard code.utf8.count == 3, code.utf8.allSatisfy({ (65...90).contains($0) }) else {
      throw TextError(
        expected: "currency code", text: code, reason: "it must be three capital letters")
    }
    guard (0...18).contains(minorUnitDigits) else {
      throw TextError(
        expected: "currency", text: code, reason: "\(minorUnitDigits) decimals are outside 0 ... 18"
      )
    }
    self.init(known: code, minorUnitDigits)
  }

  /// A code and digits that are known to be right.
  private init(known code: some StringProtocol, _ digits: Int) {
    letters = code.utf8.reduce(0) { $0 << 8 | UInt32($1) }
    self.digits = UInt8(truncatingIfNeeded: digits)
  }

  /// Whole units without a currency, such as points, where they are scaled like money.
  package static let points = Self(known: "XXX", 0)

  /// The yuan renminbi, of 100 fen.
  public static let cny = Self(known: "CNY", 2)
  /// The euro, of 100 cents.
  public static let eur = Self(known: "EUR", 2)
  /// The pound sterling, of 100 pence.
  public static let gbp = Self(known: "GBP", 2)
  /// The yen, without a smaller unit.
  public static let jpy = Self(known: "JPY", 0)
  /// The US dollar, of 100 cents.
  public static let usd = Self(known: "USD", 2)
}

extension Currency: CustomStringConvertible {
  /// The code.
  public var description: String { code }
}
