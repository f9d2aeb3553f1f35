import Foundation
import Testing

@Suite("Values that no rule wrote") struct DamagedValueTests {
  private static let values = [
    "NULL", "-1", "9223372036854775807", "-9223372036854775808", "1.5", "''", "'x'", "x'ff00fe'", "'won '", "'{\"'",
    "CAST(x'c32841' AS TEXT)", "'a' || char(27) || '[2J' || char(0) || 'b'", "253402300800", "-62135596802", "0",
    "'deal_00000000000000000000000000'", "'stg_7ZZZZZZZZZZZZZZZZZZZZZZZZZ'", "'[]'", "hex(zeroblob(3000))",
  ]
  private static let commands = [
    ["list"], ["export"], ["doctor"], ["deals", "list", "--json", "--all"], ["events", "list", "--all"],
    ["tasks", "list", "--all"], ["list", "a", "value>10", "idle>3"], ["deals", "stall", "--dry-run"], ["undo"],
    ["doctor", "--repair"],
  ]

  /// Puts a value into a cell of a row, both by chance, past every rule of the tables.
  private func damage(_ path: String, _ random: inout some RandomNumberGenerator) throws -> String {
    let tables = try OtherWriter(path).ask(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name")
    let table = try #require(tables.randomElement(using: &random))
    let column = try #require(
      try OtherWriter(path).ask("SELECT name FROM pragma_table_info('\(table)')").randomElement(using: &random))
    let value = try #require(Self.values.randomElement(using: &random))
    let old = try OtherWriter(path)
    let schema = try old.ask("SELECT quote(sql) FROM sqlite_schema WHERE name = '\(table)'")[0]
    let triggers = try old.ask("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")
    for name in try old.ask("SELECT name FROM sqlite_schema WHERE type = 'trigger'") {
      try old.ask("DROP TRIGGER \(name)")
    }
    func setSchema(_ sql: String) throws {
      let file = try OtherWriter(path)
      try file.ask("PRAGMA writable_schema = ON")
      try file.ask("UPDATE sqlite_schema SET sql = \(sql) WHERE name = '\(table)'")
    }
    // The rows of a table without row numbers cannot be without their keys.
    if !schema.contains("WITHOUT ROWID") {
      try setSchema("replace(replace(\(schema), ') STRICT', ')'), ' NOT NULL', '')")
    }
    let file = try OtherWriter(path)
    try file.ask("PRAGMA foreign_keys = OFF")
    try file.ask("PRAGMA ignore_check_constraints = ON")
    let key =
      schema.contains("WITHOUT ROWID") ? try file.ask("SELECT name FROM pragma_table_info('\(table)')")[0] : "rowid"
    // What no index takes twice stays as it is.
    _ = try? file.ask(
      "UPDATE \(table) SET \(column) = \(value) WHERE \(key) = (SELECT \(key) FROM \(table) ORDER BY random() LIMIT 1)")
    try setSchema(schema)
    for trigger in triggers { try file.ask(trigger) }
    return "\(table).\(column) = \(value)"
  }

  @Test("end no command by a trap", arguments: 1...12) func traps(seed: Int) throws {
    let sandbox = try Sandbox()
    try sandbox.run("seed", "--deals", "20", "--random-seed", "\(seed)")
    var random = SystemRandomNumberGenerator()
    let damages = try (0..<Int.random(in: 1...4, using: &random)).map { _ in try damage(sandbox.database, &random) }
    for command in Self.commands {
      let said = try sandbox.run(words: try sandbox.words(command))
      guard case .exited(let code) = said.ending, code <= 3 else {
        Issue.record("\(damages): \(command) ended with \(said.ending): \(said.errors.suffix(300))")
        continue
      }
    }
  }
}
