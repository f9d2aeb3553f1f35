import Board
import Sales
import Screen
import Support
import Testing

/// Deals into another pipeline: keys, then where each deal is, and what the message row says.
@Suite("Moves into another pipeline") struct MoveTests {
  private func rig(_ others: [String]) throws -> BoardRig {
    let rig = try BoardRig([("Qualified", ["Acme", "Globex", "Initech"]), ("Proposal Sent", ["Soylent"])])
    for name in others {
      let stages: [[Assignment<Stage>]] = [
        [.set(\.name, "\(name) lead")], [.set(\.name, "\(name) trial")],
        [.set(\.name, "\(name) done"), .set(\.type, .won)], [.set(\.name, "\(name) gone"), .set(\.type, .lost)],
      ]
      _ = try rig.store.commit(.createPipeline([.set(\.name, name)], stages: stages), by: rig.user.id)
    }
    return rig
  }

  private func message(_ canvas: Canvas) -> String { canvas.text[canvas.size.rows - 2].trimmed }

  private func stage(_ rig: BoardRig, _ deal: String) -> String? {
    rig.deal(deal).flatMap { deal in rig.store.records.all(Stage.self).first { $0.id == deal.stageID }?.name }
  }

  @Test(
    "the pipeline and then the stage are chosen, esc steps back",
    arguments: [
      ("m p 1 2", "Partners trial"), ("m p 2 1", "Renewals lead"), ("m p j enter 2", "Renewals trial"),
      ("m p 1 3 enter", "Partners done"), ("m p 1 esc 2 2", "Renewals trial"), ("m p 1 p 2 2", "Renewals trial"),
      ("m p esc 3", "Negotiation"), ("m p 1 esc esc 3", "Negotiation"), ("m p 1 esc esc esc", "Qualified"),
      ("m p 1 ctrl-c", "Qualified"), ("m p 1 9 2", "Partners trial"), ("m p 1 2 u", "Qualified"),
      ("m p 1 4 1", "Partners gone"), ("m p 1 4 esc", "Qualified"), ("m p 1 2 u U", "Partners trial"),
    ])
  func one(keys: String, place: String) throws {
    let rig = try rig(["Partners", "Renewals"])
    rig.play(keys)
    #expect(stage(rig, "Acme") == place)
    #expect(stage(rig, "Globex") == "Qualified")
    let deal = try #require(rig.deal("Acme"))
    #expect(rig.store.records.violations == [] && deal.status == status(place))
  }

  private func status(_ place: String) -> DealStatus {
    place.hasSuffix("done") ? .won : place.hasSuffix("gone") ? .lost : .open
  }

  @Test("the message names the pipeline and the stage, and the deal is gone from the board in sight")
  func words() throws {
    let rig = try rig(["Partners"])
    let picture = rig.play("m p 2")
    #expect(message(picture) == "Acme moved to Partners trial of Partners · u undoes it")
    #expect(!picture.text.dropLast(2).contains { $0.contains("Acme") })
    #expect(message(rig.play("m p 4 1")) == "Globex is lost in Partners, price · u undoes it")
  }

  @Test("all marked deals go, in one step of undo")
  func marked() throws {
    let rig = try rig(["Partners", "Renewals"])
    let picture = rig.play("* m p 1 2")
    let names = ["Acme", "Globex", "Initech", "Soylent"]
    #expect(message(picture) == "4 deals moved to Partners trial of Partners · u undoes it")
    #expect(names.allSatisfy { stage(rig, $0) == "Partners trial" })
    rig.play("u y")
    #expect(names.map { stage(rig, $0) } == ["Qualified", "Qualified", "Qualified", "Proposal Sent"])
    #expect(message(rig.play("V m p 2 4 2")) == "3 deals are lost in Renewals, competition · u undoes it")
  }

  @Test("with one other pipeline its stages are offered at once, with none that is said")
  func few() throws {
    let picture = try rig(["Partners"]).play("m p")
    #expect(picture.text.contains { $0.contains("Move to a stage of Partners") })
    #expect(message(picture) == "Move Acme to …")
    #expect(message(try rig([]).play("m p")).hasPrefix("There is no other pipeline"))
  }
}
