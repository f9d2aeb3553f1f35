import Board
import Sales
import Screen
import Support
import Testing

/// What happens beside a walk: on the board, in the open deal, and by other people.
@Suite("Beside a triage") struct TriageReturnTests {
  @Test("what is undone on the board is not told as done, and the walk is back at it")
  func undoneOnBoard() throws {
    let lost = try TriageTests.rig().play("t x 1 esc t")
    #expect(lost.text[0].contains("2 of 3") && lost.text[0].contains("1 done"))
    let undone = try TriageTests.rig().play("t x 1 esc u t")
    #expect(undone.text[0].contains("1 of 3") && !undone.text[0].contains("1 done"), "\(undone.text[0])")
    #expect(undone.text[2].contains("Acme"))
    let again = try TriageTests.rig().play("t x 1 esc u U t")
    #expect(again.text[0].contains("1 done"), "\(again.text[0])")
  }

  @Test("a deal that somebody deletes stays in sight until it is gone on from, so that no key meets the next one")
  func deletedElsewhere() throws {
    func play(_ last: String) throws -> (rig: BoardRig, picture: Canvas) {
      let rig = try TriageTests.rig()
      let acme = try #require(rig.deal("Acme"))
      let bo = try #require(try rig.store.user(named: "bo"))
      let deletion = ScriptedDisplay.Step.aside { _ = try? rig.store.commit(.deleteDeal(acme.id), by: bo.id) }
      let picture = rig.play(ScriptedDisplay.Step.keys("t") + [deletion] + ScriptedDisplay.Step.keys("ctrl-l " + last))
      return (rig, picture)
    }
    let gone = try play("").picture
    #expect(gone.text[2].contains("Acme") && gone.text[22].contains("Acme was deleted by somebody else; j goes on."))
    let (moved, picture) = try play("L")
    #expect(moved.board() == ["Qualified": ["Globex"], "Proposal Sent": ["Soylent"]], "\(picture.text)")
    #expect(try play("j").picture.text[2].contains("Globex"))
  }

  @Test("while the deal is open its verbs stay with it; closed, the walk goes on from there")
  func open() throws {
    let rig = try TriageTests.rig()
    let picture = rig.play("t enter $ '12k' enter $ '13k' enter")
    #expect(rig.deal("Acme")?.value == 1_300_000 && rig.deal("Globex")?.value == 500_000)
    #expect(picture.text.contains { $0.contains("Acme") })
    let on = try TriageTests.rig().play("t enter $ '12k' enter esc j")
    #expect(on.text[0].contains("2 of 3") && on.text[0].contains("1 done"), "\(on.text[0])")
    #expect(on.text[2].contains("Globex"))
  }

  @Test("the focus is on no folded stage, also after a start, so that a verb meets a deal in sight")
  func foldedAtStart() throws {
    let rig = try TriageTests.rig()
    rig.play("1 z z")
    let picture = rig.play("x 1")
    #expect(rig.board()["Closed Lost"] == ["Soylent"], "\(picture.text)")
    #expect(rig.board()["Qualified"]?.count == 2)
  }
}
