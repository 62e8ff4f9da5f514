// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Why a currency cannot be had.
public enum CurrencyError: Error, Hashable, Sendable {
  /// The code or number is not listed; the nearest code in use, where one is near.
  case unknown(String, nearest: String?)
  /// The code is listed, and not in use on the date.
  case notInUse(CurrencyTable.Entry, on: CivilDate)
  /// The code has no smallest unit that is known, as gold has none: state one with
  /// ``Currency/init(code:minorUnitDigits:)``.
  case noMinorUnit(String)
  /// The entry of the table is not one of a currency.
  case malformed(TextError)
}

extension CurrencyError: CustomStringConvertible {
  /// What is wrong, with the value and what was probably meant.
  public var description: String {
    switch self {
    case .unknown(let code, _), .noMinorUnit(let code): return "\(code.quoted): \(reason)"
    case .notInUse(let entry, _): return "\(entry.code.quoted): \(reason)"
    case .malformed: return reason
    }
  }

  /// The same without the code.
  var reason: String {
    switch self {
    case .unknown(_, let nearest):
      let hint = nearest.map { "; did you mean \($0.quoted)?" } ?? ""
      return "it is not listed\(hint)"
    case .notInUse(let entry, let date):
      if let end = entry.end, date >= end { return "it was in use before \(end), not on \(date)" }
      let start = entry.start.map { " from \($0) on," } ?? ""
      return "it is in use\(start) not on \(date)"
    case .noMinorUnit: return "no smallest unit of it is known: state its decimals"
    case .malformed(let error): return error.description
    }
  }
}
