import Sales
import Screen
import Support
import Testing

@testable import Commands

@Suite("Import dialogue: counts, lists and leaving") struct DialogueWritingTests {
  private let faulty = "name,stage,value,currency\nAlder,Qualified,100,USD\n,Qualified,5,USD\n"

  @Test("rows with a fault are skipped, kept in a file beside it, and named in the greeting")
  func skipped() throws {
    let rig = try DialogueRig(faulty)
    rig.play("enter")
    #expect(rig.deals.map(\.name) == ["Alder"])
    #expect(rig.greeting == "Imported 1 deal, skipped 1 (deals-2025.skipped.csv) · u takes it back")
    let rows = String(decoding: rig.world.files["deals-2025.skipped.csv"] ?? [], as: UTF8.self)
    #expect(rows.hasPrefix("name,stage,value,currency,reason\r\n,Qualified,5,USD,"))
  }

  @Test("w writes counts and skipped rows once, never over a file, and the import writes no second list")
  func list() throws {
    let rig = try DialogueRig(faulty)
    rig.world.files["deals-2025.skipped.csv"] = [1]
    rig.play("w")
    #expect(rig.message == "Wrote deals-2025.skipped-2.csv.")
    #expect(rig.world.files["deals-2025.skipped.csv"] == [1])
    let text = String(decoding: rig.world.files["deals-2025.skipped-2.csv"] ?? [], as: UTF8.self)
    #expect(text.hasPrefix("Deals,1 new\r\n") && text.contains("name,stage,value,currency,reason"))
    rig.play("w w")
    #expect(rig.message == "The list is in deals-2025.skipped-3.csv already.")
    rig.play("w enter")
    #expect(rig.greeting?.contains("(deals-2025.skipped-4.csv)") == true)
    #expect(rig.world.files["deals-2025.skipped-5.csv"] == nil)
  }

  @Test("a file of which nothing can be imported says why, and Enter does nothing")
  func nothing() throws {
    let rig = try DialogueRig("name,stage,value,currency\n,Qualified,5,USD\n,Qualified,6,USD\n")
    rig.play("enter")
    #expect(rig.message == "No row can be imported. Column name is empty in all 2 rows.")
    #expect(rig.deals.isEmpty && rig.greeting == nil)
    #expect(rig.picture.last?.contains("enter") == false)
  }

  @Test("many faults scroll")
  func faults() throws {
    let rows = (1...40).map { "Deal \($0),Qualified,x\($0),USD" }
    let rig = try DialogueRig((["name,stage,value,currency", "Alder,Qualified,1,USD"] + rows).joined(separator: "\n"))
    rig.play("")
    #expect(rig.picture.contains { $0.contains("more") })
    #expect(rig.picture.contains { $0.contains("Alder") })
    rig.play("G")
    #expect(rig.picture.contains { $0.contains("x40") || $0.contains("Alder") })
    rig.play("k")
    #expect(rig.message == "This is the first line.")
  }

  @Test("a hang-up keeps the answers and writes nothing; Ctrl-C leaves from any page")
  func ending() throws {
    let rig = try DialogueRig(DialogueFile.questions)
    rig.world.boardResult = 129
    rig.play("l enter")
    #expect(rig.code == 129 && rig.deals.isEmpty)
    rig.world.boardResult = 0
    rig.play("enter ctrl-c")
    #expect(rig.code == 0 && rig.deals.isEmpty)
    #expect(rig.world.out.hasPrefix("Nothing was imported."))
  }

  @Test("a long import says how far it is and Esc stops it with nothing changed")
  func stopping() throws {
    let rows = (1...1500).map { "Deal \($0),Qualified,1,USD" }
    let rig = try DialogueRig((["name,stage,value,currency"] + rows).joined(separator: "\n"))
    let esc: ScriptedDisplay.Step = .together([.key(.enter), .key(.escape)])
    rig.play([esc, .input(.key(.character("z")))])
    #expect(rig.deals.isEmpty)
    #expect(rig.picture.first?.contains("4 of 4") == true)
  }

  @Test("Ctrl-L redraws, Ctrl-Z suspends, and a paste says where it belongs")
  func rest() throws {
    let rig = try DialogueRig(DialogueFile.questions)
    rig.play("ctrl-l ctrl-z")
    #expect(rig.world.display.redraws == 1 && rig.world.display.suspensions == 1)
    rig.play([.input(.paste("x"))])
    #expect(rig.message == "Nothing to paste into. Press m to choose by name, then paste.")
  }

  @Test("smaller than 60x16 the same is printed line by line")
  func small() throws {
    let rig = try DialogueRig(DialogueFile.plain)
    rig.play("", rows: 15)
    #expect(rig.world.out.contains("Imported 2 deals"))
    #expect(rig.world.display.shows == 0)
  }

  @Test("what was answered could be typed as options: it is kept as such")
  func options() throws {
    let rig = try DialogueRig("name,stage,close date,status\nAlder,Qualified,03/04/2027,On Ice\n")
    rig.play("l enter l l enter enter")
    let user = try #require(
      rig.world.store?.records.rows.values.compactMap { User(row: $0) }.first { $0.name == "ana" })
    let kept = KeptAnswers(rig.world.store?.setting(KeptAnswers.setting, of: user.id)).files.last?.options
    #expect(kept?.dates == .dayFirst)
    #expect(kept?.answers == [ValueAnswer(field: .status, word: "On Ice", answer: "stalled")])
  }

  @Test("random keys never trap, each is answered, and nothing is written unless it is imported")
  func random() throws {
    for seed in 0..<24 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let rig = try DialogueRig(DialogueFile.questions)
      var keys: [String] = []
      let steps = (0..<60).map { _ in step(&generator, &keys) }
      let said = "seed \(seed): \(keys.joined(separator: " "))"
      rig.play(steps)
      #expect(rig.world.store?.records.violations == [], "\(said)")
      #expect(rig.deals.isEmpty == (rig.greeting == nil), "\(said)")
      #expect(rig.canvas?.size == rig.world.display.size, "\(said)")
    }
  }

  private func step(_ generator: inout SeededGenerator, _ keys: inout [String]) -> ScriptedDisplay.Step {
    if generator.oneIn(15) {
      let size = Size(
        rows: Int.random(in: 1...50, using: &generator), columns: Int.random(in: 1...200, using: &generator))
      keys.append("\(size.columns)x\(size.rows)")
      return .input(.resize(size))
    }
    let all = "j k h l m - o J K c w g G ? enter enter enter esc a z 1 : ctrl-d ctrl-u up down home end pgdn pgup space"
    let name = generator.pick(all.split(separator: " ").map(String.init)) ?? "j"
    keys.append(name)
    guard let key = Screen.Key(name) else { return .input(.key(.enter)) }
    return .input(.key(key))
  }
}

@Suite("Keys of the import dialogue") struct DialogueKeyTests {
  /// Each page, and what opens over it.
  private static let ways = ["", "m", "o", "?", "l enter", "l enter enter enter", "l enter enter enter l enter"]

  @Test("no key is silent: the picture changes, or a sentence says why not", arguments: ways)
  func keys(_ way: String) throws {
    let keys = "j k h l m - o J K c w g G x 1 space tab backspace ctrl-d ctrl-u ctrl-e f5 left right home"
    for name in keys.split(separator: " ").map(String.init) {
      let before = try DialogueRig(DialogueFile.questions)
      before.play(way)
      let after = try DialogueRig(DialogueFile.questions)
      after.play(way + " " + name)
      #expect(before.canvas != after.canvas, "\(name) after \(way)")
    }
  }
}
