import Screen
import Testing

@Suite struct KeyTests {
  static let keys: [Key] = [
    .character("h"), .character("H"), .character(" "), .character("ä"), .character("東"), .character("-"), .control("d"),
    .control(" "), .control("\\"), .control("]"), .control("^"), .control("_"), .alt("b"), .alt(" "), .enter, .escape,
    .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end,
    .pageUp, .pageDown, .shiftUp, .shiftDown, .shiftLeft, .shiftRight, .controlUp, .controlDown, .controlLeft,
    .controlRight, .altUp, .altDown, .altLeft, .altRight, .function(1), .function(12), .character("f"),
  ]

  @Test("A key's name reads back as the key", arguments: keys)
  func roundTrip(key: Key) {
    #expect(Key(key.name) == key)
    #expect(!key.name.isEmpty)
  }

  @Test("Keys are named as help shows them")
  func names() {
    let shown = [Key.character(" "), .control("d"), .escape, .up, .function(1), .alt("b"), .shiftLeft].map(\.name)
    #expect(shown == ["space", "ctrl-d", "esc", "↑", "f1", "alt-b", "shift-←"])
    #expect(Key("up") == .up && Key("ctrl-") == nil && Key("ctrl-D") == nil && Key("hh") == nil && Key("") == nil)
  }
}
