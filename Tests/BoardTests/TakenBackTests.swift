import Board
import Sales
import Screen
import Support
import Testing

@Suite("An Esc that was the beginning of what the terminal sent") struct TakenBackTests {
  private typealias Step = ScriptedDisplay.Step

  private func picture(_ keys: String, _ more: [Input] = []) throws -> [String] {
    let rig = try BoardRig([("Qualified", ["Acme", "Globex"])])
    return rig.play(Step.keys(keys) + more.map { .input($0) }).text
  }

  @Test(
    "changes nothing in any mode",
    arguments: [
      "j", "a", "a 'Hooli'", "D '2w'", "/ 'ac'", "enter", "enter i", "?", ":", "m", "space", "t", "T", "S", "e",
      "e '1'", "z", "x", "p", "f", "d", "L", "/ 'ac' enter",
    ])
  func modes(keys: String) throws {
    #expect(try picture(keys, [.key(.escape), .escapeTakenBack]) == picture(keys))
  }

  @Test("is one that somebody pressed once another key has followed")
  func pressed() throws {
    let keys: [Input] = [.key(.escape), .key(.character("j"))]
    #expect(try picture("D", keys + [.escapeTakenBack]) == picture("D", keys))
  }

  @Test("leaves what is typed, which is saved then")
  func typing() throws {
    let rig = try BoardRig([("Qualified", ["Acme"])])
    rig.play(Step.keys("D") + [.input(.key(.escape)), .input(.escapeTakenBack)] + Step.keys("'2w' enter"))
    #expect(rig.deal("Acme")?.expectedClose?.utcDay.description == "2025-12-04")
  }
}
