import Sales
import Support
import Testing

@testable import Commands

@Suite("Closed deals, wrong clocks and open steps on the command line") struct OutcomeTests {
  @Test("The head of an open stage counts and sums open deals only, although a closed one stands in it")
  func heads() {
    let world = World()
    world.files["in.csv"] = Array(
      "name,value,stage\nOne,1000,Qualified\nTwo,2000,Qualified\nThree,4000,Qualified\n".utf8)
    #expect(world.run("import in.csv --db deals.db") == 0, "\(world.errors)")
    #expect(world.run("deals update Three --status won --db deals.db") == 0, "\(world.errors)")
    #expect(world.run("list --db deals.db") == 0)
    let head = world.lines.first { $0.contains(" Qualified  ") } ?? ""
    #expect(head.contains("Qualified  2  $3,000  "), "\(world.out)")
    #expect(world.out.contains("2 open, 1 won or lost in 30 days"))
  }

  @Test("A person's delete drops the open steps of the deal; a program's leaves them")
  func deletes() throws {
    let world = World.withFourDeals()
    let store = try #require(world.store)
    func plan(_ deal: String) throws -> FollowUpID {
      #expect(world.run("tasks create --title Call --deal-id '\(deal)' --db deals.db") == 0, "\(world.errors)")
      return try #require(store.records.all(FollowUp.self).map(\.id).max())
    }
    let (mine, theirs) = (try plan("Acme renewal"), try plan("Globex rollout"))
    #expect(world.run("deals delete 'Acme renewal' --db deals.db") == 0, "\(world.errors)")
    let globex = try #require(store.records.all(Deal.self) { $0.name == "Globex rollout" }.first)
    #expect(world.run("api DELETE /deals/\(globex.id) --db deals.db") == 0, "\(world.errors)")
    let tasks = store.records.all(FollowUp.self)
    #expect(tasks.first { $0.id == mine }?.status == .cancelled)
    #expect(tasks.first { $0.id == theirs }?.status == .pending)
    #expect(tasks.allSatisfy { $0.dealID == nil })
  }

  @Test("A command warns once where the file is ahead of the clock, and doctor names the change")
  func ahead() throws {
    let world = World.withFourDeals()
    let now = world.clock.milliseconds
    world.clock.milliseconds += 3650 * 86_400_000
    #expect(world.run("deals update 'Acme renewal' --value 1 --db deals.db") == 0, "\(world.errors)")
    world.clock.milliseconds = now
    #expect(world.run("list --db deals.db") == 0)
    #expect(world.errors.contains("is dated 2036-") || world.errors.contains("is dated 2035-"), "\(world.errors)")
    #expect(world.errors.split(separator: "\n").count == 1)
    let action = try #require(world.store?.records.actions.last)
    #expect(world.run("doctor --db deals.db") == 0)
    #expect(world.out.contains("1 change later than this clock; first \(action.id), by ana, "), "\(world.out)")
    #expect(world.run("deals update 'Acme renewal' --status won --db deals.db") == 0)
    #expect(world.run("list closed:today --db deals.db") == 0)
    #expect(world.errors.isEmpty && world.out.contains("Acme renewal"), "\(world.out)")
    #expect(world.run("events list --all --csv --db deals.db") == 0)
    #expect(world.rows.last?.contains("deal.won") == true)
  }
}
