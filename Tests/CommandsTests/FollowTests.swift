import Contract
import Sales
import Support
import Testing

@testable import Commands

@Suite("Events followed") struct FollowTests {
  private let world = World()

  init() {
    world.files["in.csv"] = Array("name,stage\nAcme renewal,Qualified\nGlobex rollout,Negotiation\n".utf8)
    #expect(world.run("import in.csv --db deals.db") == 0, "\(world.errors)")
  }

  private func run(_ line: String) -> Int32 { world.run(line + " --db deals.db") }

  @Test("events are followed from now on until nobody reads or Ctrl-C comes")
  func follow() {
    var steps = [
      { _ = self.other("deals move 'Acme renewal' Negotiation") }, { _ = self.other("deals delete 'Globex rollout'") },
    ]
    world.wait = {
      if steps.isEmpty { return false }
      steps.removeFirst()()
      return true
    }
    #expect(run("events list --follow --type deal.stage_changed") == 0, "\(world.errors)")
    #expect(world.lines.count == 2 && world.out.contains("\"type\":\"deal.stage_changed\""))
    steps = [{ _ = self.other("deals delete 'Acme renewal'") }]
    #expect(run("events list --follow") == 0)
    #expect(world.lines.count == 2 && world.out.contains("\"type\":\"deal.deleted\""))
    world.isInterrupted = true
    #expect(run("events list --follow") == 130)
  }

  @Test("whatever is done meanwhile is told once, with a cursor and without", arguments: [1, 2, 3] as [UInt64])
  func complete(seed: UInt64) throws {
    let store = try #require(world.store)
    let user = try #require(store.records.user(named: "ana")).id
    var changes = RandomChanges(seed: seed)
    var random = SeededGenerator(seed: seed)
    var count = 0
    for type in ["", " --type deal.stage_changed", " --type deal.updated", " --type task.created"] {
      #expect(run("events list --all --json" + type) == 0)
      let before = events
      #expect(run("events list --json --limit 1" + type) == 0)
      let cursor = try JSON(utf8: Array(world.out.utf8))["next_cursor"]?.string
      var rounds = 40
      world.wait = {
        if rounds == 0 { return false }
        rounds -= 1
        for _ in 0..<random.pick(0, 1, 3, 9) {
          let now = Timestamp(seconds: world.clock.milliseconds / 1000)
          _ = try? store.commit(changes.next(over: store.records, at: now), by: user)
        }
        return true
      }
      let from = cursor.map { " --cursor \($0)" } ?? ""
      #expect(run("events list --follow --limit 2" + type + from) == 0, "\(world.errors)")
      let told = world.lines.dropLast()
      count += told.count
      #expect(run("events list --all --json" + type) == 0)
      #expect(Array(told) == Array(events.dropFirst(from.isEmpty ? before.count : 1)), "\(type)")
    }
    #expect(count > 100)
  }

  @Test("what was read is not read again when the next thing happens") func cost() throws {
    let store = try #require(world.store)
    let user = try #require(store.records.user(named: "ana")).id
    let deal = try #require(store.records.all(Deal.self).first).id
    var rounds = 60
    world.wait = {
      _ = try? store.commit(.editDeal(deal, [.set(\.value, Int64(rounds))]), by: user)
      rounds -= 1
      return rounds > 0
    }
    let before = store.journaledEdits
    #expect(run("events list --follow --type deal.won") == 0)
    #expect(store.journaledEdits - before <= 120)
  }

  /// The rows of the lists that were printed as JSON.
  private var events: [String] {
    world.lines.compactMap { try? JSON(utf8: Array($0.utf8)) }.flatMap { page -> [String] in
      guard case .array(let rows)? = page["data"] else { return [] }
      return rows.map(\.text)
    }
  }

  /// Somebody else at the same database.
  private func other(_ line: String) -> Int32 {
    let other = World()
    other.stores = world.stores
    other.files = world.files
    return other.run(line + " --db deals.db --as bo")
  }
}
