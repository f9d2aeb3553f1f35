import Sales
import Screen
import Support
import Testing

@testable import Board

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
      (0, "k l h"), (1, "h j"), (2, "j k"), (3, "s 'call fri' esc esc D '2w' enter"), (4, "m esc D '3w' enter"),
      (4, "x 1"),
      (5, "U D '3w' enter"), (6, "a 'Vandelay' esc"), (7, "/ 'x' esc f esc"), (8, "j T esc"), (9, "z esc"),
    ])
  func onlyThen(count: Int, keys: String) throws {
    let text = line(try rig().play((Self.deeds.prefix(count) + [keys]).joined(separator: " ")))
    #expect(text.hasPrefix(" Tour \(count + 1) of 10"), "\(text)")
  }

  @Test(
    "every step is read whole, and how to end it, on small screens too",
    arguments: [(20, 40), (12, 60), (20, 45), (24, 78), (24, 79), (24, 80), (36, 120)], 0...Tour.steps.count)
  func whole(size: (rows: Int, columns: Int), done: Int) throws {
    var model = try BoardFixture.full().model(rows: size.rows, columns: size.columns)
    var tour = Tour()
    tour.done = done
    model.tour = tour
    let end = size.rows - 2
    let text = render(model).text[(end - Tour.rows(columns: size.columns))..<end].joined(separator: " ")
    let words = tour.step.map { $0.key + " " + $0.words } ?? ": finds the rest by name"
    let read = text.split(separator: " ").joined(separator: " ")
    #expect(read.contains(words) && read.hasSuffix(" esc ends it"), "\(read)")
  }

  @Test("a deal is moved by any key that moves it", arguments: ["H", "m 3", "V m 3"])
  func moved(keys: String) throws {
    let text = line(try rig().play((Self.deeds.prefix(4) + [keys]).joined(separator: " ")))
    #expect(text.hasPrefix(" Tour 6 of 10"), "\(text)")
  }

  @Test("goes on in triage, where esc has another meaning")
  func triage() throws {
    let text = line(try rig().play(Self.deeds.prefix(8).joined(separator: " ") + " t"))
    #expect(text.hasPrefix(" Tour 10 of 10  ? shows every key there is") && !text.contains("esc"), "\(text)")
  }

  @Test("esc ends it, after whatever else it ends, and it is on no board but the demo's")
  func ending() throws {
    #expect(!(try rig().play("esc")).text.joined().contains("Tour"))
    #expect(line(try rig().play("enter esc")).contains("Tour 1 of 10"))
    #expect(line(try rig().play("space esc")).contains("Tour"))
    #expect(!(try rig(isDemo: false).play("j")).text.joined().contains("Tour"))
    let board = try rig(isDemo: false).play("j")
    // But for the title, which says that it is a demo, and what is said, the same board.
    let ended = try rig().play("Q j esc").text
    #expect(ended[22].hasPrefix(" The tour is over; zt goes on with it."))
    #expect(ended[1..<22] == board.text[1..<22] && ended[23] == board.text[23])
  }

  @Test(
    "it is taken up again where it was left, and begins anew where it is in sight or over",
    arguments: [
      ("esc z t", 1), ("j l esc j z t", 3), ("j l esc : 'tour' enter", 3), ("j l z t", 1),
      (deeds.joined(separator: " ") + " esc j z t", 1),
    ])
  func again(keys: String, step: Int) throws {
    let text = line(try rig().play(keys))
    #expect(text.hasPrefix(" Tour \(step) of 10  "), "\(text)")
  }

  @Test(
    "takes a row or two from the cards, and none where rows are few",
    arguments: [(24, 80, 1), (36, 120, 1), (20, 40, 2), (12, 60, 2)])
  func rows(rows: Int, columns: Int, lines: Int) throws {
    let rig = try rig()
    rig.size = Size(rows: rows, columns: columns)
    for keys in ["", "enter", "i", "s 'call'", "D", "m", "a 'Acme'", "e", ":", "d", "z", "T", "t"] {
      let text = rig.play(keys).text
      #expect(text[rows - 2 - lines].contains("j goes down"), "\(keys) \(text)")
    }
    rig.size.rows = 11
    #expect(!rig.play("").text.joined().contains("j goes down"))
  }
}
