// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore

extension FactField.Domain {
  /// Reads a domain from an object that has one of the keys `oneOf`, `ordered`, `is`, `integer`,
  /// `decimal`, `money`, `duration` and `flags`.
  init?(reading object: inout DocumentObject, _ problems: inout Problems) {
    let found = Self.keys.compactMap { key in object.optional(key).map { (key, $0) } }
    guard let (key, node) = found.first, found.count == 1 else {
      let keys = DocumentNode.list(Self.keys)
      problems.report("exactly one of \(keys) says which values there are", at: object.node)
      return nil
    }
    guard let domain = Self.domain(key, node, &object, &problems) else { return nil }
    if let (_, text) = domain.mistake {
      problems.report(text, at: node)
      return nil
    }
    self = domain
  }

  private static let keys = [
    "oneOf", "ordered", "is", "integer", "decimal", "money", "duration", "flags",
  ]

  private static func domain(
    _ key: String, _ node: DocumentNode, _ object: inout DocumentObject, _ problems: inout Problems
  ) -> Self? {
    switch key {
    case "oneOf": return names(node, &problems).map(Self.choice)
    case "ordered": return names(node, &problems).map(Self.ordered)
    case "flags": return names(node, &problems).map(Self.flags)
    case "integer":
      let unit = object.optional("unit").map { $0.nonEmptyString(&problems) }
      let whole = Int64.min + 1...Int64.max
      guard let bounds = bounds(node, true, &problems, { $0.integer(in: whole, &$1) }) else {
        return nil
      }
      return bounds.map { .integer($0, unit: unit ?? nil) }
    case "decimal": return decimal(node, &object, &problems)
    case "money": return money(node, &object, &problems)
    case "duration":
      let read: (DocumentNode, inout Problems) -> Int64? = { node, problems in
        node.text(&problems) { text throws(TextError) in try ElapsedText.milliseconds(text) }
      }
      return bounds(node, true, &problems, read)?.flatMap { bounds in
        isHeld(bounds, node, &problems) ? .duration(milliseconds: bounds) : nil
      }
    default:
      return node.oneOf(
        [("text", Self.text), ("boolean", .boolean), ("date", .date), ("instant", .instant)],
        &problems)
    }
  }

  private static func names(_ node: DocumentNode, _ problems: inout Problems) -> [String]? {
    node.values(&problems) { $0.nonEmptyString(&$1) }
  }

  private static func decimal(
    _ node: DocumentNode, _ object: inout DocumentObject, _ problems: inout Problems
  ) -> Self? {
    let decimals = object.required("decimals", &problems)?.integer(in: 0...18, &problems)
    let bounds = bounds(node, false, &problems) { $0.decimal(&$1) }
    guard let decimals, let bounds else { return nil }
    if let codes = bounds.flatMap({ codes($0, Int(decimals)) }), !isHeld(codes, node, &problems) {
      return nil
    }
    return .decimal(decimals: Int(decimals), in: bounds)
  }

  /// Reports bounds from the lowest number of 64 bits on, which stands for "not known".
  private static func isHeld(
    _ codes: ClosedRange<Int64>, _ node: DocumentNode, _ problems: inout Problems
  ) -> Bool {
    if codes.lowerBound > .min { return true }
    problems.report("the lowest value that 64 bits hold is no bound", at: node)
    return false
  }

  private static func money(
    _ node: DocumentNode, _ object: inout DocumentObject, _ problems: inout Problems
  ) -> Self? {
    let currency = node.text(&problems) { text throws(TextError) in try Currency(text) }
    let ends = ["atLeast", "atMost"].map { object.optional($0) }
    guard let currency else { return nil }
    guard ends.contains(where: { $0 != nil }) else { return .money(currency) }
    let units = ends.map { end -> Int64? in
      guard let end, case .money(let money) = FactValue(reading: end, .money(currency), &problems)
      else { return nil }
      return money.minorUnits
    }
    guard let low = units[0], let high = units[1] else {
      if ends.contains(nil) {
        problems.report("a bound needs its other, atLeast and atMost", at: object.node)
      }
      return nil
    }
    return range(low, high, object.node, &problems).map { .money(currency, minorUnits: $0) }
  }

