// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore

/// Cases that differ in one fact only as far as tables can tell: what each table says along that
/// fact, while nothing else matters.
package struct RuleStrip: Sendable {
  /// Values of the fact between which no table says another thing.
  package struct Stretch: Sendable {
    /// The codes of the values; of one fact that is not asked about, all of its domain.
    package var codes: ClosedRange<Int64>
    /// A case with one of these values.
    package var region: RuleRegion
  }

  /// The cases of the strip.
  package var region: RuleRegion
  /// For each other fact with an order that tables ask about, by its position: the codes of its values
  /// in the strip; empty where it is not known.
  package var codes: [Int: [ClosedRange<Int64>]]
  /// The stretches along the fact, from the lowest value; those in which it is not known are left out.
  package var stretches: [Stretch]
}

extension RuleTable {
  /// Cuts all cases into strips along one fact, such that in each stretch every table says one thing.
  ///
  /// - Parameters:
  ///   - tables: Tables over one schema.
  ///   - position: The position of the fact, whose values have an order; `nil` for stretches that are
  ///     whole strips.
  ///   - steps: How long is looked.
  ///   - limit: How many strips there may be.
  /// - Returns: The strips, and whether they are all.
  package static func strips(
    of tables: [Self], along position: Int?, steps: Int, limit: Int
  ) -> (strips: [RuleStrip], isComplete: Bool) {
    guard let schema = tables.first?.schema,
      let space = RuleSpace(tables.map(\.matcher.lines), schema: schema)
    else { return ([], false) }
    var numbers: [Outcome: Int] = [:]
    let shapes = tables.map { $0.shape(&numbers) }
    let writer = RegionWriter(space: space)
    let along = position.flatMap { position in
      space.axes.firstIndex { $0.position == position }
    }
    var last = AxisSet()
    if let along { last.insert(along) }
    let all = position.map { schema.fields[$0].domain.codes } ?? 0...0
    var strips: [RuleStrip] = []
    var walk = DecisionWalk(shapes, RegionSplitter(space, steps: steps))
    let found = walk.regions(
      in: walk.search.everything(space.terms.indices),
      .init(
        limit: limit, last: last,
        accepts: { region, search in
          guard strips.count < limit else { return true }
          var boxes: [RuleSpace.Box] = []
          collect(region, &search, &boxes)
          strips.append(strip(region.box, boxes, along, all, writer))
          return true
        },
        prunes: { _, _ in false }))
    return (strips, !found.hasMore && !walk.search.isExhausted)
  }

  private static func collect(
    _ region: SearchRegion, _ search: inout RegionSplitter, _ boxes: inout [RuleSpace.Box]
  ) {
    guard let axis = search.busiestAxis(region, where: { _ in true }) else {
      boxes.append(region.box)
      return
    }
    for child in search.split(region, on: axis) { collect(child, &search, &boxes) }
  }

  private static func strip(
    _ box: RuleSpace.Box, _ boxes: [RuleSpace.Box], _ along: Int?, _ all: ClosedRange<Int64>,
    _ writer: RegionWriter
  ) -> RuleStrip {
    let space = writer.space
    var codes: [Int: [ClosedRange<Int64>]] = [:]
    for (number, axis) in space.axes.enumerated() where number != along {
      guard axis.position < space.schema.fields.count,
        space.schema.fields[axis.position].domain.isOrdered
      else { continue }
      codes[axis.position] = known(box[number], axis)
    }
    var stretches: [RuleStrip.Stretch] = []
    for part in boxes {
      guard let along else {
        stretches.append(.init(codes: all, region: writer.region(part)))
        continue
      }
      for range in part[along] {
        for codes in known([range], space.axes[along]) {
          var box = part
          box[along] = [range]
          stretches.append(.init(codes: codes, region: writer.region(box)))
        }
      }
    }
    return RuleStrip(
      region: writer.region(box), codes: codes,
      stretches: stretches.sorted { $0.codes.lowerBound < $1.codes.lowerBound })
  }

  /// The codes of classes, without that of what is not known.
  private static func known(
    _ classes: RuleSpace.Classes, _ axis: RuleAxis
  ) -> [ClosedRange<Int64>] {
    classes.compactMap { range in
      var upper = Int(range.upperBound)
      if let unknown = axis.unknownClass, upper >= unknown { upper = unknown - 1 }
      guard upper >= Int(range.lowerBound) else { return nil }
      return axis.codes(of: Int(range.lowerBound))
        .lowerBound...axis.codes(of: upper).upperBound
    }
  }
}
