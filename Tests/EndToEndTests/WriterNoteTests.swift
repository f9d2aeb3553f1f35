import Foundation
import Testing

@Suite("While another program holds the lock for long") struct WriterNoteTests {
  private let sandbox: Sandbox
  private var note: String { sandbox.database + "-writer" }

  init() throws {
    sandbox = try Sandbox()
    try sandbox.makeDeals("Acme,Qualified,5000")
  }

  @Test("a board that waits says who it is and how far, and the note goes with it") func importing() throws {
    let rows = (0..<1500).map { "Deal \($0),Qualified,100" }.joined(separator: "\n")
    let file = sandbox.home + "/deals.csv"
    try "name,stage,value\n\(rows)\n".write(toFile: file, atomically: false, encoding: .utf8)
    let board = try PseudoTerminal(sandbox)
    try board.see("Acme")
    let command = "\(try Sandbox.program()) --db \(sandbox.database) --as bea import \(file)"
    let writer = try PseudoTerminal(sandbox, ["sh", "-c", command + " </dev/null >/dev/null 2>&1"])
    try until { guard access(note, F_OK) == 0 else { throw Trouble("There is no note.") } }
    #expect(try sandbox.mode(note) == sandbox.mode(sandbox.database))
    board.type("L")
    try board.see("bea is importing: ")
    try until(within: .seconds(60)) {
      writer.read(within: .zero)
      _ = try writer.program.end()
    }
    try board.see("moved to")
    #expect(access(note, F_OK) != 0)
  }

  @Test("a note that a killed program left says nothing") func stale() throws {
    try "bea\timporting\t1\t2\trows\n".write(toFile: note, atomically: false, encoding: .utf8)
    let other = try OtherWriter(sandbox.database)
    let board = try PseudoTerminal(sandbox)
    try board.see("Acme")
    try other.ask("BEGIN IMMEDIATE")
    board.type("L")
    try board.see("waiting for another writer")
    #expect(!board.text.contains("bea"))
  }
}
