import Sales
import Support
import Testing

@testable import Commands

/// What acts on a terminal, in every text that a command may repeat.
@Suite("Hostile texts") struct HostileTextTests {
  private static let corpus = [
    "\u{1b}]0;title\u{7}", "\u{1b}[2J", "\u{9b}31m", "a\rb", "a\u{8}\u{8}b", "\u{202e}gpj.exe", "\u{1b}P+q\u{1b}\\",
    "\u{0e}",
    "\u{85}x", "\u{7f}",
  ]

  /// Every command that repeats what it was given or finds stored, on the lines that people read.
  private static let lines = [
    "'NAME'", "list 'NAME'", "deals list --'NAME' x", "deals list --status 'NAME'",
    "deals create 'NAME' --value 'NAME'",
    "deals update 'NAME' --name x", "deals list --filter 'NAME'", "import 'NAME'", "import in.csv --map 'NAME=x'",
    "import in.csv --use-map 'NAME'", "import in.csv --value 'NAME:x=y'", "import in.csv --yes --skip-bad='NAME.csv'",
    "import in.csv --dry-run", "import in.csv --stages 'NAME' --dry-run", "import contacts in.csv", "help 'NAME'",
    "backup 'NAME'", "restore 'NAME'", "export -o 'NAME/x'", "api 'NAME' /deals", "api GET '/NAME'", "doctor", "undo",
    "deals list", "deals list --all", "companies list", "list", "companies update 'NAME' --domain x",
    "deals move 'NAME' 'NAME'", "tasks create 'NAME' --due 'NAME'", "seed --deals 'NAME'", "--db 'NAME' list",
    "--as 'NAME' undo", "--today 'NAME' list", "events list", "completions 'NAME'",
  ]

  @Test("nothing in what a command says can act on the terminal", arguments: corpus)
  func said(text: String) throws {
    let world = World()
    let file =
      "Deal Name,Company,Amount,Stage,\(text)\n\(text),\(text),\(text),\(text),\(text)\nAlder,\(text),5,\(text),x\n"
    world.files["in.csv"] = Array(file.utf8)
    world.files["body.json"] = Array(JSON.object([JSON.Member("name", .string(text))]).text.utf8)
    _ = world.run("api POST /companies --data @body.json --db deals.db")
    _ = world.run(["deals", "create", text, "--value", "5", "--db", "deals.db"])
    for line in Self.lines {
      let words = shellWords(line).map { word in
        word.split(separator: "NAME", omittingEmptySubsequences: false).joined(separator: text)
      }
      _ = world.run(words + (line.contains("--db") ? [] : ["--db", "deals.db"]))
      for said in [world.out, world.errors] {
        let acting = said.unicodeScalars.filter {
          $0 != "\n" && ($0.value < 0x20 || (0x7f...0x9f).contains($0.value) || $0 == "\u{202e}")
        }
        #expect(acting.isEmpty, "\(line): \(said.debugDescription)")
      }
    }
  }
}
