import Foundation
import Testing

@Suite("The manual pages") struct ManualTests {
  private let sandbox: Sandbox
  private let folder: String
  private let pages = [
    "man1/dealboard.1", "man1/dealboard-import.1", "man7/dealboard-filter.7", "man7/dealboard-keys.7",
  ]

  init() throws {
    sandbox = try Sandbox()
    folder = sandbox.home + "/man"
    let devtool = try Sandbox.program(named: "devtool")
    let said = try sandbox.run(words: [devtool, "manual", folder])
    #expect(said.ending == .exited(0), "\(said.errors)")
  }

  @Test("mandoc finds nothing to say about them") func lint() throws {
    for page in pages {
      let said = try sandbox.run(words: ["mandoc", "-Tlint", "\(folder)/\(page)"])
      #expect(said.ending == .exited(0) && said.output.isEmpty, "\(said.output)\(said.errors)")
    }
  }

  @Test("hold every command, every option of import, the keys and the terms") func contents() throws {
    let program = try shown(pages[0])
    // `  dealboard import [KIND] FILE   Import …`: the first two words of each line of the list.
    let commands = try sandbox.run("help").output.split(separator: "\n").filter { $0.hasPrefix("  dealboard ") }
    #expect(commands.count > 15)
    // The row of the board itself has no word of its own.
    for line in commands where line.dropFirst(12).first?.isLowercase == true {
      let name = line.split(separator: " ").prefix(2).joined(separator: " ")
      #expect(program.contains(name), "\(name)")
    }
    let importing = try shown(pages[1])
    let options = try sandbox.run("help", "import").output.split(separator: "\n").compactMap { line in
      line.split(separator: " ").first { $0.hasPrefix("--") }
    }
    for option in options { #expect(importing.contains(option), "\(option)") }
    let terms = try sandbox.run("help", "list").output.split(separator: "\n").drop { !$0.hasPrefix("Terms") }
    let filter = try shown(pages[2])
    #expect(terms.contains { $0.contains("idle>14") })
    for term in terms.dropFirst().prefix(while: { $0.hasPrefix("  ") }).compactMap({ $0.split(separator: " ").first }) {
      #expect(filter.contains(term), "\(term)")
    }
    let keys = try shown(pages[3])
    for row in ["gg  home", "H  <  shift-left", "IN TRIAGE", "IN THE TABLE OF STAGES"] {
      #expect(keys.contains(row), "\(row)")
    }
  }

  /// The page as a reader sees it, without bold and on wide lines.
  private func shown(_ page: String) throws -> String {
    let said = try sandbox.run(words: ["mandoc", "-Tutf8", "-Owidth=200", "\(folder)/\(page)"])
    // Bold is a letter over itself.
    return said.output.replacing(/.\u{8}/, with: "")
  }
}
