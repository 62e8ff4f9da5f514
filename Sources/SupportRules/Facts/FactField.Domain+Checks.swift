// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

extension FactField.Domain {
  /// What is wrong with the domain itself, and the key that a document gives it under.
  var mistake: (part: String, text: String)? {
    switch self {
    case .choice(let names): Self.mistake(names, "oneOf", "a choice")
    case .ordered(let names): Self.mistake(names, "ordered", "a scale")
    case .flags(let names):
      names.count > 63
        ? ("flags", "\(names.count) flags are more than 63")
        : Self.mistake(names, "flags", "a set of flags")
    case .decimal(let decimals, let bounds):
      if !(0...18).contains(decimals) {
        ("decimals", "\(decimals) decimals are outside 0 ... 18")
      } else if let bounds, Self.codes(bounds, decimals) == nil {
        ("decimal", "a bound has more than \(decimals) decimals or does not fit 64 bits")
      } else {
        Self.mistake(bounds.flatMap { Self.codes($0, decimals) }, "decimal")
      }
    case .integer(let bounds, _): Self.mistake(bounds, "integer")
    case .money(_, let bounds): Self.mistake(bounds, "money")
    case .duration(let bounds): Self.mistake(bounds, "duration")
    default: nil
    }
  }

  /// The lowest number of 64 bits stands for "not known": bounds may begin there, but not end.
  private static func mistake(
    _ bounds: ClosedRange<Int64>?, _ part: String
  ) -> (String, String)? {
    bounds?.upperBound == .min ? (part, "no value lies within the bounds") : nil
  }

  private static func mistake(
    _ names: [String], _ part: String, _ what: String
  ) -> (String, String)? {
    let isSound =
      !names.isEmpty && Set(names).count == names.count && !names.contains { $0.isEmpty }
    return isSound ? nil : (part, "\(what) needs names, each of them once and none empty")
  }

  /// The domain with bounds that leave out the lowest number of 64 bits, which is no value.
  var withoutUnknown: Self {
    switch self {
    case .integer(let bounds, let unit) where bounds.lowerBound == .min:
      return .integer(codes, unit: unit)
    case .duration(let bounds) where bounds.lowerBound == .min:
      return .duration(milliseconds: codes)
    case .money(let currency, let bounds?) where bounds.lowerBound == .min:
      return .money(currency, minorUnits: codes)
    case .decimal(let decimals, let bounds?) where Self.codes(bounds, decimals)?.lowerBound == .min:
      guard case .decimal(let lowest) = value(of: codes.lowerBound), lowest <= bounds.upperBound
      else { return self }
      return .decimal(decimals: decimals, in: lowest...bounds.upperBound)
    default: return self
    }
  }
}
