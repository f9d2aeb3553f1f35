import Sales
import Screen
import Support
import Testing

@testable import Board

/// The one sign of a card, where cells are short.
@Suite("Signs of cards") struct SignTests {
  /// Colleagues' deals with long signs and long values.
  private func rig() throws -> BoardRig {
    let rig = try BoardRig([("Qualified", ["Acme", "Globex", "Hooli", "Initech"])])
    let bo = try #require(try rig.store.user(named: "bo"))
    func edit(_ name: String, _ values: [DealValue]) throws {
      let deal = try #require(rig.deal(name))
      let all = values + [.set(\.ownerID, bo.id), .set(\.value, 123_456_700)]
      _ = try rig.store.commit(.editDeal(deal.id, all), by: rig.user.id)
    }
    try edit("Acme", [.set(\.expectedClose, Timestamp("2025-07-20"))])
    try edit("Globex", [])
    try rig.plan("Call", "2025-07-20", on: "Globex")
    try edit("Hooli", [.set(\.status, .won)])
    try edit("Initech", [.set(\.expectedClose, Timestamp("2026-07-20"))])
    try rig.plan("Call", "2026-02-27", on: "Initech")
    return rig
  }

  @Test("at every width the sign is whole, shorter or its mark, and no number is cut")
  func everyWidth() throws {
    let rig = try rig()
    let known = [
      "! past 123d", "! past", "! 123d late", "! 123d", "!", "won 20 Nov", "won", "27 Feb 26", "",
    ]
    var seen: Set<String> = []
    for columns in 45...140 {
      rig.size = Size(rows: 24, columns: columns)
      let picture = rig.play("")
      for name in ["Acme", "Globex", "Hooli", "Initech"] {
        let row = try #require(
          picture.text.dropFirst(4).firstIndex { $0.hasPrefix("│\(name)") || $0.hasPrefix(" \(name)") })
        let facts = picture.text[row + 1].dropFirst().prefix(22)
        let sign = facts.firstRange(of: "BO").map { String(facts[..<$0.lowerBound]).trimmed } ?? "no owner"
        seen.insert(sign)
        #expect(known.contains(sign), "\(columns): \(facts)")
      }
    }
    #expect(seen.contains("! past 123d") && seen.contains("! past"), "\(seen)")
  }

  @Test("where a text is cut, no number is")
  func numbers() {
    #expect(cut("past 123 days", to: 7, at: .end) == "past…")
    #expect(cut("at $1,250,000", to: 9, at: .end) == "at $…")
    #expect(cut("past 123 days", to: 9, at: .end) == "past 123…")
  }
}
