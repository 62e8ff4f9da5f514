// SPDX-License-Identifier: Apache-2.0
// Copyright the SupportKit authors

import SupportCore
import SupportStorage

extension PortConformance where Port == any EventStore {
  static var following: [Case] {
    [
      Case("following gives each event once, in order, while others write") { store, probe in
        let seen = ConformanceFlag<[EventID]>([])
        let follower = Task { try await follow(store, after: .start, into: seen) }
        _ = await count(of: 4) { writer in
          do {
            for number in 0..<12 {
              let ids = [EventID("\(writer)-\(number)"), EventID("\(writer)-\(number)b")]
              _ = try await store.append(.fixture("a", ids))
              await Task.yield()
            }
          } catch {
            probe.fail("a writer met \(error)")
          }
          return true
        }
        try await probe.expectSoon("of 96 events \(seen.value.count) came") {
          _ = try await store.head()
          return seen.value.count >= 96
        }
        follower.cancel()
        let wanted = try await everything(in: store).map(\.id)
        probe.expect(seen.value == wanted, "what came is not what is stored, or not in its order")
        await end(of: follower, store, probe)
      },
      Case("following from a checkpoint begins right behind it") { store, probe in
        _ = try await store.append(.fixture("a", ["1", "2", "3"]))
        let second = try await store.readAll(after: .start, limit: 2)
        let seen = ConformanceFlag<[EventID]>([])
        let position = second.last?.position ?? .start
        let follower = Task { try await follow(store, after: position, into: seen) }
        _ = try await store.append(.fixture("b", ["4"]))
        try await probe.expectSoon("what came is \(seen.value)") {
          _ = try await store.head()
          return seen.value == ["3", "4"]
        }
        follower.cancel()
        await end(of: follower, store, probe)
      },
      Case("waiting ends at once where there is something, and else with the next append") {
        store, probe in
        for round in 0..<20 {
          let head = try await store.head()
          let isOver = ConformanceFlag(false)
          let waiter = Task {
            defer { isOver.value = true }
            var present = try await store.head()
            while present <= head {
              try await store.waitForEvents(after: head)
              present = try await store.head()
            }
          }
          // At times the append comes before the wait, at times after it.
          for _ in 0..<round { await Task.yield() }
          _ = try await store.append(.fixture("a", [EventID("\(round)")]))
          try await probe.expectSoon("a task waits although there is something") {
            _ = try await store.head()
            return isOver.value
          }
          waiter.cancel()
          guard isOver.value else { return }
          let isBack = ConformanceFlag(false)
          let late = Task {
            try await store.waitForEvents(after: head)
            isBack.value = true
          }
          try await probe.expectSoon("a task that comes late waits although there is something") {
            _ = try await store.head()
            return isBack.value
          }
          late.cancel()
          guard isBack.value else { return }
        }
      },
      Case("waiting ends when the task is cancelled") { store, probe in
        for round in 0..<20 {
          let result = ConformanceFlag<Result<Void, StorageError>?>(nil)
          let waiter = Task {
            do throws(StorageError) {
              // It may return too early; then it is asked again.
              while !Task.isCancelled { try await store.waitForEvents(after: .start) }
              throw .cancelled
            } catch {
              result.value = .failure(error)
            }
          }
          for _ in 0..<round { await Task.yield() }
          waiter.cancel()
          try await probe.expectSoon("a cancelled task still waits") {
            _ = try await store.head()
            return result.value != nil
          }
          guard case .failure(let error)? = result.value else { return }
          probe.expect(error.code, is: .cancelled, "the code of a cancelled wait")
        }
      },
    ]
  }

  private static func follow(
    _ store: some EventStore, after position: EventPosition,
    into seen: ConformanceFlag<[EventID]>
  ) async throws {
    for try await event in store.follow(after: position, pageSize: 5) {
      seen.change { $0.append(event.id) }
    }
  }

  /// Expects that a follower that was cancelled ends, without an error.
  private static func end(
    of follower: Task<Void, any Error>, _ store: any EventStore, _ probe: ConformanceProbe
  ) async {
    let result = ConformanceFlag<String?>(nil)
    Task {
      switch await follower.result {
      case .success: result.value = ""
      case .failure(let error): result.value = "\(error)"
      }
    }
    await probe.expectSoon("a cancelled follower goes on") {
      _ = try? await store.head()
      return result.value != nil
    }
    probe.expect(result.value ?? "", is: "", "the error of a cancelled follower")
  }
}
