import Board
import Sales
import Screen
import Support
import Testing

/// What somebody else does to a deal between the key that opens a line or a menu and the one that confirms it.
@Suite("Two people and one deal") struct ConflictTests {
  private func rig() throws -> BoardRig {
    let rig = try BoardRig([("Qualified", ["Acme", "Globex"])])
    _ = try rig.store.commit(.createUser(name: "bo"), by: rig.user.id)
    return rig
  }

  private func message(_ canvas: Canvas) -> String { canvas.text[canvas.size.rows - 2].trimmed }

  @Test("what somebody else made of it meanwhile is said, and only a second enter writes over it")
  func conflict() throws {
    for (typed, other, said) in [
      ("D '2w'", [DealValue.set(\.expectedClose, Timestamp("2025-12-24"))], "now 24 Dec by bo; enter saves yours"),
      ("$ '12k'", [.set(\.value, 900_000)], "now $9,000.00 by bo; enter saves yours"),
      ("w ctrl-u '12k'", [.set(\.value, 900_000)], "now $9,000.00 by bo; enter saves yours"),
      ("w", [.set(\.value, 900_000)], "now $9,000.00 by bo; enter saves yours"),
      ("V D '2w'", [.set(\.expectedClose, Timestamp("2025-12-24"))], "now 24 Dec of Acme by bo; enter saves yours"),
    ] {
      let rig = try rig()
      let before = try #require(rig.deal("Acme"))
      let bo = try #require(try rig.store.user(named: "bo"))
      let elsewhere = ScriptedDisplay.Step.aside {
        _ = try? rig.store.commit(.editDeal(before.id, other), by: bo.id)
      }
      let steps = ScriptedDisplay.Step.keys(typed) + [elsewhere] + ScriptedDisplay.Step.keys("enter")
      #expect(message(rig.play(steps)).contains(said))
      let theirs = try #require(rig.deal("Acme"))
      #expect(other.allSatisfy { Deal.field($0.field)?.get(theirs) == $0.value })
      rig.play("esc esc")
      let second = try self.rig()
      let deal = try #require(second.deal("Acme"))
      let hers = try #require(try second.store.user(named: "bo"))
      let again = ScriptedDisplay.Step.aside { _ = try? second.store.commit(.editDeal(deal.id, other), by: hers.id) }
      second.play(ScriptedDisplay.Step.keys(typed) + [again] + ScriptedDisplay.Step.keys("enter enter"))
      let mine = try #require(second.deal("Acme"))
      #expect(other.allSatisfy { Deal.field($0.field)?.get(mine) != $0.value })
    }
  }

