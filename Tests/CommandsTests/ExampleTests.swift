import Support
import Testing

@testable import Commands

@Suite("Examples of help") struct ExampleTests {
  /// What the examples speak of; the stage that one removes and the pipeline that one deletes are empty.
  private static let before = [
    "pipelines create --name Partners", "companies create --name Acme", "contacts create --email ada@example.com",
    "deals create --name 'Acme renewal' --pipeline-id 'Sales Pipeline' --stage-id Qualified",
    "activities create --type call --subject 'Left a message' --deal-id 'Acme renewal'",
    "tasks create --title 'Call Ada' --deal-id 'Acme renewal'",
  ]

  private static let files = [
    "deals.csv": "name,stage\nAcme pilot,Qualified\n",
    "people.csv": "Name,Email\nMira Holt,mira@northwold.example\n",
    "sales.csv": "item,client,stage\nSeats,Acme,New\nSeats,Globex,Lost\n",
    "-": "{\"method\":\"GET\",\"path\":\"/users\"}\n",
  ]

  @Test("each runs as it stands and prints what it is about", arguments: Command.all.flatMap(\.examples).map(\.line))
  func run(line: String) throws {
    let world = World()
    world.hasTerminal = true
    for command in Self.before { #expect(world.run(command) == 0, "\(world.errors)") }
    for (name, text) in Self.files { world.files[name] = Array(text.utf8) }
    for name in ["deals-2026-03-16.db", "old.db"] {
      #expect(line.hasPrefix("dealboard restore") == false || world.run("seed --deals 1 --db \(name)") == 0)
    }
    if line.hasPrefix("dealboard keys") == true && !line.contains(" add ") {
      #expect(world.run("keys add reports --keys keys") == 0)
    }
    if line.contains(" cgi ") {
      #expect(world.run("companies create --name Acme --db team.db") == 0 && world.run("keys add ana --keys keys") == 0)
      world.variables = ["REQUEST_METHOD": "GET", "PATH_INFO": "/deals"]
    }
    // There is something to redo.
    if line == "dealboard redo" { #expect(world.run("undo") == 0) }
    // It writes what is not there yet.
    if line.contains("-o deals.csv") { world.files["deals.csv"] = nil }
    // The reference is no store for so many.
    let words = shellWords(line).dropFirst().map { $0.hasSuffix("0000") ? "60" : $0 }
    #expect(world.run(words) == 0, "\(line): \(world.errors)")
    #expect(world.errors.isEmpty, "\(world.errors)")
    #expect(!world.out.isEmpty || !world.starts.isEmpty || line.contains(" -o "))
  }
}
