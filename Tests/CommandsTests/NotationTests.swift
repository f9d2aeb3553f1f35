import Sales
import Support
import Testing

@testable import Commands

@Suite("Currencies, marks and hours on the command line") struct NotationTests {
  private func world(_ rows: String) -> World {
    let world = World()
    world.files["in.csv"] = Array(rows.utf8)
    #expect(world.run("import in.csv --db deals.db") == 0, "\(world.errors)")
    return world
  }

  private func deal(_ name: String, _ world: World) -> Deal? {
    world.store?.records.all(Deal.self).first { $0.name == name }
  }

  @Test("a new deal and imported rows that name no currency are in that of most open deals of the pipeline")
  func currency() throws {
    let world = world("name,value,stage\nA,€100,Qualified\nB,€100,Qualified\nC,$100,Qualified\n")
    let create = "deals create --pipeline-id 'Sales Pipeline' --stage-id Qualified --db deals.db --name"
    #expect(world.run(create + " D --value 100") == 0, "\(world.errors)")
    #expect(world.run(create + " E --currency USD") == 0)
    #expect(deal("D", world)?.currency == .eur && deal("E", world)?.currency == .usd)
    world.files["more.csv"] = Array("name,value,stage\nF,100,Qualified\nG,$100,Qualified\n".utf8)
    #expect(world.run("import more.csv --db deals.db") == 0)
    #expect(deal("F", world)?.currency == .eur && deal("G", world)?.currency == .usd)
    world.files["last.csv"] = Array("name,value,stage\nH,100,Qualified\n".utf8)
    #expect(world.run("import last.csv --currency GBP --db deals.db") == 0)
    #expect(deal("H", world)?.currency == .gbp)
  }

  @Test("a request of a program has the contract's default currency")
  func contractDefault() throws {
    let world = world("name,value,stage\nA,€100,Qualified\n")
    let plan = try #require(world.store?.pipelines().first)
    let body = #"{"name":"B","pipeline_id":"\#(plan.pipeline.id)","stage_id":"\#(plan.stages[0].id)"}"#
    #expect(world.run(["api", "POST", "/deals", "--data", body, "--db", "deals.db"]) == 0, "\(world.errors)")
    #expect(deal("B", world)?.currency == .usd)
  }

  @Test("a filter reads a mark by the locale, and is refused with both meanings where nothing says")
  func filter() {
    let world = world("name,value,stage\nA,100,Qualified\nB,200000,Qualified\n")
    world.variables["LANG"] = "de_DE.UTF-8"
    #expect(world.run(["list", "--db", "deals.db", "value>10.000"]) == 0)
    #expect(world.out.contains("$200,000.00") && !world.out.contains("$100.00"), "\(world.out)")
    let small = self.world("name,value,stage\nA,1,Qualified\n")
    #expect(small.run(["list", "--db", "deals.db", "value>10.000"]) == 2)
    #expect(small.errors.contains("\"10.000\" can be 10,000 or 10.00. Write 10000 or 10.00"))
  }

  @Test("a task with an hour that falls on midnight UTC keeps it, by command and by request")
  func midnight() {
    let world = World.withFourDeals()
    world.zone = .fixed(seconds: 3600)
    let due = "2026-03-05T01:00:00+01:00"
    #expect(world.run("tasks create --title call --due-at \(due) --db deals.db") == 0, "\(world.errors)")
    #expect(world.out.contains("2026-03-05 01:00"), "\(world.out)")
    let body = #"{"title":"mail","due_at":"\#(due)"}"#
    #expect(world.run(["api", "POST", "/tasks", "--data", body, "--db", "deals.db"]) == 0)
    #expect(world.run("tasks create --title day --due-at 2026-03-05 --db deals.db") == 0)
    #expect(world.out.contains("2026-03-05") && !world.out.contains("01:00"))
    let moments = world.store?.records.all(FollowUp.self).compactMap(\.dueAt) ?? []
    #expect(moments.map(\.isAllDay) == [false, false, true] && Set(moments.map(\.utcDay)).count == 1)
  }
}
