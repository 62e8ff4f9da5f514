// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// Reads JSON text into a tree, going on after mistakes.
///
/// A mistake that leaves no doubt about the tree is only reported; any other makes the tree
/// unsound, and then there is none. Recursion is bounded by the limit on depth.
struct DocumentParser {
  let bytes: [UInt8]
  var position = 0

  private let limits: DocumentLimits
  private var places: DocumentPlaces
  private var problems = Problems()
  /// The closing brackets that are awaited, outermost first.
  private(set) var awaited: [UInt8] = []
  private var nodeCount = 0
  private var isSound = true
  /// Set when going on makes no sense; silences everything after.
  private var isStopped = false

  init(_ bytes: [UInt8], limits: DocumentLimits) {
    self.bytes = bytes
    self.limits = limits
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    places = DocumentPlaces(start: position)
  }

  /// The value at the top, or nil when mistakes make it doubtful; reports every mistake.
  mutating func document(_ collected: inout Problems) -> DocumentNode? {
    problems = collected
    defer { collected = problems }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      stop("the text is in UTF-16; it must be in UTF-8", at: .document)
      return nil
    }
    let start = place(of: position)
    skipBlanks(in: .document)
    guard peek != nil else {
      stop("the text is empty", at: .document, start)
      return nil
    }
    let root = value(at: .document)
    skipBlanks(in: .document)
    // After a doubtful mistake the end of the top may have been taken for too early.
    if peek != nil, isSound {
      let here = found(at: position)
      doubt("nothing may follow the value at the top, here is \(here)", .document)
    }
    return isSound ? root : nil
  }

  // MARK: Values

  mutating func value(at trail: DocumentTrail) -> DocumentNode {
    let place = place(of: position)
    nodeCount += 1
    let maximum = limits.maximumNodes
    guard nodeCount <= maximum else {
      stop("there are more than \(maximum) values", at: trail)
      return DocumentNode(.null, at: trail, place)
    }
    switch peek ?? 0 {
    case UInt8(ascii: "{"): return DocumentNode(.object(members(at: trail)), at: trail, place)
    case UInt8(ascii: "["): return DocumentNode(.array(elements(at: trail)), at: trail, place)
    case UInt8(ascii: "\""): return DocumentNode(.string(string(at: trail)), at: trail, place)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      guard case .number(let number, let isInteger) = number(at: trail) else { break }
      return DocumentNode(.number(number), at: trail, place, isWrittenAsInteger: isInteger)
    default: return DocumentNode(word(at: trail), at: trail, place)
    }
    return DocumentNode(.null, at: trail, place)
  }

  private mutating func elements(at trail: DocumentTrail) -> [DocumentNode] {
    guard var container = open(.list, at: trail) else { return [] }
    defer { awaited.removeLast() }
    var elements: [DocumentNode] = []
    while hasNext(in: &container) {
      elements.append(value(at: .element(trail, elements.count)))
    }
    return elements
  }

  private mutating func members(at trail: DocumentTrail) -> [DocumentNode.Member] {
    guard var container = open(.object, at: trail) else { return [] }
    defer { awaited.removeLast() }
    var members: [DocumentNode.Member] = []
    var keys = DocumentKeys()
    while hasNext(in: &container) {
      let place = place(of: position)
      guard let key = key(at: trail), colon(after: key, at: trail) else { continue }
      let memberTrail = DocumentTrail.member(trail, key)
      let firstLine = keys.firstLine(of: key, on: place.line, among: members)
      if let firstLine {
        let message = "the key \(key.quoted) is here twice, first on line \(firstLine)"
        report(message, at: memberTrail, place)
      }
      let value = value(at: memberTrail)
      if firstLine == nil {
        members.append(
          DocumentNode.Member(key: key, line: place.line, column: place.column, value: value))
      }
    }
    return members
  }

  /// Reads a key; after a mistake that leaves none, moves to the next member and returns nil.
  private mutating func key(at trail: DocumentTrail) -> String? {
    if peek == UInt8(ascii: "\"") { return string(at: trail) }
    let start = position
    let word = takeWord()
    let isUnopened = peek == UInt8(ascii: "\"")
    if isUnopened, !word.isEmpty { position += 1 }
    guard !word.isEmpty, peek != UInt8(ascii: "'") else {
      position = start
      let here = found(at: start)
      doubt("a key in quotation marks is expected, here is \(here)", trail)
      skipToSeparator()
      return nil
    }
    report("the key \(word.quoted) must stand in quotation marks", at: trail, place(of: start))
    return word
  }

  /// Moves from a key to its value; after a mistake that leaves none, to the next member.
  private mutating func colon(after key: String, at trail: DocumentTrail) -> Bool {
    skipBlanks(in: trail)
    let (mark, length) = separator(in: trail)
    let hasColon = mark == UInt8(ascii: ":")
    if hasColon { position += length }
    skipBlanks(in: trail)
    guard let next = peek else { return false }
    if !hasColon, Self.startsValue(next) {
      report("a colon is missing after the key \(key.quoted)", at: trail, place(of: position))
      return true
    }
    if next == UInt8(ascii: ",") || Self.isCloser(next) {
      doubt("the value of \(key.quoted) is missing", trail)
      return false
    }
    if !hasColon {
      let here = found(at: position)
      doubt("a colon is expected after the key \(key.quoted), here is \(here)", trail)
      skipToSeparator()
    }
    return hasColon
  }

  // MARK: Lists and objects

  /// A list or an object that is being read.
  private struct Container {
    enum Kind {
      case list, object

      var name: String { self == .list ? "list" : "object" }
      var item: String { self == .list ? "value" : "key" }
      var closer: Unicode.Scalar { self == .list ? "]" : "}" }
    }

    let kind: Kind
    let trail: DocumentTrail
    let place: DocumentPlaces.Place
    var isEmpty = true
    /// The comma after the last item.
    var comma: DocumentPlaces.Place?
  }

  private mutating func open(_ kind: Container.Kind, at trail: DocumentTrail) -> Container? {
    let maximum = limits.maximumDepth
    guard awaited.count < maximum else {
      doubt("lists and objects are more than \(maximum) levels deep", trail)
      skipToSeparator()
      return nil
    }
    let place = place(of: position)
    position += 1
    awaited.append(UInt8(ascii: kind.closer))
    return Container(kind: kind, trail: trail, place: place)
  }

  /// Moves to the next item; false once the container has been left.
  private mutating func hasNext(in container: inout Container) -> Bool {
    while true {
      skipBlanks(in: container.trail)
      let (mark, length) = separator(in: container.trail)
      guard let byte = mark else {
        let kind = container.kind.name
        let start = "line \(container.place.line):\(container.place.column)"
        stop("the text ends inside the \(kind) that starts at \(start)", at: container.trail)
        return false
      }
      if byte == UInt8(ascii: ",") {
        if container.isEmpty || container.comma != nil {
          let item = container.kind.item
          doubt("a \(item) is missing before this comma", container.trail)
        }
        container.comma = place(of: position)
        container.isEmpty = false
        position += length
      } else if Self.isCloser(byte) {
        close(container, with: byte)
        return false
      } else if startsItem(byte, in: container) {
        if !container.isEmpty, container.comma == nil {
          let place = place(of: position)
          report(
            "a comma is missing before this \(container.kind.item)", at: container.trail, place)
        }
        container.isEmpty = false
        container.comma = nil
        return true
      } else {
        let (item, here) = (container.kind.item, found(at: position))
        doubt("a \(item) is expected, here is \(here)", container.trail)
        container.isEmpty = false
        container.comma = nil
        skipToSeparator()
      }
    }
  }

  private func startsItem(_ byte: UInt8, in container: Container) -> Bool {
    if container.isEmpty || container.comma != nil { return true }
    return container.kind == .object
      ? byte == UInt8(ascii: "\"") || Self.isWord(byte) : Self.startsValue(byte)
  }

  private mutating func close(_ container: Container, with closer: UInt8) {
    if let comma = container.comma {
      let message = "a \(container.kind.item) is missing after this comma; the comma must go"
      report(message, at: container.trail, comma)
    }
    guard closer != UInt8(ascii: container.kind.closer) else {
      position += 1
      return
    }
    let wanted = String(container.kind.closer)
    let start = "line \(container.place.line):\(container.place.column)"
    doubt("\(wanted.quoted) is expected to close what starts at \(start)", container.trail)
    // A bracket that closes something outside ends this too; any other was meant for this.
    if !awaited.dropLast().contains(closer) { position += 1 }
  }

  // MARK: Mistakes

  /// Reports a mistake that leaves no doubt about the tree.
  mutating func report(
    _ message: @autoclosure () -> String, at trail: DocumentTrail, _ place: DocumentPlaces.Place,
    suggestion: @autoclosure () -> String? = nil
  ) {
    guard !isStopped, problems.admitsOne() else { return }
    problems.report(
      Problem(
        path: trail.path, line: place.line, column: place.column, message: message(),
        suggestion: suggestion()))
  }

  /// Reports a mistake, by default at the current position, that makes the tree doubtful.
  mutating func doubt(
    _ message: @autoclosure () -> String, _ trail: DocumentTrail, at offset: Int? = nil,
    suggestion: @autoclosure () -> String? = nil
  ) {
    isSound = false
    guard !isStopped, problems.admitsOne() else { return }
    report(message(), at: trail, place(of: offset ?? position), suggestion: suggestion())
  }

  /// Reports a mistake at a place already known that makes the tree doubtful.
  mutating func doubt(
    _ message: @autoclosure () -> String, _ trail: DocumentTrail, _ place: DocumentPlaces.Place
  ) {
    isSound = false
    report(message(), at: trail, place)
  }

  /// Reports a mistake after which nothing more can be told, and moves to the end.
  mutating func stop(
    _ message: @autoclosure () -> String, at trail: DocumentTrail,
    _ place: DocumentPlaces.Place? = nil
  ) {
    let place = place ?? self.place(of: position)
    doubt(message(), trail, place)
    isStopped = true
    position = bytes.count
  }

  /// Whether going back to an offset keeps the offsets of places in ascending order.
  func canReturn(to offset: Int) -> Bool { places.offset <= offset }

  /// The line and column of an offset; offsets must ascend, or each call reads the text anew.
  mutating func place(of offset: Int) -> DocumentPlaces.Place {
    places.place(of: offset, in: bytes)
  }
}
