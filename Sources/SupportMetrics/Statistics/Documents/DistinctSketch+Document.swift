// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

package import SupportCore

/// `{ "precision": 14, "hashes": [-7, 12] }` while there are few, each hash as a signed number, else
/// `{ "precision": 14, "registers": "0312…" }`, two hexadecimal digits for each register.
extension DistinctSketch {
  /// The sketch as a document; equal sketches give equal documents.
  package var form: DocumentForm {
    let precision = DocumentForm.Member("precision", .integer(Int64(precision)))
    if isExact {
      let hashes = hashes.map { Int64(bitPattern: $0) }.sorted()
      return .object([precision, .init("hashes", .integers(hashes))])
    }
    let digits = Array("0123456789abcdef".utf8)
    let text = String(
      decoding: registers.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    return .object([precision, .init("registers", .text(text))])
  }

  /// Reads a sketch that was written as a document; after a report there is none.
  package init?(reading node: DocumentNode, _ problems: inout Problems) {
    guard var object = node.object(&problems) else { return nil }
    let bounds = Int64(Self.precisions.lowerBound)...Int64(Self.precisions.upperBound)
    let precision = object.required("precision", &problems)?.integer(in: bounds, &problems)
    let registersNode = object.optional("registers")
    let hashesNode =
      registersNode == nil ? object.required("hashes", &problems) : nil
    object.finish(&problems)
    guard let precision else { return nil }
    var empty = Self(precision: Int(precision), hashes: [], registers: [])
    if let registersNode {
      guard let registers = empty.registers(registersNode, &problems) else { return nil }
      self.init(precision: empty.precision, hashes: [], registers: registers)
      return
    }
    guard let hashesNode,
      let hashes = hashesNode.integers(in: Int64.min...Int64.max, &problems)
    else { return nil }
    guard hashes.count <= empty.mostHashes else {
      problems.report(
        "\(hashes.count) hashes are more than \(empty.mostHashes)", at: hashesNode)
      return nil
    }
    empty.hashes = Set(hashes.map { UInt64(bitPattern: $0) })
    self = empty
  }

  private func registers(_ node: DocumentNode, _ problems: inout Problems) -> [UInt8]? {
    guard let text = node.string(&problems) else { return nil }
    let digits = text.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
    guard digits.count == 2 << precision, digits.count == text.utf8.count else {
      problems.report("\(2 << precision) hexadecimal digits are expected", at: node)
      return nil
    }
    let registers = stride(from: 0, to: digits.count, by: 2).map { place in
      UInt8(digits[place] << 4 | digits[place + 1])
    }
    guard let greatest = registers.max(), 1...mostRank ~= Int(greatest) else {
      problems.report("the registers must lie in 0 ... \(mostRank), not all at 0", at: node)
      return nil
    }
    return registers
  }
}

extension DistinctSketch: Codable {
  /// Decodes a sketch and checks it.
  public init(from decoder: any Decoder) throws {
    self = try decoder.decodeDocument { Self(reading: $0, &$1) }
  }

  /// Encodes the precision with the hashes, while there are few, or the registers, two hexadecimal
  /// digits for each: `{"precision": 14, "registers": "0312…"}`.
  public func encode(to encoder: any Encoder) throws {
    try encoder.encodeDocument(form)
  }
}
