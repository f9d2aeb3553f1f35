import Sales
import Support
import Testing

@testable import Commands

@Suite("Keys of the import dialogue") struct DialogueAnswerTests {
  /// A database in use, and a file with four stages and three statuses that it does not know.
  private func rig() throws -> DialogueRig {
    let rig = try DialogueRig("name,stage\nOld,Qualified\n")
    rig.play("enter")
    rig.world.files["deals-2025.csv"] = Array(
      """
      name,stage,status,owner
      Alder,Draft,Open,ana
      Birch,Talk,Someday,ana
      Cedar,Trial,Sleeping,ana
      Elm,Paper,Open,ana

      """.utf8)
    return rig
  }

  @Test("a answers every stage that is not there alike: each by a new one, or all by one that is there")
  func alikeStages() throws {
    let made = try rig()
    made.play("a")
    #expect(made.message == "4 words answered alike.", "\(made.picture.joined(separator: "\n"))")
    made.play("a enter enter a enter enter")
    #expect(made.deals.filter { $0.name != "Old" }.map { made.stage(of: $0) } == ["Draft", "Talk", "Trial", "Paper"])
    let known = try rig()
    known.play("l l a enter enter a enter enter")
    #expect(known.deals.count == 5)
    #expect(Set(known.deals.filter { $0.name != "Old" }.map { known.stage(of: $0) }).count == 1)
  }

  @Test("a answers the words of one group alike")
  func alikeWords() throws {
    let rig = try rig()
    rig.play("a enter enter")
    #expect(rig.message.contains("2 answers are missing"))
    rig.play("a enter enter l l a")
    #expect(rig.message == "2 words answered alike.", "\(rig.picture.joined(separator: "\n"))")
  }

  @Test("where nothing needs an answer a says so")
  func nothingToAnswer() throws {
    let rig = try DialogueRig(DialogueFile.plain)
    rig.play("esc esc a")
    #expect(rig.message == "Choose a word that needs an answer first.", "\(rig.picture)")
  }

  @Test("/ begins the letters that narrow a menu")
  func slash() throws {
    let rig = try DialogueRig(DialogueFile.questions)
    rig.play("m '/'")
    #expect(rig.message == "Type letters to narrow the list.")
    rig.play("m '/cl'")
    #expect(rig.message.hasSuffix("as cl") && rig.picture.contains { $0.contains("close date") })
  }

  @Test("the page of words says that there are none")
  func noWords() throws {
    let rig = try DialogueRig(DialogueFile.plain.replacing(",currency", with: "").replacing(",USD", with: ""))
    rig.play("enter esc")
    #expect(rig.picture.first?.contains("3 of 4") == true, "\(rig.picture)")
    #expect(rig.message == "The file has no owners, statuses or reasons to explain. Press Enter.")
  }

  @Test("a newcomer is entered with what is imported, not with a look or a dry run")
  func newcomer() throws {
    let rig = try DialogueRig(DialogueFile.plain)
    let names = { rig.world.store?.records.all(User.self).map(\.name).sorted() }
    rig.play("esc esc esc esc", "--as cleo")
    #expect(rig.world.out == "Nothing was imported.\n" && names() == ["ana", "bo"])
    #expect(rig.world.run("import deals-2025.csv --db deals.db --as cleo --dry-run") == 0, "\(rig.world.errors)")
    #expect(names() == ["ana", "bo"] && rig.world.out.contains("2 new"))
    rig.play("enter", "--as cleo")
    #expect(names() == ["ana", "bo", "cleo"] && rig.deals.count == 2)
    #expect(rig.world.starts.last?.user?.name == "cleo")
  }

  @Test("a large file says that it is being read")
  func reading() throws {
    let rig = try DialogueRig("")
    rig.world.put(
      Book(sheets: [("Deals", [["Deal Name", "Stage", "Amount"], ["Alder", "Qualified", "1"]])]), at: "in.xlsx")
    rig.world.files["in.xlsx"]? += [UInt8](repeating: 0, count: 2 << 20)
    rig.play("", file: "in.xlsx")
    #expect(rig.world.errors.contains("Reading in.xlsx, 2 MB"))
  }
}
