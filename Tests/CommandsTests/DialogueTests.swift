import Sales
import Screen
import Support
import Testing

@testable import Commands

@Suite("Import dialogue") struct DialogueTests {
  @Test("a file without questions shows the counts at once, and Enter imports it and opens the board")
  func plain() throws {
    let rig = try DialogueRig(DialogueFile.plain)
    rig.play("enter")
    #expect(rig.deals.map(\.name) == ["Alder", "Birch"])
    #expect(rig.greeting == "Imported 2 deals · u takes it back")
    #expect(rig.picture.first?.contains("4 of 4  Before writing") == true)
  }

  @Test("Esc from the first page leaves with nothing written, and what was answered is there again")
  func leaving() throws {
    let rig = try DialogueRig(DialogueFile.questions)
    rig.play("l esc")
    #expect(rig.code == 0 && rig.deals.isEmpty)
    #expect(rig.world.out == "Nothing was imported. Your answers are kept for the next import of this file.\n")
    rig.play("")
    #expect(!rig.picture.joined().contains("Press l to choose"))
  }

  @Test("Enter goes to what needs an answer before it leaves the page")
  func must() throws {
    let rig = try DialogueRig(DialogueFile.questions)
    rig.play("enter")
    #expect(rig.picture.first?.contains("1 of 4  Columns") == true)
    #expect(rig.message.hasPrefix("Target close: "))
    rig.play("l enter")
    #expect(rig.picture.first?.contains("2 of 4  Stages") == true)
  }

  @Test("a row that is answered stays where it is")
  func place() throws {
    let rig = try DialogueRig(DialogueFile.questions)
    let before = try #require(rig.play("")?.text)
    let row = try #require(before.firstIndex { $0.contains("Target close") })
    let after = try #require(rig.play("l")?.text)
    #expect(after[row].contains("Target close") && !after[row].contains("!"))
  }

  @Test("the day first or the month first is what l and h choose")
  func dates() throws {
    let file = "name,stage,close date\nAlder,Qualified,03/04/2027\n"
    for (keys, day) in [("l", "2027-04-03"), ("l l", "2027-03-04")] {
      let rig = try DialogueRig(file)
      rig.play(keys + " enter enter")
      #expect(rig.deals.map { $0.expectedClose.map(String.init) } == [day + "T00:00:00Z"], "\(keys)")
    }
  }

  @Test("amounts of thousands or of decimals are what l chooses")
  func amounts() throws {
    let file = "name,stage,amount\nAlder,Qualified,1.234\n"
    let rig = try DialogueRig(file)
    rig.play("l enter enter")
    let first = rig.deals.map(\.value)
    let other = try DialogueRig(file)
    other.play("h enter enter")
    #expect(Set(first + other.deals.map(\.value)).count == 2, "\(first) \(other.deals.map(\.value))")
  }

  @Test("a column is left out with -, read as another field by the picker, and a second one gives the field up")
  func columns() throws {
    let rig = try DialogueRig("name,stage,value,currency,person\nAlder,Qualified,100,USD,Mira\n")
    rig.play("esc esc esc j j j j -")
    #expect(rig.picture.contains { $0.contains("person") && $0.contains("not read") })
    rig.play("esc esc esc j j j j m 'compa' enter enter enter")
    let company = rig.deals.first?.companyID
    #expect(company != nil)
  }

  @Test("a status that nobody knows is answered, and the answer holds for the next file")
  func words() throws {
    let file = "name,stage,value,currency,status\nAlder,Qualified,1,USD,On Ice\n"
    let rig = try DialogueRig(file)
    rig.play("enter")
    #expect(rig.message == "1 answer is missing: On Ice.")
    rig.play("l l enter enter")
    #expect(rig.deals.map(\.status) == [.stalled])
    rig.world.files["next.csv"] = Array(file.replacing("Alder", with: "Birch").utf8)
    rig.play("", file: "next.csv")
    #expect(rig.picture.first?.contains("4 of 4") == true)
  }

  @Test("an owner with a name of a login is that user, and another is made or chosen")
  func owners() throws {
    let rig = try DialogueRig(
      "name,stage,value,currency,owner\nAlder,Qualified,1,USD,Bo Larsen\nBirch,Qualified,1,USD,Zed\n")
    rig.play("")
    #expect(rig.picture.contains { $0.contains("? Bo Larsen") && $0.contains("bo") })
    #expect(rig.picture.contains { $0.contains("? Zed") && $0.contains("new user Zed") })
    rig.play("j m 'no own' enter enter enter")
    #expect(rig.deals.map { $0.ownerID == nil } == [false, true])
  }

  @Test("stages are opened, won and lost by h and l, coloured by c, and moved by J and K")
  func stages() throws {
    let file = "name,stage,value,currency\nAlder,New,1,USD\nBirch,Signed,2,USD\nYew,Gone,3,USD\n"
    let rig = try DialogueRig(file)
    // Three words that say nothing: no question, so one goes back to the page.
    rig.play("esc esc j l j l l k k k J c enter enter enter")
    let plan = try #require(rig.world.store?.pipelines().first)
    #expect(Set(plan.stages.map { "\($0.name) \($0.type)" }) == ["New open", "Signed won", "Gone lost"])
    #expect(plan.stages.map(\.position) == [0, 1, 2])
  }

  @Test("a stage with won and lost deals in it is accepted as open by Enter on it")
  func mixed() throws {
    let file = "name,stage,value,currency,status\nA,Close,1,USD,won\nB,Close,2,USD,open\nC,New,3,USD,open\n"
    let rig = try DialogueRig(file)
    rig.play("")
    #expect(rig.message == "Close holds won deals. They are imported as won.")
    rig.play("enter enter enter")
    #expect(rig.deals.map(\.status) == [.won, .open, .open])
  }

  @Test("a stage that is not in a pipeline in use is a question: a new one, or one that is there")
  func unknownStages() throws {
    let rig = try DialogueRig(DialogueFile.plain)
    rig.play("enter")
    rig.world.files["b.csv"] = Array("name,stage,value,currency\nYew,Sgned,1,USD\nZelkova,Trial,2,USD\n".utf8)
    rig.play("enter", file: "b.csv")
    #expect(rig.message == "2 answers are missing: Sgned, Trial.")
    rig.play("l l j l enter enter", file: "b.csv")
    #expect(rig.deals.map { rig.stage(of: $0) } == ["Qualified", "Negotiation", "Qualified", "Trial"])
  }

  @Test("no column that names the deals is a question")
  func noName() throws {
    let rig = try DialogueRig(
      "deal_id,thing,stage,value,currency\nD1,Big pump,Qualified,100,USD\nD2,Small one,Qualified,1,USD\n")
    rig.play("")
    #expect(rig.picture.contains { $0.contains("! thing") })
    rig.play("l enter enter")
    #expect(rig.deals.map(\.name) == ["Big pump", "Small one"])
  }
}
