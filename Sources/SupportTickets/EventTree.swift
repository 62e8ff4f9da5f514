// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The JSON of an event as a value, whatever it says.
public indirect enum EventTree: Hashable, Sendable {
  /// Nothing.
  case null
  /// True or false.
  case flag(Bool)
  /// A whole number.
  case integer(Int64)
  /// Any other number.
  case number(Double)
  /// Text.
  case text(String)
  /// A list.
  case list([EventTree])
  /// Values by their names.
  case object([String: EventTree])

  /// A value of an object by its name; `nil` where it is not there or this is no object. Setting
  /// does nothing where this is no object.
  public subscript(name: String) -> EventTree? {
    get {
      guard case .object(let values) = self else { return nil }
      return values[name]
    }
    set {
      guard case .object(var values) = self else { return }
      values[name] = newValue
      self = .object(values)
    }
  }
}

extension EventTree: Codable {
  /// Decodes any JSON.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Int64.self) {
      self = .integer(number)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([EventTree].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: EventTree].self))
    }
  }

  /// Encodes the JSON that it stands for.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .flag(let flag): try container.encode(flag)
    case .integer(let number): try container.encode(number)
    case .number(let number): try container.encode(number)
    case .text(let text): try container.encode(text)
    case .list(let list): try container.encode(list)
    case .object(let values): try container.encode(values)
    }
  }
}
