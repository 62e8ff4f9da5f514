// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

public import SupportCore
import SupportTime

extension PolicyBook {
  /// Reads a small book that is laid over this larger one: an agreement with a customer, a brand, a
  /// tenant, a region.
  ///
  /// ```json
  /// {
  ///   "format": 0, "id": "acme", "version": "2025-06", "effectiveFrom": "2025-06-01",
  ///   "base": "desk", "tenant": "acme",
  ///   "serviceLevels": {
  ///     "remove": ["CM-54"],
  ///     "agreements": [
  ///       { "id": "acme-reply", "when": { "kind": "inquiry" },
  ///         "then": { "firstReply": { "within": "30 min" } } } ] }
  /// }
  /// ```
  ///
  /// It says only what differs:
  ///
  /// - `base` is the id of the book below, which may have been laid over another one itself. `format`,
  ///   `id`, `version`, `effectiveFrom`, `note` and `changelog` are its own. Where it names no
  ///   `tenant`, that of the book below holds.
  /// - Objects are laid over one another key by key. What has a name that people gave (a calendar, a
  ///   roster, a fact, a menu, a contact tree, a ladder, slots, a metric, a field) is replaced as a
  ///   whole, and so are `when`, `then` and `otherwise`.
  /// - A list of things that have ids is laid over thing by thing: one with a known id takes the place
  ///   of the other, as a whole. New ones go ahead of the others in `rules`, `agreements`, `earnings`,
  ///   `rewards`, `guards` and `humanFirst`, where the first that matches decides, and behind them
  ///   elsewhere. Any other list and value is replaced; `accepted` is added to.
  /// - `"remove": ["CM-16"]` in an object takes away keys of the object below, and elements of its lists
  ///   by their ids; at the top whole sections, or elements of `metrics`, `reports`, `agenda` and
  ///   `coverage`. What is removed and given again counts as new.
  /// - Over a section that is a list of versions, an object is laid over each of them.
  ///
  /// `Documentation/schemas/policy-overlay.schema.json` has the form for editors.
  ///
  /// A mistake is told where it stands in the overlay. One that the overlay makes of a value below, such
  /// as a rule whose calendar was removed, is told where that value stands, behind the id and version of
  /// its document: `desk 2025-05: serviceLevels.rules[0]`.
  ///
  /// - Parameters:
  ///   - overlay: The small book, JSON in UTF-8.
  ///   - base: The book below.
  ///   - limits: The bounds on size, depth and number of values of the small book.
  /// - Throws: `DocumentError` with every mistake, each with its place.
  /// - Complexity: That of reading a book of both sizes.
  public init(
    _ overlay: some Collection<UInt8>, over base: PolicyBook, limits: DocumentLimits = .standard
  ) throws(DocumentError) {
    self = try DocumentNode.read(overlay, limits: limits) { node, problems in
      PolicyOverlay.laid(node, over: base, &problems).flatMap { whole in
        CompilationMemo.during { Self(reading: whole, &problems) }
      }
    }
  }

  /// Reads a small book from text; see ``init(_:over:limits:)``.
  ///
  /// - Throws: `DocumentError` with every mistake, each with its place.
  public init(_ overlay: String, over base: PolicyBook) throws(DocumentError) {
    try self.init(overlay.utf8, over: base)
  }
}
