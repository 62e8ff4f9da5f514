// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Reads numbers in the grammar of RFC 8259, section 6, in one pass whatever the exponent.
struct ExactDecimalScanner {
  enum Result {
    /// A number, and whether it was written with neither decimal point nor exponent.
    case number(ExactDecimal, isInteger: Bool)
    /// Why the text is no number that can be held.
    case refused(String)
  }

  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private var significand: Int128 = 0
  /// The digits of the significand.
  private var kept = 0
  /// The zeros read since its last digit.
  private var zeros = 0

  static func scan(_ bytes: ArraySlice<UInt8>) -> Result {
    var scanner = Self(bytes: bytes, position: bytes.startIndex)
    return scanner.scan()
  }

  private init(bytes: ArraySlice<UInt8>, position: Int) {
    self.bytes = bytes
    self.position = position
  }

  private mutating func scan() -> Result {
    guard !bytes.isEmpty else { return .refused("it is empty") }
    let isNegative = skip("-")
    let wholeStart = position
    let whole = digits()
    if whole == 0 { return .refused("a digit is expected instead of \(place)") }
    if whole > 1, bytes[wholeStart] == UInt8(ascii: "0") {
      return .refused("a number does not start with 0")
    }
    var decimals = 0
    let hasPoint = skip(".")
    if hasPoint {
      decimals = digits()
      if decimals == 0 { return .refused("digits are expected after the decimal point") }
    }
    var exponent = 0
    let hasExponent = skip("e") || skip("E")
    if hasExponent {
      let isNegative = skip("-")
      if !isNegative { _ = skip("+") }
      guard let digits = exponentDigits() else {
        return .refused("digits are expected after the exponent mark")
      }
      exponent = isNegative ? -digits : digits
    }
    if position < bytes.endIndex { return .refused("\(place) does not belong to a number") }
    guard
      let number = number(isNegative: isNegative, shift: exponent + zeros - decimals)
    else {
      return .refused("it takes more than \(ExactDecimal.maximumDigits) digits")
    }
    return .number(number, isInteger: !hasPoint && !hasExponent)
  }

  /// The number `significand × 10^shift`; the significand does not end in a zero.
  private func number(isNegative: Bool, shift: Int) -> ExactDecimal? {
    guard kept > 0 else { return .zero }
    guard kept <= ExactDecimal.maximumDigits else { return nil }
    let signed = isNegative ? -significand : significand
    if shift <= 0 { return ExactDecimal(significand: signed, scale: -shift) }
    guard kept + shift <= ExactDecimal.maximumDigits else { return nil }
    return ExactDecimal(significand: signed * ExactDecimal.powerOfTen(shift), scale: 0)
  }

  /// The character here in quotation marks, or `the end`.
  private var place: String { bytes[position...].firstScalarQuoted }

  private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard position < bytes.endIndex, bytes[position] == UInt8(ascii: scalar) else { return false }
    position += 1
    return true
  }

  /// Reads a run of digits into the significand and returns how many there were.
  private mutating func digits() -> Int {
    let start = position
    while position < bytes.endIndex {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit <= 9 else { break }
      position += 1
      append(digit)
    }
    return position - start
  }

  private mutating func append(_ digit: UInt8) {
    if digit == 0 {
      if kept > 0 { zeros += 1 }
      return
    }
    kept += zeros + 1
    if kept <= ExactDecimal.maximumDigits {
      let shift = zeros == 0 ? 10 : ExactDecimal.powerOfTen(zeros + 1)
      significand = significand * shift + Int128(digit)
    }
    zeros = 0
  }

  /// Reads the digits of an exponent; beyond any length of text it saturates.
  private mutating func exponentDigits() -> Int? {
    let start = position
    var value = 0
    while position < bytes.endIndex {
      let digit = bytes[position] &- UInt8(ascii: "0")
      guard digit <= 9 else { break }
      position += 1
      if value < 1 << 50 { value = value * 10 + Int(digit) }
    }
    return position > start ? value : nil
  }
}
