// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportRules

/// Makes cases for a table: from the bytes behind its document, and where these end, from numbers
/// that follow from all bytes. Values lie at, and beside, those that the table itself names.
struct CaseSource {
  private let schema: FactSchema
  /// The values that conditions name, by fact.
  private var named: [String: [FactValue]] = [:]
  private var dates: [CivilDate] = []
  private var bytes: ArraySlice<UInt8>
  private var state: UInt64

  init(_ document: RuleTableDocument, _ input: [UInt8]) {
    schema = document.table.schema
    bytes = input.drop { $0 != 0 }.dropFirst()
    state = input.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
    for rule in document.table.rules {
      collect(rule.when)
      dates += [rule.from, rule.until].compactMap { $0 }
    }
  }

  private mutating func collect(_ condition: Condition) {
    switch condition {
    case .isOneOf(let fact, let values): named[fact, default: []] += values
    case .isWithin(let fact, let range):
      named[fact, default: []] += [range.lower.value, range.upper.value].compactMap { $0 }
    case .hasFlags(let fact, let test):
      named[fact, default: []].append(.flags(test.allOf + test.anyOf.prefix(1)))
    case .isKnown: break
    case .all(let parts), .any(let parts): for part in parts { collect(part) }
    case .not(let part): collect(part)
    }
  }

  // MARK: Numbers

  private mutating func byte() -> UInt8 {
    if let byte = bytes.popFirst() { return byte }
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return UInt8(truncatingIfNeeded: state >> 24)
  }

  private mutating func number() -> Int64 {
    let number = (0..<8).reduce(UInt64(0)) { sum, _ in sum << 8 | UInt64(byte()) }
    return Int64(bitPattern: number) >> Int64(byte() % 64)
  }

  private mutating func element<Element>(_ list: [Element]) -> Element? {
    list.isEmpty ? nil : list[Int(byte()) % list.count]
  }

  // MARK: Cases

  /// The next case and its date.
  mutating func next() -> (Facts, CivilDate?) {
    var facts = Facts(schema)
    for (position, field) in schema.fields.enumerated() {
      if byte() % 6 > 0 { facts.record(value(for: field), at: position) }
    }
    let date = element(dates)?.adding(days: Int(byte() % 3) - 1)
    return (facts, byte() % 4 == 0 ? nil : date ?? CivilDate(daysSince1970: Int(number() >> 40)))
  }

  /// A case of which the analysis speaks, with its date: every fact that is not optional is known;
  /// nil where no value was found for one.
  mutating func nextComplete() -> (Facts, CivilDate)? {
    var (facts, date) = next()
    for (position, field) in schema.fields.enumerated() where !field.isOptional {
      for _ in 0..<8 where facts[position] == nil {
        facts.record(value(for: field), at: position)
      }
      if facts[position] == nil { return nil }
    }
    return (facts, date ?? dates.first ?? CivilDate(daysSince1970: 0))
  }

  private mutating func value(for field: FactField) -> FactValue {
    if byte() % 4 > 0, let value = element(named[field.name] ?? []) {
      return byte() % 2 == 0 ? value : beside(value, field.domain)
    }
    switch field.domain {
    case .choice(let names), .ordered(let names): return .text(element(names) ?? "")
    case .text: return .text(String(UnicodeScalar(byte())))
    case .integer(let bounds, _): return .integer(number(bounds))
    case .decimal(let decimals, let bounds):
      if let bounds, byte() % 2 == 0 {
        return .decimal(byte() % 2 == 0 ? bounds.lowerBound : bounds.upperBound)
      }
      return .decimal(ExactDecimal(significand: Int128(number()), scale: decimals) ?? .zero)
    case .money(let currency, let bounds):
      let bounds = bounds ?? Int64.min...Int64.max
      return .money(Money(minorUnits: number(bounds), currency: currency))
    case .duration(let bounds): return .duration(milliseconds: number(bounds))
    case .instant: return .instant(Instant(millisecondsSince1970: number()))
    case .date: return .date(CivilDate(daysSince1970: Int(number() >> 32)))
    case .boolean: return .boolean(byte() % 2 == 0)
    case .flags(let names):
      let mask = number()
      return .flags(names.enumerated().filter { mask >> Int64($0.offset) & 1 == 1 }.map(\.element))
    }
  }

  /// A number between two bounds, often one of them, or one outside.
  private mutating func number(_ bounds: ClosedRange<Int64>) -> Int64 {
    switch byte() % 4 {
    case 0: bounds.lowerBound
    case 1: bounds.upperBound
    case 2: number()
    default: bounds.lowerBound &+ (number() & 0xffff)
    }
  }

  /// The value before or behind another, where there is one.
  private mutating func beside(_ value: FactValue, _ domain: FactField.Domain) -> FactValue {
    let step: Int64 = byte() % 2 == 0 ? 1 : -1
    switch value {
    case .integer(let number): return .integer(number &+ step)
    case .duration(let milliseconds): return .duration(milliseconds: milliseconds &+ step)
    case .money(let money):
      return .money(Money(minorUnits: money.minorUnits &+ step, currency: money.currency))
    case .instant(let instant): return .instant(instant.adding(milliseconds: step))
    case .date(let date): return .date(date.adding(days: Int(step)))
    case .boolean(let flag): return .boolean(!flag)
    case .decimal(let number):
      guard case .decimal(let decimals, _) = domain,
        let unit = ExactDecimal(significand: Int128(step), scale: decimals),
        let sum = number.sum(with: unit)
      else { return value }
      return .decimal(sum)
    case .text(let text):
      guard case .ordered(let names) = domain, let place = names.firstIndex(of: text) else {
        return .text(text + "s")
      }
      return .text(names[Swift.min(Swift.max(0, place + Int(step)), names.count - 1)])
    case .flags(let names): return .flags(Array(names.dropFirst()))
    }
  }
}
