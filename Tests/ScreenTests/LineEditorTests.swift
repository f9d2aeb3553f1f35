import Screen
import Testing

@Suite struct LineEditorTests {
  /// A line with `|` at the cursor, a key, the line after.
  static let table: [(before: String, key: Key, after: String)] = [
    ("ab|c", .character("x"), "abx|c"),
    ("ab|c", .left, "a|bc"), ("ab|c", .right, "abc|"), ("ab|c", .control("b"), "a|bc"), ("ab|c", .control("f"), "abc|"),
    ("ab|c", .home, "|abc"), ("ab|c", .control("a"), "|abc"), ("ab|c", .end, "abc|"), ("ab|c", .control("e"), "abc|"),
    ("ab|c", .backspace, "a|c"), ("ab|c", .control("h"), "a|c"), ("ab|c", .delete, "ab|"),
    ("ab|c", .control("k"), "ab|"), ("ab|c", .control("u"), "|c"),
    ("one two  |x", .control("w"), "one |x"), ("one two|", .alt("b"), "one |two"), ("|one two", .alt("f"), "one| two"),
    ("one|  two", .alt("f"), "one  two|"), ("e\u{301}|", .backspace, "|"), ("東京|", .backspace, "東|"),
    ("one two|", .controlLeft, "one |two"), ("|one two", .controlRight, "one| two"),
    ("one two|", .altLeft, "one |two"), ("|one two", .altRight, "one| two"),
    ("|  ", .control("w"), "|  "), ("   |", .control("w"), "|"),
  ]

  @Test("Keys edit the line", arguments: table.indices)
  func keys(index: Int) {
    let row = Self.table[index]
    var line = editor(row.before)
    let changed = line.handle(row.key)
    #expect(picture(line) == row.after)
    #expect(changed == (row.before != row.after))
  }

  @Test("Keys that edit nothing are left to the caller")
  func unhandled() {
    var line = editor("|ab")
    for key in [Key.enter, .escape, .tab, .up, .left, .backspace, .function(1), .control("c")] {
      let changed = line.handle(key)
      #expect(!changed)
    }
    #expect(line.text == "ab" && !line.isEmpty && LineEditor().isEmpty)
  }

  @Test("A paste is one line without control characters, and a line has its capacity")
  func paste() {
    var line = editor("a|b")
    line.insert("x\r\ny\n\tz\u{1b}[0m\u{7f}")
    #expect(picture(line) == "ax y  z[0m|b")
    line.insert(String(repeating: "東", count: 20_000))
    #expect(line.text.count == LineEditor.capacity)
    let changed = line.handle(.character("y"))
    #expect(!changed)
  }

  @Test("A mark joins the letter before it")
  func marks() {
    var line = editor("e|x")
    line.insert("\u{301}")
    #expect(line.cursor == 1 && line.text == "e\u{301}x")
  }

  @Test("The window keeps the caret in sight with a cell of its own, at every width")
  func window() {
    for text in ["Kestrel Air fleet tracking", "東京データ基盤 更新", "a\u{301}東b\u{200b}c"] {
      var line = LineEditor(text)
      _ = line.handle(.home)
      repeat {
        for limit in 1...32 {
          let (shown, caret, first) = line.window(columns: limit)
          #expect(columns(of: shown) <= limit)
          #expect((0..<limit).contains(caret))
          let all = Array(Glyphs.unicode.shown(text))
          for (place, character) in shown.enumerated() where character != "…" && all.count == text.count {
            #expect(all[first + place] == character)
          }
        }
      } while line.handle(.right)
    }
    #expect(LineEditor("abc").window(columns: 10) == ("abc", 3, 0))
    #expect(LineEditor("abcdef").window(columns: 4) == ("def", 3, 3))
    #expect(LineEditor("abc").window(columns: 0) == ("", 0, 0))
  }

  @Test("What the window leaves out has a sign, and the caret never stands on one")
  func signs() {
    var line = LineEditor("Kestrel Air fleet")
    #expect(line.window(columns: 10) == ("…ir fleet", 9, 8))
    #expect(line.window(columns: 18) == ("Kestrel Air fleet", 17, 0))
    _ = line.handle(.home)
    #expect(line.window(columns: 10) == ("Kestrel A…", 0, 0))
    for _ in 1...9 { _ = line.handle(.right) }
    #expect(line.window(columns: 10).text.hasPrefix("…"))
    #expect(line.window(columns: 10, glyphs: .ascii).text.hasPrefix("~"))
  }

  @Test("Random editing keeps the cursor inside and the text on one line")
  func random() {
    var random = Seeded(5)
    for _ in 0..<200 {
      var line = LineEditor()
      for _ in 0..<40 {
        let keys: [Key] = [.left, .right, .backspace, .delete, .control("w"), .alt("b"), .alt("f"), .home]
        if Bool.random(using: &random) { line.insert(random.text(length: 4)) }
        _ = line.handle(keys.randomElement(using: &random) ?? .left)
        #expect((0...line.text.count).contains(line.cursor), "\(line.text.unicodeScalars.map(\.value))")
        #expect(
          !line.text.contains(where: \.isNewline) || line.text.contains("\u{2028}") || line.text.contains("\u{2029}"))
      }
    }
  }

  private func editor(_ picture: String) -> LineEditor {
    let parts = picture.split(separator: "|", omittingEmptySubsequences: false)
    var line = LineEditor(parts.joined())
    for _ in 0..<parts[1].count { _ = line.handle(.left) }
    return line
  }

  private func picture(_ line: LineEditor) -> String {
    "\(line.text.prefix(line.cursor))|\(line.text.dropFirst(line.cursor))"
  }
}
