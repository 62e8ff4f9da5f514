// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// HTML whose literal parts stay and whose interpolated texts are escaped.
struct StormMarkup: ExpressibleByStringInterpolation, Sendable {
  private(set) var html: String

  init(stringLiteral literal: String) {
    html = literal
  }

  init(stringInterpolation interpolation: Interpolation) {
    html = interpolation.html
  }

  struct Interpolation: StringInterpolationProtocol {
    fileprivate var html = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      html.reserveCapacity(literalCapacity + interpolationCount * 12)
    }

    mutating func appendLiteral(_ literal: String) {
      html += literal
    }

    /// Appends a text, escaped for elements and quoted attributes.
    mutating func appendInterpolation(_ text: String) {
      for character in text {
        switch character {
        case "&": html += "&amp;"
        case "<": html += "&lt;"
        case ">": html += "&gt;"
        case "\"": html += "&quot;"
        case "'": html += "&#39;"
        default: html.append(character)
        }
      }
    }

    mutating func appendInterpolation(_ markup: StormMarkup) {
      html += markup.html
    }

    mutating func appendInterpolation(_ markups: [StormMarkup]) {
      html += markups.map(\.html).joined(separator: "\n")
    }

    mutating func appendInterpolation(_ number: Int) {
      html += String(number)
    }

    /// Appends a coordinate, to the nearest tenth.
    mutating func appendInterpolation(_ coordinate: Double) {
      let tenths = whole(coordinate * 10)
      html += "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10)"
      if tenths % 10 != 0 { html += ".\(abs(tenths) % 10)" }
    }
  }
}
