import Sales
import Support
import Testing

@testable import Commands

@Suite("Answers as they are shown") struct AnswerTests {
  private let world = World.withFourDeals()

  private func run(_ line: String) -> Int32 { world.run(line + " --db deals.db") }

  @Test("comma-separated values are exact in a pipe or a file, and act on no terminal")
  func csvOnTerminal() throws {
    let name = "Ev\u{1B}[2J\u{7}\u{9B}\u{7F}\u{202E}il"
    let store = try #require(world.store)
    let user = try #require(try store.user(named: "ana"))
    _ = try store.commit(.createCompany([.set(\.name, name)]), by: user.id)
    let deal = try #require(store.records.all(Deal.self).first)
    _ = try store.commit(.editDeal(deal.id, [.set(\.name, name)]), by: user.id)
    for line in ["companies list --csv", "deals list --csv", "export", "export --format ndjson"] {
      world.isTerminal = true
      #expect(run(line) == 0)
      let scalars = world.out.unicodeScalars.filter { $0 != "\r" && $0 != "\n" }
      #expect(scalars.allSatisfy { $0.properties.generalCategory != .control && $0 != "\u{202E}" }, "\(line)")
      #expect(world.out.contains("il"))
      world.isTerminal = false
      #expect(run(line) == 0)
      #expect(world.out.contains(name) == !line.contains("ndjson"), "\(line)")
    }
    world.isTerminal = true
    #expect(run("export -o file.csv") == 0)
    #expect(String(decoding: world.files["file.csv"] ?? [], as: UTF8.self).contains(name))
  }

  @Test("one row fits the terminal: values are wrapped at words beside their titles, or stand below them")
  func record() throws {
    #expect(run("deals update 'Acme renewal' --source 'met at the fair in Lisbon, wants twelve seats'") == 0)
    world.isTerminal = true
    for width in [20, 34, 50, 80] {
      world.width = width
      #expect(run("deals get 'Acme renewal'") == 0)
      #expect(world.lines.allSatisfy { $0.count <= width }, "\(width):\n\(world.out)")
      let words = world.out.split { $0 == " " || $0 == "\n" }
      #expect(words.contains("Lisbon,") && words.contains("twelve"), "\(width):\n\(world.out)")
    }
    #expect(world.lines.contains("source            met at the fair in Lisbon, wants twelve seats"), "\(world.out)")
    world.width = 50
    #expect(run("deals get 'Acme renewal'") == 0)
    #expect(world.lines.contains("source            met at the fair in Lisbon, wants"), "\(world.out)")
    #expect(world.lines.contains("                  twelve seats"), "\(world.out)")
    world.width = nil
    #expect(run("deals get 'Acme renewal'") == 0)
    #expect(world.lines.contains("source            met at the fair in Lisbon, wants twelve seats"), "\(world.out)")
  }

  @Test("a slip of the finger in a name or a word is answered with the nearest one")
  func nearest() {
    for (line, nearest) in [
      ("deals get 'Acme renewl'", "Acme renewal"), ("deals get 'acme RENEWL'", "Acme renewal"),
      ("companies get Globx", "Globex"), ("contacts get 'Ada Lovelce'", "Ada Lovelace"),
      ("contacts get ada@acme.tst", "ada@acme.test"), ("deals list --owner-id anna", "ana"),
    ] {
      #expect(run(line) == 1)
      #expect(world.errors.hasSuffix("; did you mean \(nearest)?\n"), "\(line): \(world.errors)")
    }
    for (line, message, code) in [
      ("deals list --status opne", "status cannot be “opne”: did you mean open?", 2 as Int32),
      ("deals list --sort valu", "sort cannot be “valu”: did you mean value?", 2),
      ("deals list --sort -nam", "sort cannot be “nam”: did you mean name?", 2),
      ("deals update 'Acme renewal' --status opne", "status cannot be “opne”: did you mean open?", 1),
      ("deals list --status paid", "status cannot be “paid”: use open, won, lost, stalled.", 2),
    ] {
      #expect(run(line) == code)
      #expect(world.errors == "dealboard: \(message)\n")
    }
  }
}
