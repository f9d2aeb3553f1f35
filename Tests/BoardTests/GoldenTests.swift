import Screen
import Support
import Testing

@testable import Board

@Suite struct GoldenTests {
  @Test("every picture is as it was recorded", arguments: Picture.all)
  func picture(_ picture: Picture) throws {
    let found = try render(picture.model()).description
    for difference in Golden.differences(found, from: picture.name) { Issue.record("\(difference)") }
  }

  @Test("every mode has a picture at 80x24, at 120x36 and in one column")
  func modes() throws {
    struct Place: Hashable { let mode: ModeKind, size: Size }
    let found = Set(try Picture.all.map { try $0.model() }.map { Place(mode: $0.mode.kind, size: $0.world.size) })
    for (_, rows, columns) in Picture.sizes {
      let size = Size(rows: rows, columns: columns)
      let missing = ModeKind.allCases.filter { !found.contains(Place(mode: $0, size: size)) }
      #expect(missing.isEmpty, "\(columns)x\(rows)")
    }
  }
}
