// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The open texts that the rules of a table mention, per field; all others are one and the same.
struct TextVocabulary: Sendable {
  /// The texts of a field in the order of their first mention; the first has place 1, place 0 stands
  /// for every text that is not mentioned.
  private(set) var words: [Int: [String]] = [:]
  private var places: [Int: [String: Int64]] = [:]

  /// The place of a text, made for it where it is new.
  mutating func place(of text: String, at position: Int) -> Int64 {
    if let place = places[position]?[text] { return place }
    words[position, default: []].append(text)
    let place = Int64(words[position]?.count ?? 0)
    places[position, default: [:]][text] = place
    return place
  }

  /// The place of a text, `nil` where it was not mentioned.
  func mentionedPlace(of text: String, at position: Int) -> Int64? {
    places[position]?[text]
  }

  /// The places of a field, with that of all other texts.
  func codes(at position: Int) -> ClosedRange<Int64> {
    0...Int64(words[position]?.count ?? 0)
  }

  /// The text of a place; for place 0 one that no rule mentions.
  func text(at position: Int, _ place: Int64) -> String {
    let known = words[position] ?? []
    if place > 0, Int(place) <= known.count { return known[Int(place) - 1] }
    var text = "other"
    while places[position]?[text] != nil { text += "-" }
    return text
  }
}
