import Screen
import Testing

@Suite struct CanvasTests {
  @Test("Text lands where it is put and is clipped at the edges")
  func clipping() {
    var canvas = Canvas(size: Size(rows: 2, columns: 6))
    var used: [Int] = []
    used.append(canvas.put("hello", row: 0, column: 3, role: .text))
    used.append(canvas.put("hello", row: 1, column: -2, role: .text))
    used.append(canvas.put("hello", row: 2, column: 0, role: .text))
    used.append(canvas.put("hello", row: 0, column: 0, within: 2, role: .text))
    used.append(canvas.put("hello", row: 0, column: 9, role: .text))
    used.append(canvas.put("東京", row: 1, column: -1, role: .text))
    #expect(used == [3, 3, 0, 2, 0, 3])
    #expect(canvas.text == ["he hel", " 京"])
  }

  @Test("A wide sign lies whole or leaves blanks")
  func wide() {
    var canvas = Canvas(size: Size(rows: 1, columns: 5))
    canvas.put("東京都", row: 0, column: 0, role: .muted)
    #expect(canvas.text == ["東京"])
    #expect(canvas[0, 4] == .blank(Style(.muted)))
    canvas.put("x", row: 0, column: 1, role: .text)
    #expect(canvas.text == [" x京"])
    #expect(canvas[0, 0] == .blank(Style(.muted)))
    canvas.put("y", row: 0, column: 2, role: .text)
    #expect(canvas.text == [" xy"])
  }

  @Test("Stored control characters cannot get in")
  func controls() {
    var canvas = Canvas(size: Size(rows: 1, columns: 12))
    canvas.put("a\u{1b}[2Jb\n", row: 0, column: 0, role: .text)
    #expect(canvas.text == ["a^[[2Jb^J"])
  }

  @Test("Text on the right ends before its column")
  func right() {
    var canvas = Canvas(size: Size(rows: 2, columns: 8))
    let used = canvas.putRight("¥4.2M", row: 0, end: 7, role: .text)
    #expect(used == 5)
    canvas.putRight([Span("18d", .muted), Span(" 東", .text)], row: 1, end: 8)
    #expect(canvas.text == ["  ¥4.2M", "  18d 東"])
  }

  @Test("A frame has its title and note in the top edge")
  func frame() {
    var canvas = Canvas(size: Size(rows: 4, columns: 30))
    canvas.put(String(repeating: "#", count: 30), row: 1, column: 0, role: .text)
    let inside = canvas.frame(Rect(row: 0, column: 1, rows: 3, columns: 24), title: "Move to", note: "7 of 48")
    canvas.put("here", row: inside.row, column: inside.column, within: inside.columns, role: .key)
    #expect(
      canvas.description
        == """
         ┌ Move to ──── 7 of 48 ┐
        #│ here                 │#####
         └──────────────────────┘

        --
        0: border 1-2, title 3-9, border 10-15, muted 16-22, border 23-24
        1: border 1-1, key 3-6, border 24-24
        2: border 1-24
        cursor 0,0 hidden

        """)
    #expect(inside == Rect(row: 1, column: 3, rows: 1, columns: 20))
  }

  @Test("Filling blanks what stood there")
  func fills() {
    var canvas = Canvas(size: Size(rows: 1, columns: 8))
    canvas.put([Span("ab", .text), Span("cd", .text, isUnderlined: true)], row: 0, column: 0)
    canvas.fill(row: 0, columns: 3..<99, role: .select)
    #expect(canvas.text == ["abc"])
    #expect(canvas.description.contains("text+ 2-2, select 3-7"), "\(canvas.description)")
  }

  @Test("After random drawing every row is whole", arguments: [1, 2, 3, 4, 5] as [UInt64])
  func random(seed: UInt64) {
    var random = Seeded(seed)
    for _ in 0..<60 {
      let size = Size(rows: .random(in: 0...5, using: &random), columns: .random(in: 0...20, using: &random))
      var canvas = Canvas(size: size, glyphs: Bool.random(using: &random) ? .unicode : .ascii)
      for _ in 0..<40 {
        draw(on: &canvas, using: &random)
        expectWhole(canvas)
      }
    }
  }

  private func draw(on canvas: inout Canvas, using random: inout Seeded) {
    let row = Int.random(in: -1...6, using: &random)
    let column = Int.random(in: -4...24, using: &random)
    let width = Int.random(in: -1...12, using: &random)
    let role: Role = [.text, .muted, .fill(Tint(0))].randomElement(using: &random) ?? .text
    let rect = Rect(row: row, column: column, rows: Int.random(in: -1...4, using: &random), columns: width)
    let text = random.text(length: 8)
    switch Int.random(in: 0...5, using: &random) {
    case 0: canvas.fill(row: row, columns: column..<column + max(0, width), role: role)
    case 1: canvas.erase(rect)
    case 2: canvas.frame(rect, title: text, note: "n")
    case 3: canvas.putRight(text, row: row, end: column, role: role)
    default:
      let used = canvas.put(text, row: row, column: column, within: width, role: role)
      #expect((0...max(0, width)).contains(used))
    }
  }

  private func expectWhole(_ canvas: Canvas) {
    #expect(canvas.cells.count == canvas.size.rows * canvas.size.columns)
    for row in 0..<canvas.size.rows {
      var column = 0
      while column < canvas.size.columns {
        let cell = canvas[row, column]
        #expect(cell.columns > 0 && cell.columns == columns(of: cell.text))
        #expect(column + cell.columns <= canvas.size.columns)
        for covered in 1..<max(1, cell.columns) { #expect(canvas[row, column + covered].columns == 0) }
        column += max(1, cell.columns)
      }
    }
  }
}
