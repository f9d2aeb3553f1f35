import Board
import Sales
import Screen
import Support
import Testing

/// What was being typed when boards were ended: all of it comes back, as what it was, or is shown.
@Suite("What was being typed") struct DraftTests {
  private func rig(daysAgo: Int = 0) throws -> BoardRig {
    try BoardRig([("Qualified", ["Acme", "Globex", "Initech"]), ("Proposal Sent", ["Soylent"])], daysAgo: daysAgo)
  }

  private func text(_ canvas: Canvas) -> String { canvas.text.joined(separator: "\n") }

  /// The keys, and then the end of the board without its user's asking.
  private func end(_ rig: BoardRig, after keys: String, by end: Input = .terminate(signal: 15)) {
    rig.play(ScriptedDisplay.Step.keys(keys) + [.input(end)])
  }

  @Test(
    "a line about marked deals is about all of them again",
    arguments: [
      ("V x 'zz'", "Closed Lost"), ("V m 5 'zz'", "Closed Lost"), ("V x 9 'zz'", "Closed Lost"),
      ("V w ctrl-u '2025-11-19'", "Closed Won"),
    ])
  func marked(keys: String, stage: String) throws {
    let rig = try rig(daysAgo: 3)
    end(rig, after: keys)
    let again = text(rig.play(""))
    #expect(again.contains("3 marked") && again.contains("3 deals"), "\(again)")
    let actions = rig.store.records.actions.count
    rig.play("enter")
    #expect(Set(rig.board()[stage] ?? []) == ["Acme", "Globex", "Initech"])
    #expect(rig.store.records.actions.count == actions + 1)
  }

  @Test("the note to another reason is stored as that")
  func note() throws {
    let rig = try rig()
    end(rig, after: "x 9 'moved away'")
    #expect(text(rig.play("")).contains("note moved away"))
    rig.play("enter")
    #expect(rig.store.records.all(Deal.self).compactMap(\.lossReason) == ["other: moved away"])
  }

  @Test("the letters of a command are there again, and the line beneath them opens at a later start")
  func palette() throws {
    let rig = try rig()
    end(rig, after: ": 'sta'")
    #expect(text(rig.play("")).contains("sta"))
    let before = text(rig.play("esc esc"))
    end(rig, after: ": 'mark won'")
    let again = text(rig.play(""))
    #expect(again.contains("mark won") && again != before, "\(again)")
  }

  @Test("of two boards that are ended together both lines come back, one at each start")
  func two() throws {
    let rig = try rig()
    let other = ScriptedDisplay.Step.aside { end(rig, after: "a 'Vandelay 12k'", by: .hangUp) }
    rig.play(ScriptedDisplay.Step.keys("D '2w'") + [other, .input(.hangUp)])
    let first = text(rig.play("enter"))
    #expect(first.contains("Vandelay was added"), "\(first)")
    rig.play("enter")
    #expect(rig.deal("Acme")?.expectedClose == Timestamp("2025-12-04") && rig.deal("Vandelay") != nil)
    #expect(!text(rig.play("")).contains("close date"))
  }

  @Test("of two boards that start at one moment only one opens what was typed")
  func atOnce() throws {
    let rig = try rig()
    end(rig, after: "D '2w'")
    // The other one starts, and is done, when this one has read what there is and has not opened it yet.
    let script = ScriptedDisplay(size: rig.size, script: [])
    var said = ""
    let display = Overtaken(script) { said = self.text(rig.play("enter")) }
    let setting = Setting(
      user: rig.user, glyphs: .unicode, readOnly: nil, place: "deals.db", isDemo: false, zone: .utc)
    let now = rig.present.now
    _ = Session(store: rig.store, display: display, setting: setting, now: { now }).run()
    #expect(said.contains("Acme: close date now 4 Dec"), "\(said)")
    let late = text(try #require(script.picture))
    #expect(late.contains("Acme") && !late.contains("close date"), "\(late)")
    #expect(!text(rig.play("")).contains("close date 2w"))
  }

  @Test("that another line waits is said")
  func later() throws {
    let rig = try rig()
    rig.size = Size(rows: 24, columns: 120)
    let other = ScriptedDisplay.Step.aside { end(rig, after: "a 'Vandelay 12k'", by: .hangUp) }
    rig.play(ScriptedDisplay.Step.keys("D '2w'") + [other, .input(.hangUp)])
    #expect(text(rig.play("")).contains("Another line that was typed opens at the next start."))
    rig.play("esc esc")
    #expect(!text(rig.play("")).contains("Another line"))
  }

  @Test(
    "what was typed about a deal that is gone is shown",
    arguments: [
      ("D '2w'", "2w"), ("x 'they merged'", "they merged"), ("w ctrl-u '4k EUR'", "4k EUR"),
      ("e tab 'Ada L'", "contact: Ada L"), ("i enter ctrl-u 'Acme Ltd'", "Acme Ltd"),
    ])
  func gone(keys: String, typed: String) throws {
    let rig = try rig()
    end(rig, after: keys)
    _ = try rig.store.commit(.deleteDeal(#require(rig.deal("Acme")).id), by: rig.user.id)
    let picture = text(rig.play(""))
    #expect(picture.contains("! The deal is gone. What was typed about it: \(typed)"), "\(picture)")
    #expect(!text(rig.play("")).contains("What was typed"))
  }

  @Test("of marked deals of which one is gone the others are meant, and it is said")
  func partlyGone() throws {
    let rig = try rig()
    rig.size = Size(rows: 24, columns: 120)
    end(rig, after: "V D '2w'")
    _ = try rig.store.commit(.deleteDeal(#require(rig.deal("Globex")).id), by: rig.user.id)
    #expect(text(rig.play("enter")).contains("2 deals: close date now 4 Dec"))
  }

  @Test("a line about a deal of another pipeline opens there")
  func otherPipeline() throws {
    let rig = try rig()
    _ = try rig.store.commit(
      .createPipeline(
        [.set(\.name, "Partners")],
        stages: [[.set(\.name, "Talk"), .set(\.type, .open)], [.set(\.name, "Done"), .set(\.type, .won)]]),
      by: rig.user.id)
    _ = try rig.store.commit(
      .createDeal(
        DealDraft(values: [.set(\.name, "Pied Piper")], stage: StageName(pipeline: "Partners", stage: "Talk"))),
      by: rig.user.id)
    end(rig, after: "p 2 x 'zz'")
    let picture = text(rig.play(""))
    #expect(picture.contains("Partners") && picture.contains("lost zz") && picture.contains("Pied Piper"), "\(picture)")
  }
}

/// A terminal at whose first look for a key something else happens.
private final class Overtaken: Display {
  private let display: ScriptedDisplay
  private var first: (() -> Void)?

  init(_ display: ScriptedDisplay, by first: @escaping () -> Void) {
    self.display = display
    self.first = first
  }

  var size: Size { display.size }

  func next(within milliseconds: Int?) -> Input? {
    let aside = first
    first = nil
    aside?()
    return display.next(within: milliseconds)
  }

  func show(_ canvas: Canvas) { display.show(canvas) }
  func copy(_ text: String) { display.copy(text) }
  func invalidate() { display.invalidate() }
  func suspend() { display.suspend() }
}
