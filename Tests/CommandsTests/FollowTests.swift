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
    world.wait = { [world] in
      if steps.isEmpty { return false }
      _ = world
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

  /// Somebody else at the same database.
  private func other(_ line: String) -> Int32 {
    let other = World()
    other.stores = world.stores
    other.files = world.files
    return other.run(line + " --db deals.db --as bo")
  }
}
