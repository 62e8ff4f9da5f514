// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStorage
import Testing

@Suite("Appending")
struct AppendTests {
  let store = InMemoryEventStore()
  let now = Instant(secondsSince1970: 1_750_000_000)

  func event(_ id: EventID, _ text: String = "{}") -> NewEvent {
    NewEvent(
      EventBody(type: "note", payload: Array(text.utf8)), id: id, occurredAt: now,
      principal: .agent("li"))
  }

  @Test("a stream's versions begin with 1 and its positions are consecutive")
  func versions() async throws {
    let receipt = try await store.append(
      AppendRequest(
        [
          StreamAppend("a", expecting: .none, events: [event("1"), event("2")]),
          StreamAppend("b", expecting: .any, events: [event("3")]),
        ], recordedAt: now))
    #expect(receipt.positions == EventPosition(1)...EventPosition(3))
    #expect(receipt.versions == [.init("a", 2), .init("b", 1)])
    #expect(try await store.events(of: "a").map(\.version) == [1, 2])
  }

  @Test("a task that waits is woken by the next append, and by its cancellation")
  func waiting() async throws {
    let store = store
    let waiter = Task { try await store.waitForEvents(after: .start) }
    await Task.yield()
    _ = try await store.append(
      AppendRequest([StreamAppend("a", expecting: .any, events: [event("1")])], recordedAt: now))
    try await waiter.value
    let other = Task { try await store.waitForEvents(after: EventPosition(1)) }
    await Task.yield()
    other.cancel()
    await #expect(throws: StorageError.cancelled) { try await other.value }
  }
}
