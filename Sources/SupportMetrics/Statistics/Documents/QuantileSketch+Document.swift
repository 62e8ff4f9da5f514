// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore

/// `{ "parts": 50, "lowest": 1, "counts": […], "sum": 70, "minimum": 1, "maximum": 35 }`: the buckets of
/// each doubling, the bucket of the first count, the counts; without values `parts` alone.
extension QuantileSketch {
  /// The sketch as a document; equal sketches give equal documents.
  package var form: DocumentForm {
    var members = [DocumentForm.Member("parts", .integer(Int64(scale.parts)))]
    if let minimum, let maximum {
      // Beyond 38 digits lies no sum of fewer than 2⁶³ values.
      let sum = ExactDecimal(significand: sum, scale: 0) ?? .zero
      members += [
        .init("lowest", .integer(Int64(lowest))), .init("counts", .counts(counts)),
        .init("sum", .number(sum)), .init("minimum", .integer(minimum)),
        .init("maximum", .integer(maximum)),
      ]
    }
    return .object(members)
  }

  /// Reads a sketch that was written as a document; after a report there is none.
  package init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let bounds = Int64(SketchScale.bounds.lowerBound)...Int64(SketchScale.bounds.upperBound)
    let parts = object.required("parts", &problems)?.integer(in: bounds, &problems)
    guard object.members.contains(where: { $0.key == "counts" }) else {
      object.finish(&problems)
      guard let parts else { return nil }
      self.init(
        scale: SketchScale(parts: Int(parts)), lowest: 0, counts: [], sum: 0, minimum: nil,
        maximum: nil)
      return
    }
    let all = Int64.min...Int64.max
    let lowest = object.required("lowest", &problems)?.integer(in: all, &problems)
    let counts = object.required("counts", &problems)?.counts(from: 0, &problems)
    let sum = object.required("sum", &problems)?.decimal(&problems)
    let minimum = object.required("minimum", &problems)?.integer(in: all, &problems)
    let maximum = object.required("maximum", &problems)?.integer(in: all, &problems)
    object.finish(&problems)
    guard let parts, let lowest, let counts, let sum, let minimum, let maximum else { return nil }
    let scale = SketchScale(parts: Int(parts))
    guard Self.fits(scale, lowest: lowest, counts: counts, from: minimum, to: maximum) else {
      problems.report("the buckets do not reach from the minimum to the maximum", at: node)
      return nil
    }
    let number = counts.reduce(0) { $0 + Int128($1) }
    let least = number * Int128(minimum)
    guard sum.scale == 0, least <= sum.significand,
      sum.significand <= number * Int128(maximum)
    else {
      problems.report("\(sum) can't be the sum", at: node)
      return nil
    }
    self.init(
      scale: scale, lowest: Int(lowest), counts: counts, sum: sum.significand, minimum: minimum,
      maximum: maximum)
  }

  /// Whether the buckets begin with the least and end with the greatest value.
  private static func fits(
    _ scale: SketchScale, lowest: Int64, counts: [Int], from minimum: Int64, to maximum: Int64
  ) -> Bool {
    guard minimum <= maximum, counts.first != 0, counts.last != 0, !counts.isEmpty else {
      return false
    }
    let (first, last) = (scale.bucket(of: minimum), scale.bucket(of: maximum))
    return Int64(first) == lowest && last - first + 1 == counts.count
  }
}

extension QuantileSketch: Codable {
  /// Decodes a sketch and checks it.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeDocument { Self(reading: $0, &$1) }
  }

  /// Encodes the buckets of each doubling, the counts from the lowest bucket in use, and the exact
  /// figures: `{"parts": 50, "lowest": 1, "counts": [1], "sum": 1, "minimum": 1, "maximum": 1}`.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeDocument(form)
  }
}
