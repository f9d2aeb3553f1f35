import Board
import Sales
import Screen
import Support
import Testing

/// The practice tour of the demo, played by keys.
@Suite("The tour") struct TourTests {
  private func rig(isDemo: Bool = true) throws -> BoardRig {
    let rig = try BoardRig([("Qualified", ["Acme", "Globex", "Initech"]), ("Proposal Sent", ["Soylent", "Hooli"])])
    rig.isDemo = isDemo
    return rig
  }

  /// The tour's row.
  private func line(_ canvas: Canvas) -> String { canvas.text[canvas.size.rows - 3] }

  /// What does each step, in order, each from where the one before ended.
  private static let deeds = [
    "j", "l", "enter esc", "s 'call fri' enter", "L", "u", "a 'Vandelay 30k close:2w' enter", "/ 'value>20k' enter",
    "t esc",
    "?",
  ]

  @Test("goes on when a step was done, by whatever key, and says when all are")
  func whole() throws {
    #expect(Self.deeds.count == Tour.steps.count)
    for count in 0..<Self.deeds.count {
      let text = line(try rig().play(Self.deeds.prefix(count).joined(separator: " ")))
      let step = Tour.steps[count]
      #expect(text.hasPrefix(" Tour \(count + 1) of 10  \(step.key) \(step.words)"), "\(text)")
      #expect(text.hasSuffix("esc ends it"), "\(text)")
    }
    let all = Self.deeds.joined(separator: " ")
    let end = try rig().play(all + " esc")
    #expect(line(end).contains("Tour done."))
    #expect(!(try rig().play(all + " esc j")).text.joined().contains("Tour"))
  }

  @Test(
    "a step is done only when what it teaches was done",
    arguments: [
      (0, "k l h"), (1, "h j"), (2, "j k"), (3, "s 'call fri' esc D '2w' enter"), (4, "m esc D '3w' enter"),
      (5, "U D '3w' enter"), (6, "a 'Vandelay' esc"), (7, "/ 'x' esc f esc"), (8, "j T esc"), (9, "z esc"),
    ])
  func onlyThen(count: Int, keys: String) throws {
    let text = line(try rig().play((Self.deeds.prefix(count) + [keys]).joined(separator: " ")))
    #expect(text.hasPrefix(" Tour \(count + 1) of 10"), "\(text)")
  }

  @Test("esc ends it, after whatever else it ends, and it is on no board but the demo's")
  func ending() throws {
    #expect(!(try rig().play("esc")).text.joined().contains("Tour"))
    #expect(line(try rig().play("enter esc")).contains("Tour 1 of 10"))
    #expect(line(try rig().play("space esc")).contains("Tour"))
    #expect(!(try rig(isDemo: false).play("j")).text.joined().contains("Tour"))
    let board = try rig(isDemo: false).play("j")
    // But for the title, which says that it is a demo, the same board.
    #expect((try rig().play("j esc")).text.dropFirst() == board.text.dropFirst())
  }

  @Test(
    "takes one row from the cards, more for what is longer, and none where rows are few",
    arguments: [(24, 80), (36, 120), (20, 40), (12, 60)])
  func rows(rows: Int, columns: Int) throws {
    let rig = try rig()
    rig.size = Size(rows: rows, columns: columns)
    for keys in ["", "enter", "i", "s 'call'", "D", "m", "a 'Acme'", "e", ":", "d", "z"] {
      let text = rig.play(keys).text
      let line = text[(rows - 4)...(rows - 3)].joined()
      #expect(line.contains("j goes down") && line.contains("focus"), "\(keys) \(line)")
    }
    rig.size.rows = 11
    #expect(!rig.play("").text.joined().contains("j goes down"))
  }
}
