import Foundation
import Testing

@Suite("A file that another program has to itself") struct HeldFileTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.makeDeals("Acme,Qualified,5000")
  }

  @Test("who is waited for is said at once, and the board comes when the other one has gone") func waits() throws {
    let go = sandbox.home + "/go"
    let script = """
      (echo 'PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; UPDATE users SET name = name; COMMIT;'
      echo '.shell touch \(sandbox.home)/held'; while [ ! -e \(go) ]; do sleep 0.02; done) | sqlite3 \(sandbox.database)
      """
    let holder = try PseudoTerminal(sandbox, ["sh", "-c", script])
    try until {
      guard access(sandbox.home + "/held", F_OK) == 0 else { throw Trouble("It does not hold the file.") }
    }
    let board = try PseudoTerminal(sandbox)
    try board.see("Another program (sqlite3, process ")
    #expect(!board.text.contains("Acme"))
    try "".write(toFile: go, atomically: false, encoding: .utf8)
    _ = try holder.end()
    try board.see("Acme")
  }
}
