import Sales
import Testing

@Suite("Values") struct ValueTests {
  @Test("every entity's fields round-trip through scalars")
  func scalars() {
    var deal = Deal(id: DealID(bits: 77))
    deal.name = "Acme"
    deal.expectedClose = Day("2026-02-28")?.midnightUTC
    #expect(Row(table: .deals, scalars: deal.scalars) == .deal(deal))
    #expect(DealID(deal.id.description.lowercased()) == deal.id)
    #expect(Timestamp("2026-03-16T13:00:00.5+01:00")?.description == "2026-03-16T12:00:00Z")
    #expect(folded("Müller & Söhne  ÅÉ") == "muller & sohne ae")
    #expect(DealValue.set(\.value, 12) == DealValue(field: "value", value: .integer(12)))
  }
}
