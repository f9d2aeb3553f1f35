import Board
import Sales
import Screen
import Support
import Testing

/// A pipeline of more stages than a screen, or a menu, has room for.
@Suite("Many stages") struct ManyStagesTests {
  private func rig(stages: Int) throws -> BoardRig {
    let rig = try BoardRig([("Qualified", ["Acme", "Globex"])])
    let pipeline = try #require(rig.store.pipelines().first?.pipeline.id)
    for number in 6...stages {
      _ = try rig.store.commit(.addStage(pipeline, [.set(\.name, "Stage \(number)")], at: nil), by: rig.user.id)
    }
    return rig
  }

  @Test("stages out of sight are counted where they cannot be named")
  func strip() throws {
    let rig = try rig(stages: 30)
    #expect(rig.play("").text[1].trimmed == "27 stages ►")
    let middle = rig.play("l l l l l l l l l l l l").text[1].trimmed
    #expect(middle == "◄ 10 stages" + String(repeating: " ", count: 56) + "17 stages ►", "\(middle)")
    rig.size = Size(rows: 20, columns: 24)
    #expect(rig.play("l l").text[1].trimmed == "◄ 2               27 ►")
  }

  @Test("m lists all stages: j k scroll, enter moves")
  func menu() throws {
    let rig = try rig(stages: 30)
    let menu = rig.play("m").text.joined(separator: "\n")
    #expect(menu.contains("1-9 of 30") && !menu.contains("Stage 10"), "\(menu)")
    let scrolled = rig.play("m j j j j j j j j j j").text.joined(separator: "\n")
    #expect(scrolled.contains("3-11 of 30") && scrolled.contains("Stage 11"), "\(scrolled)")
    rig.play("m j j j j j j j j j j enter")
    #expect(rig.board()["Stage 11"] == ["Acme"])
    rig.play("9 l l m k enter")
    #expect(rig.board()["Stage 10"] == ["Acme"])
  }

  @Test("a list that goes on below the screen says so")
  func below() throws {
    let rig = try rig(stages: 30)
    func footer(_ keys: String) -> String { rig.play(keys).text[23] }
    #expect(footer("S").hasSuffix("▼ more   ? help"), "\(footer("S"))")
    #expect(!footer("S" + String(repeating: " j", count: 29)).contains("▼"))
    for number in 1...30 { try rig.plan("call \(number)", "2025-11-19T00:00:00Z", on: "Acme") }
    #expect(footer("T").hasSuffix("▼ more   ? help"), "\(footer("T"))")
    #expect(!footer("T G").contains("▼"), "\(footer("T G"))")
  }

  @Test("a screen that grows shows as many stages as it has room for, whichever has the focus")
  func grown() throws {
    let rig = try BoardRig([("Qualified", ["Acme"])])
    rig.size = Size(rows: 20, columns: 40)
    let wide = Size(rows: 36, columns: 120)
    let picture = rig.play(ScriptedDisplay.Step.keys("5") + [.input(.resize(wide))])
    #expect(picture.text[2].contains("Qualified") && picture.text[2].contains("Closed Lost"), "\(picture.text)")
    rig.size = Size(rows: 24, columns: 80)
    let back = rig.play("enter tab l l l l esc esc").text.joined(separator: "\n")
    #expect(back.contains("Negotiation") && back.contains("Closed Won") && back.contains("Closed Lost"), "\(back)")
  }

  @Test("the colours that the picker offers are each as they are by themselves in 8 colours")
  func picker() throws {
    let rig = try rig(stages: 6)
    rig.size = Size(rows: 36, columns: 120)
    let canvas = rig.play("S shift-tab enter")
    let palette = Palette(depth: .eight, tints: canvas.tints)
    let colors = canvas.tints.colors
    let red = try #require(colors.indices.last { colors[$0] == RGB(red: 0xef, green: 0x44, blue: 0x44) })
    #expect(palette.stage(Tint(red))?.paint == .index(1))
  }

  @Test("deleting several deals says what goes with all of them")
  func deletion() throws {
    let rig = try rig(stages: 6)
    try rig.plan("call", "2025-11-21T00:00:00Z", on: "Acme")
    try rig.plan("write", "2025-11-21T00:00:00Z", on: "Globex")
    let question = rig.play("V d").text.joined(separator: "\n")
    #expect(question.contains("Their history and 2 open steps go too; u brings all back."), "\(question)")
  }
}