  /// Reads `{"atLeast": …, "atMost": …}`; nothing was read: `.some(nil)` where bounds are optional.
  private static func bounds<Value: Comparable>(
    _ node: DocumentNode, _ areRequired: Bool, _ problems: inout Problems,
    _ read: (DocumentNode, inout Problems) -> Value?
  ) -> ClosedRange<Value>?? {
    guard var object = node.object(&problems) else { return nil }
    if !areRequired, object.members.isEmpty { return .some(nil) }
    let low = object.required("atLeast", &problems).flatMap { read($0, &problems) }
    let high = object.required("atMost", &problems).flatMap { read($0, &problems) }
    object.finish(&problems)
    guard let low, let high else { return nil }
    return range(low, high, node, &problems)
  }

  private static func range<Value: Comparable>(
    _ low: Value, _ high: Value, _ node: DocumentNode, _ problems: inout Problems
  ) -> ClosedRange<Value>? {
    if low <= high { return low...high }
    problems.report("nothing lies between \(low) and \(high)", at: node)
    return nil
  }

  /// The members by which a document says the domain.
  var form: [DocumentForm.Member] {
    func ends(_ codes: ClosedRange<Int64>) -> [DocumentForm.Member] {
      [
        .init("atLeast", value(of: codes.lowerBound).form),
        .init("atMost", value(of: codes.upperBound).form),
      ]
    }
    switch self {
    case .choice(let names): return [.init("oneOf", .texts(names))]
    case .ordered(let names): return [.init("ordered", .texts(names))]
    case .flags(let names): return [.init("flags", .texts(names))]
    case .text: return [.init("is", .text("text"))]
    case .boolean: return [.init("is", .text("boolean"))]
    case .date: return [.init("is", .text("date"))]
    case .instant: return [.init("is", .text("instant"))]
    case .integer(_, let unit):
      let bounds = DocumentForm.Member("integer", .object(ends(codes)))
      return [bounds] + (unit.map { [.init("unit", .text($0))] } ?? [])
    case .decimal(let decimals, let bounds):
      return [
        .init("decimal", .object(bounds == nil ? [] : ends(codes))),
        .init("decimals", .integer(Int64(decimals))),
      ]
    case .money(let currency, let bounds):
      return [.init("money", .text(currency.code))] + (bounds == nil ? [] : ends(codes))
    case .duration: return [.init("duration", .object(ends(codes)))]
    }
  }
}

extension FactField {
  /// Reads a field from the member of a policy's `facts`: its name and
  /// `{"ordered": ["silver", "gold"], "optional": true}`.
  ///
  /// - Returns: The field, or nil after reporting every mistake.
  public init?(reading member: DocumentNode.Member, _ problems: inout Problems) {
    guard var object = member.value.object(&problems) else { return nil }
    let domain = Domain(reading: &object, &problems)
    func flag(_ key: String) -> Bool {
      object.optional(key).flatMap { $0.boolean(&problems) } ?? false
    }
    let isOptional = flag("optional")
    let isPersonal = flag("personal")
    let isProtected = flag("protected")
    object.finish(&problems)
    guard let domain else { return nil }
    self.init(
      member.key, domain, isOptional: isOptional, isPersonal: isPersonal, isProtected: isProtected)
  }

  var form: DocumentForm {
    var members = domain.form
    if isOptional { members.append(.init("optional", .flag(true))) }
    if isPersonal { members.append(.init("personal", .flag(true))) }
    if isProtected { members.append(.init("protected", .flag(true))) }
    return .object(members)
  }
}

extension FactSchema {
  /// Reads the section `facts` of a policy document: an object of fields.
  ///
  /// - Returns: The schema, or nil after reporting every mistake.
  public init?(reading node: DocumentNode, _ problems: inout Problems) {
    let facts = ReadableFacts(reading: node, &problems)
    guard facts.isSound else { return nil }
    self = facts.schema
  }

  /// The section `facts` of a document.
  var form: DocumentForm { Self.form(of: fields) }

  /// The section `facts` that declares some fields.
  package static func form(of fields: [FactField]) -> DocumentForm {
    .object(fields.map { .init($0.name, $0.form) })
  }
}
