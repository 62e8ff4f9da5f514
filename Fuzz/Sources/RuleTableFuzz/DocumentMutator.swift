// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Changes a document in one place of its tree, so that it mostly stays one; every fourth time, and
/// where it is none, its bytes.
@_cdecl("LLVMFuzzerCustomMutator")
public func mutateDocument(
  _ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ maximum: Int, _ seed: CUnsignedInt
) -> Int {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let text = bytes.prefix { $0 != 0 }
  var mutator = DocumentMutator(seed: seed)
  guard mutator.below(4) > 0, let tree = DocumentTree(text) else {
    return mutateBytes(start, count, maximum)
  }
  let changed = Array(mutator.changed(tree).text.utf8) + bytes.dropFirst(text.count)
  guard changed.count <= maximum else { return mutateBytes(start, count, maximum) }
  start.update(from: changed, count: changed.count)
  return changed.count
}

/// What libFuzzer does where nobody knows better.
@_silgen_name("LLVMFuzzerMutate")
private func mutateBytes(_ start: UnsafeMutablePointer<UInt8>, _ count: Int, _ maximum: Int) -> Int

/// Chooses a change of a tree.
private struct DocumentMutator {
  private var state: UInt64

  init(seed: CUnsignedInt) {
    state = (UInt64(seed) &+ 1) &* 0x9e37_79b9_7f4a_7c15
  }

  mutating func below(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int((state >> 11) % UInt64(bound))
  }

  /// Values that documents hold, in the words of the format.
  private static let values: [DocumentTree] = [
    "null", "true", "false", "0", "1", "-1", "0.5", "9223372036854775807", "-9223372036854775807",
    "-9223372036854775808", #""a""#, #""\u00e9""#, #""e\u0301""#, #""0001-01-01""#,
    #""9999-12-31""#, #""9999-12-31T23:59:59.999Z""#, #""1 h""#, #""-1 ms""#, #""0.00""#, "[]",
    "{}", #"{"known":true}"#, #"{"known":false}"#, #"{"is":"text"}"#, #"{"is":"date"}"#,
    #"{"is":"instant"}"#, #"{"is":"boolean","optional":true}"#, #"{"oneOf":["a","b"]}"#,
    #"{"ordered":["a","b"],"protected":true}"#, #"{"flags":["a","b"],"optional":true}"#,
    #"{"integer":{"atLeast":-9223372036854775807,"atMost":9223372036854775807}}"#,
    #"{"integer":{"atLeast":0,"atMost":1},"protected":true}"#, #"{"decimal":{},"decimals":18}"#,
    #"{"decimal":{"atLeast":0,"atMost":1},"decimals":2}"#, #"{"money":"CNY"}"#,
    #"{"money":"JPY","atLeast":"0","atMost":"9"}"#,
    #"{"duration":{"atLeast":"0 h","atMost":"1 h"}}"#, #"{"allOf":["a"]}"#, #"{"anyOf":["a","b"]}"#,
    #"{"noneOf":["b"]}"#, #""first""#, #""unique""#, #""any""#, #""priority""#, #""ruleOrder""#,
    #""outputOrder""#, #""collect""#, #""collectSum""#, #""collectMin""#, #""collectMax""#,
    #""collectCount""#,
  ].compactMap { DocumentTree(Array($0.utf8)) }

  private static let keys = [
    "all", "any", "not", "note", "atLeast", "above", "atMost", "below", "known", "allOf", "anyOf",
    "noneOf", "when", "then", "from", "until", "optional", "protected", "otherwise", "hitPolicy",
    "a", "b", "n",
  ]

  mutating func changed(_ tree: DocumentTree) -> DocumentTree {
    var result = tree
    for _ in 0...below(3) {
      let count = result.count
      let other = below(3) == 0 ? value() : result.part(below(count))
      result.change(below(count)) { part in change(&part, other) }
    }
    return result
  }

  private mutating func value() -> DocumentTree {
    Self.values[below(Self.values.count)]
  }

  private mutating func change(_ part: inout DocumentTree, _ other: DocumentTree) {
    switch part {
    case _ where below(5) == 0: part = other
    case .scalar(let text): part = .scalar(changed(text))
    case .list(let elements) where below(6) == 0 && !elements.isEmpty:
      part = elements[below(elements.count)]
    case .list(var elements):
      change(&elements, other)
      part = .list(elements)
    case .object where below(4) == 0: part = wrapped(part, other)
    case .object(var members):
      if members.isEmpty || below(3) == 0 {
        members.append((Self.keys[below(Self.keys.count)], other))
      } else if below(4) == 0 {
        let place = below(members.count)
        members[place].key = Self.keys[below(Self.keys.count)]
      } else if below(3) == 0 {
        let place = below(members.count)
        members[place].value = other
      } else {
        change(&members, members[below(members.count)])
      }
      part = .object(members)
    }
  }

  /// Takes out, adds, doubles or moves an element.
  private mutating func change<Element>(_ elements: inout [Element], _ other: Element) {
    guard !elements.isEmpty, below(3) > 0 else {
      elements.insert(other, at: below(elements.count + 1))
      return
    }
    if below(2) == 0 {
      elements.remove(at: below(elements.count))
    } else {
      elements.swapAt(below(elements.count), below(elements.count))
    }
  }

  private mutating func wrapped(_ part: DocumentTree, _ other: DocumentTree) -> DocumentTree {
    switch below(4) {
    case 0: .object([("not", part)])
    case 1: .object([("all", .list([part, other]))])
    case 2: .object([("any", .list([part, other]))])
    default: .object([("all", .list([.object([]), part]))])
    }
  }

  /// A text or number with one character more, less or another.
  private mutating func changed(_ text: String) -> String {
    var characters = Array(text)
    let place = below(characters.count)
    switch characters[place] {
    case "0"..."9": characters[place] = Character("\(below(10))")
    case "a"..."z" where text.hasPrefix("\""): characters[place] = below(2) == 0 ? "a" : "b"
    default: characters.insert(Character("\(below(10))"), at: place)
    }
    return String(characters)
  }
}
