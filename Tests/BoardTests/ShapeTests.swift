import Support
import Testing

@testable import Board

/// What keeps the model from becoming one long list again.
@Suite("The shape of the model") struct ShapeTests {
  @Test("has at most twelve stored properties") func stored() throws {
    let model = try BoardFixture.full().model(rows: 24, columns: 80)
    let names = Mirror(reflecting: model).children.compactMap(\.label)
    #expect(names.count <= 12, "\(names)")
  }
}
