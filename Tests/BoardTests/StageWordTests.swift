import Sales
import Screen
import Support
import Testing

@testable import Board

/// What the table of stages says and shows.
@Suite("The table of stages") struct StageWordTests {
  private func rig() throws -> BoardRig {
    try BoardRig([("Qualified", ["Acme", "Globex"]), ("Proposal Sent", ["Soylent"])])
  }

  private func text(_ canvas: Canvas) -> String { canvas.text.joined(separator: "\n") }

  @Test("of many stages those beyond the ninth are chosen with j and k, which scroll the menu")
  func removeToTwelfth() throws {
    let rig = try rig()
    let pipeline = try #require(rig.store.pipelines().first?.pipeline.id)
    for number in 4...12 {
      _ = try rig.store.commit(.addStage(pipeline, [.set(\.name, "Step \(number)")], at: number - 1), by: rig.user.id)
    }
    #expect(text(rig.play("S d")).contains("1-9 of 11"))
    let keys = "S d" + String(repeating: " j", count: 11)
    let scrolled = text(rig.play(keys))
    #expect(scrolled.contains("3-11 of 11") && scrolled.contains("│  ·  Step 12"), "\(scrolled)")
    rig.play(keys + " enter")
    #expect(rig.board()["Step 12"]?.count == 2)
  }

  @Test(
    "what was done to a stage is said of the stage, and what is undone too",
    arguments: [
      ("S enter ctrl-u 'Lead' enter", "Qualified is called Lead now", "Lead is called Qualified again"),
      ("S tab enter ctrl-u 'won' enter", "Qualified is a won stage now", "Qualified is an open stage again"),
      ("S tab tab enter ctrl-u '35' enter", "has a chance of 35% now", "has a chance of 20% again"),
      ("S tab tab tab enter ctrl-u enter", "has no idle limit now", "has an idle limit of 14 days again"),
      ("S tab tab tab tab enter ctrl-u '1' enter", "limit in the stage of 1 day now", "in the stage of 30 days again"),
      ("S shift-tab enter ctrl-u '#abc' enter", "has the colour #aabbcc now", "has the colour #3b82f6 again"),
      ("S a 'Legal' enter", "Legal was added", "Legal is gone again"),
      ("S r ctrl-u 'Direct' enter", "Sales Pipeline is called Direct now", "Direct is called Sales Pipeline again"),
    ])
  func words(keys: String, done: String, undone: String) throws {
    let picture = text(try rig().play(keys))
    #expect(picture.contains(done + " · u undoes it"), "\(picture)")
    let after = text(try rig().play(keys + " u"))
    #expect(after.contains(undone + " · U redoes it"), "\(after)")
  }

  @Test(
    "a name that another pipeline or stage has is allowed, and told while it is typed",
    arguments: [
      ("S A 'sales pipeline'", "? another pipeline has this name"),
      ("S a 'Negotiation'", "? another stage has this name"),
      ("S enter ctrl-u 'negotiation'", "? another stage has this name"),
    ])
  func twins(keys: String, words: String) throws {
    #expect(text(try rig().play(keys)).contains(words))
    #expect(!text(try rig().play(keys + " 'x'")).contains("has this name"))
  }

  @Test("a pipeline's own name is no other's")
  func ownName() throws {
    let rig = try rig()
    #expect(!text(rig.play("S r")).contains("has this name"))
    rig.play("S A 'Partners' enter")
    #expect(text(rig.play("S r ctrl-u 'Partners'")).contains("? another pipeline has this name"))
  }

  @Test("the chosen row is filled, its cell underlined, and the way out stands in the footer")
  func row() throws {
    let picture = try rig().play("S j tab")
    let row = picture.description.split(separator: "\n").last { $0.hasPrefix("4: ") }
    #expect(row == "4: fill(1) 0-2, select 4-23, select+ 24-27, select 28-79")
    #expect(picture.text[23].contains("esc board"), "\(picture.text[23])")
  }
}
