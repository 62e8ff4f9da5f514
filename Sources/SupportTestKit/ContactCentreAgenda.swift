// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

/// What is planned in a run, first what is due first, and at one instant what was planned first.
struct ContactCentreAgenda {
  /// What happens.
  enum Event {
    case arrival(stream: Int)
    case shiftBegins(agent: Int)
    case shiftEnds(agent: Int)
    case answer(call: Int, agent: Int)
    case hangUp(call: Int)
    case finish(call: Int)
  }

  struct Entry {
    var at: Int64
    var number: Int64
    var event: Event

    static func < (left: Self, right: Self) -> Bool {
      left.at == right.at ? left.number < right.number : left.at < right.at
    }
  }

  private var heap: [Entry] = []
  private var planned: Int64 = 0

  /// When the next event is due.
  var next: Int64? { heap.first?.at }

  /// Plans an event.
  mutating func plan(_ event: Event, at instant: Int64) {
    planned += 1
    heap.append(Entry(at: instant, number: planned, event: event))
    var place = heap.count - 1
    while place > 0, heap[place] < heap[(place - 1) / 2] {
      heap.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// Takes the next event out.
  mutating func take() -> Entry? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    if heap.isEmpty { return first }
    heap[0] = last
    var place = 0
    while true {
      var smallest = place
      for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
        if heap[child] < heap[smallest] { smallest = child }
      }
      if smallest == place { return first }
      heap.swapAt(place, smallest)
      place = smallest
    }
  }
}
