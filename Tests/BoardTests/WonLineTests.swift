import Board
import Sales
import Screen
import Support
import Testing

@Suite("The line that wins a deal") struct WonLineTests {
  private func rig() throws -> BoardRig { try BoardRig([("Qualified", ["Acme"])], daysAgo: 200) }

  private func message(_ canvas: Canvas) -> String { canvas.text[canvas.size.rows - 2].trimmed }

  @Test(
    "a deal is won on a day that is looked for backward, and the day is shown before",
    arguments: [("12 nov", "2025-11-12"), ("yesterday", "2025-11-19"), ("mon", "2025-11-17"), ("3d ago", "2025-11-17")])
  func wonOn(words: String, day: String) throws {
    let rig = try rig()
    let wanted = try #require(Day(day))
    #expect(message(rig.play("w ctrl-u '5k \(words)'")).contains(DateText.long(wanted)))
    rig.play("enter")
    #expect(rig.deal("Acme")?.closedAt?.utcDay == wanted && rig.deal("Acme")?.value == 500_000)
  }

  @Test(
    "an amount with spaces is won, on a day or today",
    arguments: [
      ("9,5 k", 950_000, "2025-11-20"), ("1 234,56 EUR mon", 123_456, "2025-11-17"),
      ("9 500 12 nov", 950_000, "2025-11-12"), ("5 100 days ago", 500, "2025-08-12"),
      ("\u{20AC} 1\u{202F}234 yesterday", 123_400, "2025-11-19"),
    ])
  func wonSpaced(line: String, minor: Int64, day: String) throws {
    let rig = try rig()
    rig.play("w ctrl-u '\(line)' enter")
    #expect(rig.deal("Acme")?.value == minor && rig.deal("Acme")?.closedAt?.utcDay == Day(day))
  }

  @Test("on a board that is read as on another day, today is that day", arguments: ["today", "yesterday"])
  func wonAsOf(word: String) throws {
    let rig = try rig()
    rig.isDated = true
    rig.present = Present(now: Timestamp(seconds: BoardRig.noon.seconds - 30 * 86_400), zone: .utc)
    rig.play("w ctrl-u '5k \(word)' enter")
    #expect(rig.deal("Acme")?.closedAt?.utcDay == Day(word == "today" ? "2025-10-21" : "2025-10-20"))
  }
}
