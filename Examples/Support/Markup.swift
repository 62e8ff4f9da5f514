// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// HTML that is safe to send: what the program writes literally stays, what it interpolates is
/// escaped.
///
/// A label can therefore not become a tag, whatever its export holds; only another piece of markup
/// goes in unchanged.
///
/// ```swift
/// let row: Markup = "<td>\(label)</td>"   // label "<b>" gives <td>&lt;b&gt;</td>
/// ```
package struct Markup: ExpressibleByStringInterpolation, Sendable {
  /// The text of the markup.
  package private(set) var html: String

  package init(stringLiteral literal: String) {
    html = literal
  }

  package init(stringInterpolation interpolation: Interpolation) {
    html = interpolation.html
  }

  /// Joins pieces, one a line.
  package init(lines pieces: [Markup]) {
    html = pieces.lazy.map(\.html).joined(separator: "\n")
  }

  /// Whether there is nothing in it.
  package var isEmpty: Bool { html.isEmpty }

  /// Collects the literal and the interpolated parts.
  package struct Interpolation: StringInterpolationProtocol {
    fileprivate var html = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      html.reserveCapacity(literalCapacity + interpolationCount * 12)
    }

    package mutating func appendLiteral(_ literal: String) {
      html += literal
    }

    /// Appends a stranger's text, escaped for elements and for quoted attributes.
    package mutating func appendInterpolation(_ text: String) {
      Markup.escape(text, into: &html)
    }

    package mutating func appendInterpolation(_ markup: Markup) {
      html += markup.html
    }

    package mutating func appendInterpolation(_ markups: [Markup]) {
      for (index, markup) in markups.enumerated() {
        if index > 0 { html += "\n" }
        html += markup.html
      }
    }

    package mutating func appendInterpolation(_ number: Int) {
      html += String(number)
    }

    /// Appends a coordinate, to the nearest hundredth.
    package mutating func appendInterpolation(_ coordinate: Double) {
      let hundredths = (coordinate * 100).nearestWhole
      let size = hundredths.magnitude
      if hundredths < 0 { html += "-" }
      html += String(size / 100)
      let rest = size % 100
      if rest == 0 { return }
      html += rest < 10 ? ".0" : "."
      html += String(rest % 10 == 0 ? rest / 10 : rest)
    }
  }
}

// MARK: - Escaping

extension Markup {
  /// Appends text in which nothing can end an element, an attribute or the direction of a line.
  fileprivate static func escape(_ text: String, into html: inout String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": html += "&amp;"
      case "<": html += "&lt;"
      case ">": html += "&gt;"
      case "\"": html += "&quot;"
      case "'": html += "&#39;"
      case "\t", "\n", "\r", "\u{2028}", "\u{2029}": html += " "
      default: html.unicodeScalars.append(isHarmful(scalar) ? "\u{FFFD}" : scalar)
      }
    }
  }

  /// Control characters, characters that turn the writing direction, and non-characters.
  private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x202A...0x202E, 0x2066...0x2069, 0xFDD0...0xFDEF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }
}
