// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// The JSON of an event as a value, whatever it says: what a store keeps and hands on without
/// knowing the room that the event comes from.
///
/// Numbers are exact and members stand in one order, so that equal trees have equal bytes whoever
/// writes them.
public indirect enum EventTree: Hashable, Sendable {
  /// Nothing.
  case null
  /// True or false.
  case flag(Bool)
  /// A whole number.
  case integer(Int64)
  /// Any other number, exact.
  case number(ExactDecimal)
  /// Text.
  case text(String)
  /// A list.
  case list([EventTree])
  /// Values by their names.
  case object(Members)

  /// A value of an object by its name; `nil` where it is not there or this is no object. Setting
  /// does nothing where this is no object, and `nil` takes the member away.
  ///
  /// - Complexity: O(log members) to read, O(members) to set.
  public subscript(name: String) -> EventTree? {
    get {
      guard case .object(let members) = self else { return nil }
      return members[name]
    }
    set {
      guard case .object(var members) = self else { return }
      members[name] = newValue
      self = .object(members)
    }
  }
}

extension EventTree {
  /// One value of an object, with its name.
  public struct Member: Hashable, Sendable {
    /// The name.
    public let name: String
    /// The value.
    public let value: EventTree
  }

  /// The values of an object by their names: each name once, in the order of the names' UTF-8.
  ///
  /// ```swift
  /// let tree = EventTree.object(["type": .text("solved"), "at": .text("2025-06-02T09:00:00Z")])
  /// ```
  public struct Members: Hashable, Sendable, ExpressibleByDictionaryLiteral {
    /// The members in order.
    public private(set) var all: [Member]

    /// Creates members; of two with one name the later counts.
    public init(dictionaryLiteral members: (String, EventTree)...) {
      self.init(members)
    }

    /// Creates members given in any order; of two with one name the later counts.
    ///
    /// - Complexity: O(n log n)
    public init(_ members: some Sequence<(String, EventTree)>) {
      all = []
      let sorted = members.map { Member(name: $0, value: $1) }.sortedStably { UTF8Key($0.name) }
      for member in sorted {
        if let last = all.last, UTF8Key(last.name) == UTF8Key(member.name) { all.removeLast() }
        all.append(member)
      }
    }

    /// A value by its name; `nil` where there is none, and to take it away.
    ///
    /// - Complexity: O(log n) to read, O(n) to set.
    public subscript(name: String) -> EventTree? {
      get {
        let place = place(of: name)
        return place.isThere ? all[place.index].value : nil
      }
      set {
        let place = place(of: name)
        if place.isThere { all.remove(at: place.index) }
        if let newValue { all.insert(Member(name: name, value: newValue), at: place.index) }
      }
    }

    /// Where a name stands, or would stand.
    private func place(of name: String) -> (index: Int, isThere: Bool) {
      var (low, high) = (0, all.count)
      while low < high {
        let middle = (low + high) / 2
        if UTF8Key(all[middle].name) < UTF8Key(name) { low = middle + 1 } else { high = middle }
      }
      return (low, low < all.count && UTF8Key(all[low].name) == UTF8Key(name))
    }
  }

  /// A name as its bytes; texts alone compare by what they look like.
  private struct UTF8Key: Comparable {
    let text: String

    init(_ text: String) {
      self.text = text
    }

    static func == (left: Self, right: Self) -> Bool {
      left.text.utf8.elementsEqual(right.text.utf8)
    }

    static func < (left: Self, right: Self) -> Bool {
      left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
  }
}

extension EventTree: CustomStringConvertible, CustomReflectable {
  /// What it is, without what it says: `object of 4`.
  public var description: String {
    switch self {
    case .null: "null"
    case .flag: "flag"
    case .integer, .number: "number"
    case .text: "text"
    case .list(let list): "list of \(list.count)"
    case .object(let members): "object of \(members.all.count)"
    }
  }

  /// Nothing but the description, so that dumping what could not be read shows nobody.
  public var customMirror: Mirror { Mirror(self, children: ["tree": description]) }
}

extension EventTree.Member: CustomStringConvertible, CustomReflectable {
  /// The name, and what the value is without what it says: `subject: text`.
  public var description: String { "\(name): \(value)" }

  /// Nothing but the description, so that dumping a member shows nobody.
  public var customMirror: Mirror { Mirror(self, children: ["member": description]) }
}
