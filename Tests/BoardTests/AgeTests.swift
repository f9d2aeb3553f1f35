import Sales
import Screen
import Support
import Testing

@testable import Board

/// Days in the stage against its limit, on cards and by the filter, for deals that came from elsewhere.
@Suite("Age in the stage") struct AgeTests {
  private func rig() throws -> BoardRig {
    let rig = try BoardRig()
    let drafts = [0, 30, 31, 90, 91, 180, 181, 400].map { days in
      let entered = BoardRig.noon.advanced(bySeconds: Int64(-86_400 * days))
      let visit = DealDraft.Visit(stage: StageName(pipeline: nil, stage: "Negotiation"), enteredAt: entered)
      return DealDraft(values: [.set(\.name, "Aged \(days)"), .set(\.value, 100)], visits: [visit])
    }
    _ = try rig.store.commit(.importDeals(ImportBatch(deals: drafts)), by: rig.user.id)
    return rig
  }

  @Test("a limit set on the stages' screen flags the deals that are over it, at once, and no other")
  func limit() throws {
    let rig = try rig()
    rig.size = Size(rows: 36, columns: 120)
    let text = rig.play("S j j tab tab tab tab enter ctrl-u '90' enter esc 3").text.joined(separator: "\n")
    for days in ["91d", "180d", "181d", "400d"] { #expect(text.contains("!" + days), "\(days) in\n\(text)") }
    for days in ["0d", "30d", "31d", "90d"] { #expect(!text.contains("!" + days), "\(days) in\n\(text)") }
  }

  @Test(
    "the counts by age are those of the days in the stage",
    arguments: [
      ("age>90", 4), ("-age>30", 2), ("age>30 -age>60", 1), ("age>60 -age>90", 1), ("age>90 -age>180", 2),
      ("age>180", 2),
    ])
  func counts(filter: String, count: Int) throws {
    let title = try rig().play("/ '\(filter)' enter").text[0]
    #expect(title.contains("\(count) of 8 open"), "\(title)")
  }
}
