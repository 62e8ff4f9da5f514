// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

/// The value of a fact.
///
/// A fact that is not known has no value: ``Facts`` leaves it out, and a condition about it is
/// neither true nor false.
public enum FactValue: Hashable, Sendable {
  /// One of the names of a choice or a scale, or open text.
  case text(String)
  /// A whole number.
  case integer(Int64)
  /// An exact decimal number.
  case decimal(ExactDecimal)
  /// A sum of money.
  case money(Money)
  /// An amount of elapsed time.
  case duration(milliseconds: Int64)
  /// A point in time.
  case instant(Instant)
  /// A date.
  case date(CivilDate)
  /// Yes or no.
  case boolean(Bool)
  /// The flags that are set, each once; ``Facts`` gives them in the order of the schema.
  case flags([String])
}

extension FactValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral
{
  /// Creates a text value.
  public init(stringLiteral value: String) { self = .text(value) }
  /// Creates a whole number.
  public init(integerLiteral value: Int64) { self = .integer(value) }
  /// Creates yes or no.
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
}

extension FactValue: CustomStringConvertible {
  /// The value as a document writes it: `"gold"`, `42`, `"48 h"`, `true`, `["vip"]`.
  public var description: String { form.line }

  /// The value in words, without quotes: `gold`, `42`, `48 h`, `vip + elderly`.
  public var words: String {
    switch self {
    case .text(let text): text
    case .money(let money): money.description
    case .flags(let names): names.isEmpty ? "∅" : names.joined(separator: " + ")
    default:
      if case .text(let text) = form { text } else { form.line }
    }
  }

  /// The value in a document, in the way in which its domain reads it.
  package var form: DocumentForm {
    switch self {
    case .text(let text): .text(text)
    case .integer(let number): .integer(number)
    case .decimal(let number): .number(number)
    case .money(let money): .text(money.amountText)
    case .duration(let milliseconds): .text(ElapsedText.text(milliseconds: milliseconds))
    case .instant(let instant): .text(instant.description)
    case .date(let date): .text(date.description)
    case .boolean(let flag): .flag(flag)
    case .flags(let names): .texts(names)
    }
  }
}
