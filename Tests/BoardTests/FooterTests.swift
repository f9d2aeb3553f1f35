import Board
import Sales
import Screen
import Support
import Testing

/// The footer names keys that do something where they stand.
@Suite("The footer") struct FooterTests {
  private func footer(_ canvas: Canvas) -> String { canvas.text.last ?? "" }

  private func rig() throws -> BoardRig { try BoardRig([("Qualified", ["Acme"])]) }

  @Test(
    "a key that has nothing to act on is not named",
    arguments: [
      ("j", ["move deal", "won", "lost", "add"], []),
      ("l", ["add", "undo"], ["move deal", "won", "lost", "enter", "mark"]),
      ("T", ["esc board"], ["done", "date", "drop", "enter"]), ("f", ["/ type"], ["1", "save"]),
      ("/ 'ac' enter f", ["s save"], ["1", "saved filter"]),
      ("/ 'ac' enter f s 'mine' enter f", ["1 saved filter"], ["1-"]), ("a 'Dot'", ["enter add"], []),
      ("a 'Dot close:zz'", ["esc cancel"], ["enter"]), ("x", ["1-9 reason"], []), ("x 'price'", ["enter"], ["1-9"]),
      ("d y", ["a add"], ["move deal", "won"]),
    ])
  func names(keys: String, named: [String], unnamed: [String]) throws {
    let said = footer(try rig().play(keys))
    for words in named { #expect(said.contains(words), "\(said)") }
    for words in unnamed { #expect(!said.contains(words), "\(words) in \(said)") }
  }

  @Test("of a file that cannot be written no key is named that would change it")
  func readOnly() throws {
    let rig = try rig()
    rig.readOnly = .file
    let said = footer(rig.play("j"))
    #expect(said.contains("enter open") && !said.contains("add") && !said.contains("won"), "\(said)")
  }

  @Test("without a filter there is none to save")
  func save() throws {
    #expect(!(try rig().play("f").text.joined().contains("save")))
    let menu = try rig().play("/ 'ac' enter f").text.joined()
    #expect(menu.contains("s saves one") && menu.contains("s save "))
  }

  @Test("without a saved filter there is none to forget")
  func forget() throws {
    #expect(!(try rig().play("f").text.joined().contains("forget")))
    #expect(try rig().play("/ 'ac' enter f s 'mine' enter f").text.joined().contains("forget"))
  }

  @Test("enter over a quick line that is not understood says why")
  func quickAdd() throws {
    let canvas = try rig().play("a 'Dot close:zz' enter")
    #expect(!canvas.text.joined().contains("does nothing"))
    #expect(canvas.text.suffix(3).joined().contains("! "), "\(canvas.text)")
  }
}
