import Board
import Sales
import Screen
import Support
import Testing

/// No key is silent: in every mode every key changes the picture, says why not, or leaves.
@Suite("Keys in every mode") struct KeyTests {
  /// Keys that lead into every mode, and to what is peculiar there.
  static let ways: [(mode: String, keys: String)] = [
    ("board", ""), ("last stage", "5"), ("prefix", "z"), ("prefix g", "g"), ("prefix y", "y"), ("line", "D"),
    ("typing a line", "s 'call fri'"), ("owner", "O"), ("marked", "space space"), ("range", "v"), ("filter", "/"),
    ("filtered", "/ 'ac' enter"),
    ("typing a filter", "/ 'ac'"), ("a term that is wrong", "/ 'valu>1'"), ("filter menu", "f"),
    ("saving a filter", "/ 'ac' enter f s"), ("forgetting a filter", "/ 'ac' enter f s 'x' enter f x"),
    ("orders", "z s"), ("move menu", "m"), ("move into a pipeline", "m p"),
    ("pipelines", "p"), ("quick add", "a"),
    ("typing a deal", "a 'Acme 12k'"), ("lost", "x"), ("typing a reason", "x 'me'"), ("note", "x 9"), ("won", "w"),
    ("delete", "d"), ("needing attention", "n"), ("form", "e"), ("stages", "S"), ("a cell", "S enter"),
    ("a colour", "S shift-tab enter"),
    ("removing", "S d"),
    ("deleting a pipeline", "S A 'New' enter X"), ("typing a field", "e tab 'Ada'"), ("leaving the form", "e 'x' esc"),
    ("palette", ":"), ("typing a command", ": 'mov'"), ("help", "?"), ("help search", "? /"),
    ("today", "T"), ("today, planning", "T c"), ("today, moving", "T D 'fri'"), ("today, prefix", "T g"),
    ("today, help", "T ?"), ("today, no task", "T C C"), ("detail of today", "T enter"), ("detail", "enter"),
    ("record", "i"), ("a field in its place", "i enter"), ("typing there", "i enter 'x'"),
    ("detail, board", "enter tab"), ("undo question", "u"),
    ("stages, help", "S ?"), ("stages, palette", "S :"), ("help over a menu", "m ?"), ("today, a deal's verb", "T s"),
    ("triage", "t"), ("triage, typing", "t D '2w'"), ("triage, open", "t enter"),
    ("triage beside a deal", "t enter tab"), ("the end of triage", "t j j j"),
  ]

  static let keys: [Screen.Key] = {
    var keys: [Screen.Key] = (UInt8(33)...126).map { .character(Character(UnicodeScalar($0))) }
    keys += "abcdefghklnopqrstuvwxyz \\]^_".map { .control($0) }
    keys += [.alt("b"), .alt("f"), .alt("x"), .character(" "), .character("é"), .character("漢")]
    keys += [.enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end]
    keys += [.pageUp, .pageDown, .shiftUp, .shiftDown, .shiftLeft, .shiftRight, .controlLeft, .controlRight]
    keys += (1...12).map { .function($0) }
    return keys
  }()

  @Test("changes the picture or says why not", arguments: ways.map(\.keys))
  func answers(way: String) throws {
    func rig() throws -> BoardRig {
      let rig = try BoardRig([("Qualified", ["Acme", "Globex"]), ("Proposal Sent", ["Soylent"])])
      let partners = Change.createPipeline([.set(\.name, "Partners")], stages: [[.set(\.name, "Lead")]])
      _ = try rig.store.commit(partners, by: rig.user.id)
      try rig.plan("Call", "2025-11-20T09:00:00Z", on: "Acme")
      try rig.plan("Buy stamps", "2025-11-21")
      return rig
    }
    let before = ScriptedDisplay.Step.keys(way)
    let old = try rig().play(before)
    for key in Self.keys {
      let rig = try rig()
      // What stands after the key tells whether the session is still there to take it.
      var ended = true
      let new = rig.play(before + [.input(.key(key)), .aside { ended = false }])
      let hasReacted = new != old || ended || rig.display?.suspensions != 0 || rig.display?.redraws != 0
      #expect(hasReacted, "\(key.name) after \(way)")
    }
  }

  @Test("the keymap binds no key twice and every verb")
  func keymap() {
    let bound = Set(Keymap.all.flatMap(\.bindings).map(\.verb))
    #expect(bound == Set(Verb.allCases))
    for table in Keymap.all {
      let keys = table.bindings.flatMap(\.keys)
      #expect(Set(keys).count == keys.count)
    }
  }
}
