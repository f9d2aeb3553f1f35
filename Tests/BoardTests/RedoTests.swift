import Sales
import Screen
import Support
import Testing

@testable import Board

/// What is said when it is done, taken back, done again, and taken back once more.
@Suite("Undo and redo in words") struct RedoTests {
  private func rig() throws -> BoardRig {
    let rig = try BoardRig([("Qualified", ["Acme", "Globex", "Initech"]), ("Proposal Sent", ["Soylent"])])
    rig.size = Size(rows: 24, columns: 120)
    let stages: [[Assignment<Stage>]] = ["Lead", "Signed"].map { [.set(\.name, $0)] }
    _ = try rig.store.commit(
      .createPipeline([.set(\.name, "Partners")], stages: [stages[0], stages[1] + [.set(\.type, .won)]]),
      by: rig.user.id)
    _ = try #require(try rig.store.user(named: "bo"))
    return rig
  }

  private func said(_ keys: String) throws -> String {
    let picture = try rig().play(keys)
    return picture.text[picture.size.rows - 2].split(separator: " ").joined(separator: " ")
  }

  @Test(
    "a redo is told as what it does again, of one deal and of several",
    arguments: [
      ("v j L", "2 deals are back in the stages before", "2 deals moved to Proposal Sent"),
      ("v j v 2 space L", "3 deals are back in the stages before", "3 deals changed stage"),
      ("L", "Acme is back in Qualified", "Acme moved to Proposal Sent"),
      ("m p 1", "Acme is back in Qualified of Sales Pipeline", "Acme moved to Lead of Partners"),
      ("V m p 1", "3 deals are back in the stages before", "3 deals moved to Lead of Partners"),
      ("w enter", "Acme is open again, back in Qualified", "Acme is won"),
      ("V w enter", "3 deals are back in the stages before", "3 deals are won"),
      ("m p 2 enter", "Acme is open again, back in Qualified of Sales Pipeline", "Acme is won in Partners"),
      ("V x 1", "3 deals are back in the stages before", "3 deals are lost, price"),
      ("V $ '9k' enter", "3 deals have value $5,000.00 now", "3 deals have value $9,000.00 now"),
      ("$ '7k' enter v j $ '+10%' enter", "2 deals have their value as before", "2 deals changed their value"),
      ("V O 'bo' enter", "3 deals have owner ana now", "3 deals have owner bo now"),
      ("V P '2w' enter", "3 deals are awake again", "3 deals sleep until 4 Dec now"),
      ("V =", "3 deals are open again", "3 deals are stalled"),
      ("V D '2w' enter", "3 deals have no close date now", "3 deals have close date 4 Dec now"),
      ("s 'call fri' enter", "call of Acme is not planned any more", "call of Acme was planned"),
      ("s 'call fri' enter c", "call of Acme is open again", "call of Acme is done"),
      ("s 'call fri' enter T D '2w' enter", "call of Acme is for 21 Nov again", "call of Acme is for 4 Dec now"),
      ("s 'call fri' enter T x", "call of Acme is open again", "call of Acme is dropped"),
      ("A 'spoke of price' enter", "spoke of price of Acme is gone again", "spoke of price of Acme was logged"),
      ("V A 'call x' enter", "3 calls are gone again", "3 calls were logged"),
      ("a 'Vandelay 9k' enter", "Vandelay is gone again", "Vandelay was added to Qualified"),
      ("d y", "Acme is back in Qualified", "Acme was deleted"),
      ("V d y", "3 deals are back", "3 deals were deleted"),
      ("S a 'Demo' enter esc", "Demo is gone again", "Demo was added"),
      ("S enter ctrl-u 'Fresh' enter esc", "Fresh is called Qualified again", "Qualified is called Fresh now"),
      (
        "S J esc", "Qualified and Proposal Sent are back in their places",
        "Proposal Sent and Qualified have changed places"
      ),
      (
        "S d 2 esc", "Qualified is back, with its 3 deals",
        "Qualified was removed; its 3 deals are in Proposal Sent now"
      ),
      ("S A 'Shop' enter esc", "Shop is gone again", "Shop was added"),
    ])
  func told(keys: String, undone: String, redone: String) throws {
    let last = keys.hasSuffix("enter c") ? " enter" : ""
    for (more, words) in [(" u", "Undone: " + undone), (" u U", "Redone: " + redone), (" u U u", "Undone: " + undone)] {
      let text = try said(keys + last + more)
      #expect(text.hasPrefix(words + " ·"), "\(text)")
    }
  }
}
