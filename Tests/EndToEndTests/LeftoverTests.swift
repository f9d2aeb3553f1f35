import Foundation
import Testing

@Suite("What a killed program leaves") struct LeftoverTests {
  private let sandbox: Sandbox
  private let folder: String

  init() throws {
    sandbox = try Sandbox()
    folder = sandbox.home + "/tmp"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
    sandbox.environment["TMPDIR"] = folder
    try sandbox.makeDeals("Acme,Qualified,5000")
  }

  private func leftovers() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: folder) }

  @Test("in a demo goes at the next start, and what runs keeps its own") func demo() throws {
    let killed = try PseudoTerminal(sandbox, [try Sandbox.program(), "demo"])
    try killed.see("Qualified")
    let lost = try leftovers()
    #expect(lost.count == 1)
    killed.program.send(SIGKILL)
    _ = try killed.end()
    let running = try PseudoTerminal(sandbox, [try Sandbox.program(), "demo"])
    try running.see("Qualified")
    let kept = try leftovers()
    #expect(kept.count == 1 && kept != lost)
    let board = try PseudoTerminal(sandbox)
    try board.see("Acme")
    #expect(try leftovers() == kept)
    running.type("q")
    _ = try running.end()
    #expect(try leftovers() == [])
  }

  @Test("of an editor goes once the editor has ended too") func editor() throws {
    let script =
      "trap '' HUP; touch \(sandbox.home)/open; while [ ! -e \(sandbox.home)/go ]; do sleep 0.02; done; touch \(sandbox.home)/gone\n"
    try script.write(toFile: sandbox.home + "/editor", atomically: false, encoding: .utf8)
    sandbox.environment["EDITOR"] = "sh \(sandbox.home)/editor"
    let killed = try PseudoTerminal(sandbox)
    try killed.see("Acme")
    killed.type("E")
    try until { guard access(sandbox.home + "/open", F_OK) == 0 else { throw Trouble("No editor came.") } }
    let page = try leftovers()
    #expect(page.count == 1)
    #expect(try sandbox.mode("\(folder)/\(page[0])") == 0o700)
    killed.program.send(SIGKILL)
    _ = try killed.end()
    let next = try PseudoTerminal(sandbox)
    try next.see("Acme")
    #expect(try leftovers() == page, "the editor still has it")
    try "".write(toFile: sandbox.home + "/go", atomically: false, encoding: .utf8)
    try until { guard access(sandbox.home + "/gone", F_OK) == 0 else { throw Trouble("The editor stays.") } }
    try until {
      let last = try PseudoTerminal(sandbox)
      try last.see("Acme")
      guard try leftovers() == [] else { throw Trouble("The page is still there.") }
    }
  }
}
