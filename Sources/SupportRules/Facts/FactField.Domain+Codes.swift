// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Values as numbers of 64 bits, and back.
extension FactField.Domain {
  /// The code of a value, `nil` for one that is not of this domain. Open text has none.
  package func code(of value: FactValue) -> Int64? {
    switch (self, value) {
    case (.choice(let names), .text(let text)), (.ordered(let names), .text(let text)):
      return names.firstIndex(of: text).map { Int64($0) }
    case (.integer, .integer(let number)): return within(number)
    case (.decimal(let decimals, _), .decimal(let number)):
      return number.exactInteger(decimals: decimals).flatMap(within)
    case (.decimal(let decimals, _), .integer(let number)):
      return ExactDecimal(number).exactInteger(decimals: decimals).flatMap(within)
    case (.money(let currency, _), .money(let money)):
      return money.currency == currency ? within(money.minorUnits) : nil
    case (.duration, .duration(let milliseconds)): return within(milliseconds)
    case (.instant, .instant(let instant)): return instant.millisecondsSince1970
    case (.date, .date(let date)): return Int64(date.daysSince1970)
    case (.boolean, .boolean(let flag)): return flag ? 1 : 0
    case (.flags(let names), .flags(let set)): return Self.mask(of: set, among: names)
    default: return nil
    }
  }

  private func within(_ code: Int64) -> Int64? {
    codes.contains(code) ? code : nil
  }

  /// The value of a code of this domain; codes out of range become the nearest bound.
  package func value(of code: Int64) -> FactValue {
    switch self {
    case .choice(let names), .ordered(let names):
      let position = Int(Swift.min(Swift.max(code, 0), Int64(names.count) - 1))
      return names.indices.contains(position) ? .text(names[position]) : .text("")
    case .text: return .text("")
    case .integer: return .integer(code)
    case .decimal(let decimals, _):
      return .decimal(
        ExactDecimal(significand: Int128(code), scale: decimals) ?? ExactDecimal(code))
    case .money(let currency, _): return .money(Money(minorUnits: code, currency: currency))
    case .duration: return .duration(milliseconds: code)
    case .instant: return .instant(Instant(millisecondsSince1970: code))
    case .date: return .date(CivilDate(daysSince1970: Int(code)))
    case .boolean: return .boolean(code != 0)
    case .flags(let names): return .flags(Self.names(of: code, among: names))
    }
  }

  /// The bits of a set of flags, `nil` when one of them is not declared.
  static func mask(of set: [String], among names: [String]) -> Int64? {
    var mask: Int64 = 0
    for name in set {
      guard let bit = names.firstIndex(of: name), bit < 63 else { return nil }
      mask |= 1 << Int64(bit)
    }
    return mask
  }

  /// The names of the bits of a mask.
  static func names(of mask: Int64, among names: [String]) -> [String] {
    names.enumerated().filter { $0.offset < 63 && mask & (1 << Int64($0.offset)) != 0 }
      .map(\.element)
  }

  // MARK: Objections

  /// Why a value is not of this domain, as a clause that follows the value; `nil` when it is.
  public func objection(to value: FactValue) -> String? {
    if contains(value) { return nil }
    switch (self, value) {
    case (.choice(let names), .text), (.ordered(let names), .text):
      return "is not one of \(DocumentNode.list(names))"
    case (.flags(let names), .flags(let set)):
      let unknown = set.filter { !names.contains($0) }
      return "has \(DocumentNode.list(unknown)), which is none of \(DocumentNode.list(names))"
    case (.decimal(let decimals, _), .decimal(let number)) where number.scale > decimals:
      return "has more than \(decimals) decimals"
    case (.money(let currency, _), .money(let money)) where money.currency != currency:
      return "is not in \(currency)"
    case (.integer, .integer), (.decimal, .decimal), (.decimal, .integer), (.money, .money),
      (.duration, .duration):
      return "is outside \(boundsText)"
    default: return "is not \(kindText)"
    }
  }

  /// `0 ... 100`, as a document writes the bounds.
  var boundsText: String {
    "\(self.value(of: codes.lowerBound).words) ... \(self.value(of: codes.upperBound).words)"
  }

  private var kindText: String {
    switch self {
    case .choice, .ordered, .text: "text"
    case .integer: "a whole number"
    case .decimal: "a decimal number"
    case .money: "a sum of money"
    case .duration: "an amount of time"
    case .instant: "an instant"
    case .date: "a date"
    case .boolean: "true or false"
    case .flags: "a set of flags"
    }
  }
}