  @Test(
    "a deal that somebody else moved or closed since it was seen is not moved, won or lost over that unknowingly",
    arguments: [
      ("w", "enter", "enter", "Closed Won"), ("x", "1", "enter", "Closed Lost"),
      ("x", "'gone' enter", "enter", "Closed Lost"),
      ("x 9", "'see mail' enter", "enter", "Closed Lost"), ("m", "2", "enter", "Proposal Sent"),
      ("m j", "enter", "enter", "Proposal Sent"), ("m", "5 1", "enter", "Closed Lost"),
      ("m", "4 enter", "enter", "Closed Won"), ("V w", "enter", "enter", "Closed Won"),
      ("V x", "2", "enter", "Closed Lost"),
      ("V m", "2", "enter", "Proposal Sent"),
    ])
  func moved(opening: String, confirming: String, again: String, stage: String) throws {
    for (place, said) in [("Negotiation", "now Negotiation"), ("Closed Won", "now Closed Won")] {
      func play(_ last: String) throws -> (rig: BoardRig, message: String) {
        let rig = try rig()
        let deal = try #require(rig.deal("Acme"))
        let bo = try #require(try rig.store.user(named: "bo"))
        let target = try #require(rig.store.pipelines()[0].stages.first { $0.name == place })
        let elsewhere = ScriptedDisplay.Step.aside {
          _ = try? rig.store.commit(.moveDeal(deal.id, to: target.id), by: bo.id)
        }
        let picture = rig.play(
          ScriptedDisplay.Step.keys(opening) + [elsewhere] + ScriptedDisplay.Step.keys(confirming + last))
        return (rig, picture.text.suffix(3).joined())
      }
      let first = try play("")
      #expect(
        first.message.contains(said) && first.message.contains(", was Qualified, by bo; enter"), "\(first.message)")
      #expect(first.rig.board()[place]?.contains("Acme") == true, "theirs stays")
      let second = try play(" " + again)
      #expect(second.rig.board()[stage]?.contains("Acme") == true, "\(second.rig.board())")
    }
  }

  /// The board after the keys, bo's change of Acme and further keys.
  private func play(_ opening: String, _ other: [DealValue], _ then: String) throws -> (rig: BoardRig, said: String) {
    let rig = try rig()
    rig.size = Size(rows: 24, columns: 120)
    let deal = try #require(rig.deal("Acme"))
    let bo = try #require(try rig.store.user(named: "bo"))
    let elsewhere = ScriptedDisplay.Step.aside { _ = try? rig.store.commit(.editDeal(deal.id, other), by: bo.id) }
    let picture = rig.play(ScriptedDisplay.Step.keys(opening) + [elsewhere] + ScriptedDisplay.Step.keys(then))
    return (rig, message(picture))
  }

  @Test(
    "a deal that somebody else has changed is not deleted over that unknowingly; y says it again",
    arguments: ["d", "t d", "V d"])
  func deleted(opening: String) throws {
    let stages = try rig().store.pipelines()[0].stages
    for (other, said) in [
      (DealValue.set(\.stageID, stages[2].id), "Acme: now Negotiation, was Qualified, by bo; y deletes"),
      (.set(\.value, 900_000), "Acme: value now $9,000.00, was $5,000.00, by bo; y deletes"),
      (.set(\.expectedClose, Timestamp("2025-12-24")), "Acme: expected close now 24 Dec, was none, by bo; y deletes"),
      (.set(\.parkedUntil, Timestamp("2025-12-24")), "Acme: parked until now 24 Dec, was none, by bo; y deletes"),
    ] {
      let first = try play(opening, [other], "y")
      #expect(first.said.hasPrefix(said), "\(first.said)")
      #expect(first.rig.deal("Acme") != nil && first.rig.deal("Globex") != nil)
      let second = try play(opening, [other], "y y")
      #expect(second.rig.deal("Acme") == nil && (second.rig.deal("Globex") == nil) == (opening == "V d"))
    }
  }

  @Test(
    "on a narrow screen the whole sentence stands below the menu that stays",
    arguments: [
      ("d", "y", "Acme: now Negotiation, was Qualified, by bo; y deletes it", 16),
      ("m", "2", "Acme: now Negotiation, was Qualified, by bo; enter saves yours", 16),
      ("x", "1", "! now Negotiation, was Qualified, by bo; enter saves yours", 15),
    ])
  func narrow(key: String, then: String, sentence: String, edge: Int) throws {
    let rig = try rig()
    rig.size = Size(rows: 20, columns: 40)
    let (deal, bo) = (try #require(rig.deal("Acme")), try #require(try rig.store.user(named: "bo")))
    let target = try #require(rig.store.pipelines()[0].stages.first { $0.name == "Negotiation" })
    let elsewhere = ScriptedDisplay.Step.aside {
      _ = try? rig.store.commit(.moveDeal(deal.id, to: target.id), by: bo.id)
    }
    let steps = ScriptedDisplay.Step.keys(key) + [elsewhere] + ScriptedDisplay.Step.keys(then)
    let rows = rig.play(steps).text.map(\.trimmed)
    #expect(rows[(edge + 1)...(edge + 2)].joined(separator: " ") == sentence, "\(rows)")
    #expect(rows[edge].hasPrefix("└") && rows[edge].hasSuffix("┘"), "\(rows)")
    #expect(key != "x" || rows[18].hasPrefix("lost price"), "\(rows)")
  }

  @Test("deals that are won together are not won for another value than the one that was seen", arguments: ["w", "m"])
  func wonForAnother(key: String) throws {
    let opening = key == "w" ? "V w" : "V m 4"
    let first = try play(opening, [.set(\.value, 900_000)], "enter")
    #expect(first.said.contains("value now $9,000.00"), "\(first.said)")
    #expect(first.said.contains(", was $5,000.00, by bo; enter wins them so"), "\(first.said)")
    #expect(first.rig.deal("Acme")?.status == .open && first.rig.deal("Globex")?.status == .open)
    let second = try play(opening, [.set(\.value, 900_000)], "enter enter")
    let acme = try #require(second.rig.deal("Acme"))
    #expect(acme.status == .won && acme.value == 900_000 && second.rig.deal("Globex")?.status == .won)
  }

  @Test("so neither when they are moved on into the won stage") func movedToWon() throws {
    let rig = try BoardRig([("Negotiation", ["Acme", "Globex"])])
    rig.size = Size(rows: 24, columns: 120)
    let (deal, bo) = (try #require(rig.deal("Acme")), try #require(try rig.store.user(named: "bo")))
    let elsewhere = ScriptedDisplay.Step.aside {
      _ = try? rig.store.commit(.editDeal(deal.id, [.set(\.value, 900_000)]), by: bo.id)
    }
    let steps = ScriptedDisplay.Step.keys("3 V L") + [elsewhere] + ScriptedDisplay.Step.keys("enter")
    #expect(message(rig.play(steps)).contains("value now $9,000.00 of Acme, was $5,000.00, by bo; enter wins them so"))
    #expect(rig.deal("Acme")?.status == .open)
    rig.play("esc 3 V L enter")
    #expect(rig.deal("Acme")?.status == .won && rig.deal("Acme")?.value == 900_000)
  }
}
